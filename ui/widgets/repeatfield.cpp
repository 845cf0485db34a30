#include "ui/widgets/repeatfield.h"

#include "schedule/recurrence.h"
#include "ui/theme/theme.h"
#include "ui/widgets/takingback.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <array>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

RepeatField::RepeatField(const QString& name, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_button(new QToolButton(this))
{
    m_line->setProperty("quiet", true);
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(tr("Never"));
    m_line->installEventFilter(this);
    m_button->setIcon(theme.icon("view-refresh"_L1, Tone::Muted));
    m_button->setAccessibleName(tr("%1: choose a repetition").arg(name));
    m_button->setToolTip(tr("Choose a repetition"));
    m_button->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_line);
    showValue();
    connect(m_line, &QLineEdit::editingFinished, this, &RepeatField::commit);
    connect(m_button, &QToolButton::clicked, this, &RepeatField::openMenu);
}

void RepeatField::show(const QString& rule, QDate due)
{
    m_rule = rule;
    m_due = due;
    if (!m_line->hasFocus() || !m_line->isModified())
        showValue();
}

void RepeatField::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
    m_button->setEnabled(!readOnly);
}

QStringList RepeatField::usualRules(QDate due)
{
    static constexpr std::array codes { "MO"_L1, "TU"_L1, "WE"_L1, "TH"_L1, "FR"_L1, "SA"_L1, "SU"_L1 };
    const QString weekday = codes[size_t(due.dayOfWeek()) - 1];
    const bool last = due.day() == due.daysInMonth();
    return { u"FREQ=DAILY"_s, u"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"_s, u"FREQ=WEEKLY;BYDAY="_s + weekday,
        u"FREQ=WEEKLY;INTERVAL=2;BYDAY="_s + weekday, u"FREQ=MONTHLY;BYMONTHDAY=%1"_s.arg(last ? -1 : due.day()),
        u"FREQ=YEARLY;BYMONTHDAY=%1;BYMONTH=%2"_s.arg(due.day()).arg(due.month()) };
}

void RepeatField::showValue()
{
    m_line->setText(schedule::recurrenceWords(m_rule));
    m_line->setModified(false);
    m_line->setCursorPosition(0);
    m_line->setToolTip(m_rule.isEmpty() ? tr("For example: every monday, every 2 weeks, every month on the 15th") : m_line->text());
}

void RepeatField::commit()
{
    if (!m_line->isModified())
        return;
    const QString text = m_line->text().trimmed();
    if (text.isEmpty()) {
        choose({});
        return;
    }
    const auto rule = schedule::ruleFromText(text);
    if (rule) {
        choose(*rule);
        return;
    }
    showValue();
    m_line->setToolTip(rule.error().detail);
}

void RepeatField::choose(const QString& rule)
{
    m_rule = rule;
    showValue();
    Q_EMIT chosen(rule);
}

void RepeatField::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList rules = usualRules(m_due.isValid() ? m_due : QDate::currentDate());
    if (!m_rule.isEmpty() && !rules.contains(m_rule))
        rules.prepend(m_rule);
    for (const QString& rule : rules) {
        QAction* action = menu->addAction(schedule::recurrenceWords(rule));
        action->setCheckable(true);
        action->setChecked(rule == m_rule);
        connect(action, &QAction::triggered, this, [this, rule] { choose(rule); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Write a repetition")), &QAction::triggered, this, [this] {
        m_line->setFocus();
        m_line->selectAll();
    });
    if (!m_rule.isEmpty())
        connect(menu->addAction(tr("Do not repeat")), &QAction::triggered, this, [this] { choose({}); });
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
}

bool RepeatField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && isTakenBack(*m_line, *event)) {
        if (event->type() == QEvent::KeyPress)
            showValue();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace convoy::ui
