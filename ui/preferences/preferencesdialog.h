#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QSettings;
class QStackedWidget;
class QVBoxLayout;

namespace convoy::ui {

class ActionRegistry;
struct Collaborators;

//! What a person can set, one page for each topic. There is no OK: every change acts at once and is stored. Made by the
//! window; deletes itself when closed.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Page : quint8 { Appearance, Shortcuts, Sync, Device, Notifications, Data };

    PreferencesDialog(const Collaborators& with, ActionRegistry& actions, QWidget* parent);
    void showPage(Page page);
    [[nodiscard]] int pageCount() const;

private:
    void addPage(const QString& title, QWidget* page);

    QListWidget* m_topics;
    QStackedWidget* m_pages;
};

//! What all pages share: their margins, a headline, a muted explanation.
[[nodiscard]] QVBoxLayout* pageLayout(QWidget& page);
[[nodiscard]] QLabel* heading(const QString& text, QWidget* parent);
[[nodiscard]] QLabel* hint(const QString& text, QWidget* parent);

} // namespace convoy::ui
