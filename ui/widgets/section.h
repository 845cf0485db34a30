#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace convoy::ui {

class Theme;

//! A part of the task panel: a heading that folds it, how many things are in it, and where they come from.
class Section final : public QWidget {
    Q_OBJECT

public:
    Section(const QString& title, const Theme& theme, QWidget* parent);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    void setCount(int count); //!< shown behind the title; 0 hides it
    void setProvenance(const QString& words);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void addLink(QWidget* button); //!< its text in line with the text above

Q_SIGNALS:
    void toggled(bool open);

private:
    void showTitle();

    QString m_title;
    const Theme& m_theme;
    int m_count = 0;
    bool m_open = true;
    QToolButton* m_head;
    QLabel* m_provenance;
    QWidget* m_content;
    QVBoxLayout* m_body;
};

} // namespace convoy::ui
