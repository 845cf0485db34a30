#include "ui/widgets/datefield.h"

#include "schedule/dates.h"
#include "schedule/quickadd.h"
#include "ui/theme/theme.h"
#include "ui/widgets/takingback.h"

#include <QAction>
#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

DateField::DateField(const QString& name, Times times, TodaySource today, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_times(times)
    , m_today(std::move(today))
    , m_line(new QLineEdit(this))
    , m_button(new QToolButton(this))
{
    m_line->setProperty("quiet", true);
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(tr("None"));
    m_line->setToolTip(times == Times::With ? tr("For example: tomorrow 17:00, fri, 12 dec, in 3 days") : tr("For example: tomorrow, fri, 12 dec"));
    m_line->installEventFilter(this);
    m_button->setIcon(theme.icon("view-calendar-day"_L1, Tone::Muted));
    m_button->setAccessibleName(tr("%1: open the calendar").arg(name));
    m_button->setToolTip(tr("Open the calendar"));
    m_button->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::editingFinished, this, &DateField::commit);
    connect(m_button, &QToolButton::clicked, this, &DateField::openCalendar);
}

void DateField::show(QDate date, QTime time)
{
    m_date = date;
    m_time = time;
    if (!m_line->hasFocus() || !m_line->isModified())
        showValue();
}

void DateField::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
    m_button->setEnabled(!readOnly);
}

void DateField::showValue()
{
    QString words = schedule::dueWords(m_date, m_time, m_today());
    const auto days = m_today().daysTo(m_date);
    if (m_date.isValid() && days >= -1 && days < 7) // the word, and the date it stands for
        words += u", "_s + QLocale().toString(m_date, u"d MMM"_s);
    m_line->setText(words);
    m_line->setModified(false);
    m_line->setCursorPosition(0);
}

void DateField::commit()
{
    if (!m_line->isModified())
        return;
    const QString text = m_line->text().trimmed();
    const schedule::QuickAdd read = schedule::parseQuickAdd(text, { m_today(), {} });
    if (!text.isEmpty() && (!read.due.isValid() || !read.title.isEmpty())) {
        m_line->setToolTip(tr("'%1' is not a date that Convoy understands. The old date is kept.").arg(text));
        showValue();
        return;
    }
    m_date = read.due;
    m_time = m_times == Times::With ? read.time : QTime();
    showValue();
    Q_EMIT chosen(m_date, m_time);
}

void DateField::openCalendar()
{
    QMenu menu(this);
    auto* calendar = new QCalendarWidget(&menu);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setAccessibleName(tr("Calendar"));
    calendar->setSelectedDate(m_date.isValid() ? m_date : m_today());
    auto* holder = new QWidgetAction(&menu);
    holder->setDefaultWidget(calendar);
    menu.addAction(holder);
    const QAction* none = m_date.isValid() ? menu.addAction(tr("No date")) : nullptr;
    QDate picked;
    connect(calendar, &QCalendarWidget::clicked, &menu, [&](QDate date) {
        picked = date;
        menu.close();
    });
    connect(calendar, &QCalendarWidget::activated, &menu, [&](QDate date) {
        picked = date;
        menu.close();
    });
    const QAction* taken = menu.exec(m_button->mapToGlobal(QPoint(0, m_button->height())));
    if (!picked.isValid() && !(none && taken == none))
        return;
    m_date = picked;
    m_time = picked.isValid() ? m_time : QTime();
    showValue();
    Q_EMIT chosen(m_date, m_time);
}

bool DateField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && isTakenBack(*m_line, *event)) {
        if (event->type() == QEvent::KeyPress)
            showValue();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace convoy::ui
