#include "ui/tasklist/taskitemdelegate.h"

#include "schedule/dates.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QLineEdit>
#include <QPainter>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::RowMark;

namespace {

QLatin1StringView iconOf(RowMark mark)
{
    switch (mark) {
    case RowMark::Saving:
    case RowMark::Waiting: return "cloud-upload"_L1;
    case RowMark::Sending: return "view-refresh"_L1;
    case RowMark::Refused: return "data-warning"_L1;
    case RowMark::Review: return "view-refresh"_L1;
    case RowMark::Synced: break;
    }
    return {};
}

} // namespace

Tone toneOf(Priority priority)
{
    switch (priority) {
    case Priority::High: return Tone::Danger;
    case Priority::Medium: return Tone::Warning;
    case Priority::Low: return Tone::Accent;
    case Priority::None: break;
    }
    return Tone::Muted;
}

void paintCheck(QPainter& painter, const QRectF& circle, TaskStatus status, Priority priority, const Theme& theme)
{
    const Colours& colours = theme.colours();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor tone = colours.of(isOpen(status) ? toneOf(priority) : Tone::Muted);
    const QRectF ring = circle.adjusted(1, 1, -1, -1);
    painter.setPen(QPen(tone, 1.5));
    painter.setBrush(status == TaskStatus::Done ? QBrush(tone) : QBrush(priority == Priority::None ? colours.base : colours.chip(tone)));
    painter.drawEllipse(ring);
    if (status == TaskStatus::InProgress) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tone);
        painter.drawPie(ring.adjusted(3, 3, -3, -3), 90 * 16, -180 * 16);
    } else if (!isOpen(status)) {
        painter.setPen(QPen(status == TaskStatus::Done ? colours.base : tone, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF c = ring.center();
        if (status == TaskStatus::Done)
            painter.drawPolyline(QPolygonF({ c + QPointF(-3.6, 0.2), c + QPointF(-1, 2.8), c + QPointF(3.8, -2.8) }));
        else
            painter.drawLine(c + QPointF(-3.5, 0), c + QPointF(3.5, 0));
    }
    painter.restore();
}

TaskItemDelegate::TaskItemDelegate(const Theme& theme, const Clock& clock, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

QDate TaskItemDelegate::today() const { return QDateTime::fromMSecsSinceEpoch(m_clock.wallMicros() / 1000).date(); }

QFont TaskItemDelegate::smaller(const QFont& font)
{
    QFont small = font;
    small.setStrikeOut(false);
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

QString TaskItemDelegate::dueWords(const Task& task) const
{
    return task.dueDate.isValid() ? schedule::dueWords(task.dueDate, task.dueTime, today()) : QString();
}

Tone TaskItemDelegate::dueTone(const Task& task) const
{
    if (!isOpen(task.status))
        return Tone::Muted;
    switch (schedule::nearness(task.dueDate, today())) {
    case schedule::Nearness::Overdue: return Tone::Danger;
    case schedule::Nearness::Today: return Tone::Success;
    case schedule::Nearness::Soon:
    case schedule::Nearness::Later: break;
    }
    return Tone::Muted;
}

bool TaskItemDelegate::isBlocked(const items::TaskRow& row) { return isOpen(row.task.status) && row.openBlockers > 0; }

QString TaskItemDelegate::subtaskWords(const items::TaskRow& row)
{
    return row.children == 0 ? QString() : tr("%1/%2", "finished and all subtasks").arg(row.children - row.openChildren).arg(row.children);
}

void TaskItemDelegate::paintMark(QPainter& painter, const QRect& place, RowMark mark) const
{
    if (mark == RowMark::Synced)
        return;
    const bool pressing = mark == RowMark::Refused || mark == RowMark::Review;
    m_theme.icon(iconOf(mark), pressing ? Tone::Warning : Tone::Muted).paint(&painter, place);
}

QWidget* TaskItemDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor)
        editor->setAccessibleName(tr("Title of the task"));
    return editor;
}

void TaskItemDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const auto* line = qobject_cast<QLineEdit*>(editor);
    if (!line || !line->isModified()) // what arrives meanwhile does not touch a title being typed
        QStyledItemDelegate::setEditorData(editor, index);
}

} // namespace convoy::ui
