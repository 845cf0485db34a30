#pragma once

#include <QDate>
#include <QTime>
#include <QWidget>

#include <functional>

class QLineEdit;
class QToolButton;

namespace convoy::ui {

class Theme;

//! A date in words that understands the words it shows ("fri", "in 3 days", "12 dec 17:00"), with a calendar beside it.
//! What it does not understand stays in the field, marked, until it is corrected or Escape takes it back.
class DateField final : public QWidget {
    Q_OBJECT

public:
    enum class Times : quint8 { With, Without };
    using TodaySource = std::function<QDate()>;

    DateField(const QString& name, Times times, TodaySource today, const Theme& theme, QWidget* parent);
    void show(QDate date, QTime time);
    void setReadOnly(bool readOnly);
    [[nodiscard]] QLineEdit& line() const { return *m_line; }

Q_SIGNALS:
    void chosen(const QDate& date, const QTime& time); //!< invalid: cleared

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void openCalendar();
    void showValue();

    Times m_times;
    TodaySource m_today;
    QLineEdit* m_line;
    QToolButton* m_button;
    QDate m_date;
    QTime m_time;
};

} // namespace convoy::ui
