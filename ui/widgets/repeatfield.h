#pragma once

#include <QDate>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace convoy::ui {

class Theme;

//! How a task repeats, as a sentence; understands words ("every 2 weeks on fri") and rules (FREQ=...), and offers the usual ones
//! for the task's date in a menu beside it. What it does not understand is told in the tool tip, and the old rule is kept.
class RepeatField final : public QWidget {
    Q_OBJECT

public:
    RepeatField(const QString& name, const Theme& theme, QWidget* parent);
    void show(const QString& rule, QDate due); //!< due: what the menu's weekday and day of the month are taken from
    void setReadOnly(bool readOnly);
    [[nodiscard]] QLineEdit& line() const { return *m_line; }
    [[nodiscard]] static QStringList usualRules(QDate due);

Q_SIGNALS:
    void chosen(const QString& rule); //!< empty: not any more

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void openMenu();
    void showValue();
    void choose(const QString& rule);

    QLineEdit* m_line;
    QToolButton* m_button;
    QString m_rule;
    QDate m_due;
};

} // namespace convoy::ui
