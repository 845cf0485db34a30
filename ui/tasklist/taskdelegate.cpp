#include "ui/tasklist/taskdelegate.h"

#include "items/tasklistmodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QTreeView>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::RowMark;

namespace {

constexpr int rowHeight = 36;
constexpr int checkSize = 18;
constexpr int gap = 8;
constexpr int markRoom = 32; //!< kept free at the right edge, so that chips do not jump when a mark comes and goes

QString exclamations(Priority priority) { return QString(int(priority), u'!'); }

} // namespace

struct TaskDelegate::Chip {
    QString text;
    Tone tone; //!< Accent with `filled`: the label's own colour
    QLatin1StringView icon {};
    bool filled = false;
    int importance = 0; //!< the least important go first when there is no room
    int width = 0;
};

TaskDelegate::TaskDelegate(const Theme& theme, const Clock& clock, QObject* parent)
    : TaskItemDelegate(theme, clock, parent)
{
}

QRect TaskDelegate::checkRect(const QRect& row)
{
    return { row.left() + 4, row.center().y() - checkSize / 2, checkSize, checkSize };
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return { 200, std::max(rowHeight, option.fontMetrics.height() + 16) };
}

//! From left to right as they stand at the right edge of the row; what has a column of its own is not said twice.
std::vector<TaskDelegate::Chip> TaskDelegate::chipsOf(const items::TaskRow& row, const QWidget* view) const
{
    using Column = items::TaskListModel::Column;
    const auto* tree = qobject_cast<const QTreeView*>(view);
    const auto hasColumn = [tree](Column column) { return tree && !tree->isColumnHidden(int(column)); };
    std::vector<Chip> chips;
    int labels = 0;
    for (const QString& label : hasColumn(Column::Labels) ? QStringList() : row.task.labels) {
        if (++labels > 3)
            break;
        chips.push_back({ label, Tone::Accent, {}, true, 10 - labels });
    }
    if (labels > 3)
        chips.push_back({ u"+%1"_s.arg(row.task.labels.size() - 3), Tone::Muted, {}, true, 5 });
    if (m_showsProject && !row.projectName.isEmpty() && !hasColumn(Column::Project))
        chips.push_back({ row.projectName, Tone::Muted, "folder"_L1, false, 20 });
    if (row.task.dueDate.isValid() && !hasColumn(Column::Due) && !m_showsDay && row.task.dueTime.isValid()) {
        chips.push_back({ row.task.dueTime.toString(u"HH:mm"), Tone::Muted, "view-calendar-day"_L1, false, 30 });
    } else if (row.task.dueDate.isValid() && !hasColumn(Column::Due) && m_showsDay) {
        chips.push_back({ dueWords(row.task), dueTone(row.task), "view-calendar-day"_L1, false, 30 });
    }
    return chips;
}

//! The name of a group and how many are in it, on the line that closes the group before.
void TaskDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const QFont small = smaller(option.font);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QRect ground = option.rect.adjusted(0, 7, 0, -1);
    const QRect line = ground.adjusted(24, 0, -markRoom, 0);
    const QString count = option.widget->locale().toString(index.data(items::HeadingRole).toInt());
    const QString text = QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, line.width() - 60);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
        painter.setBrush(option.state & QStyle::State_MouseOver ? QBrush(colours.hover) : QBrush(Qt::NoBrush));
        painter.setPen(option.state & QStyle::State_HasFocus ? QPen(colours.accent, 1.2) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(ground).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QLatin1StringView arrow = !index.data(items::FoldedRole).toBool() ? "go-down"_L1
        : option.direction == Qt::RightToLeft                               ? "go-previous"_L1
                                                                            : "go-next"_L1;
    m_theme.icon(arrow, Tone::Muted).paint(&painter, QRect(ground.left() + 6, ground.center().y() - 6, 13, 13));
    painter.setFont(bold);
    painter.setPen(colours.text);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, text);
    painter.setFont(small);
    painter.setPen(colours.muted);
    painter.drawText(line.adjusted(QFontMetrics(bold).horizontalAdvance(text) + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, count);
    painter.restore();
}

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.column() != int(items::TaskListModel::Column::Title)) {
        QStyleOptionViewItem plain(option);
        plain.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus | QStyle::State_MouseOver);
        plain.palette.setColor(QPalette::Text, m_theme.colours().muted);
        plain.displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
        QStyledItemDelegate::paint(painter, plain, index);
        return;
    }
    const auto row = index.data(items::RowRole).value<items::TaskRow>();
    painter->save();
    paintCheck(*painter, checkRect(option.rect), row.task.status, row.task.priority, m_theme);

    QRect room = option.rect.adjusted(checkSize + 4 + gap + 2, 0, -markRoom, 0);
    room.setRight(paintChips(*painter, option, room, row));
    paintTitle(*painter, option, room, row);
    paintMark(*painter, QRect(option.rect.right() - 27, option.rect.center().y() - 6, 14, 14), RowMark(index.data(items::MarkRole).toInt()));
    painter->restore();
}

//! The title comes first: chips give way until it has most of the row or all it needs. Returns the right edge that is left.
int TaskDelegate::paintChips(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room, const items::TaskRow& row) const
{
    const QFont small = smaller(option.font);
    const QFontMetrics metrics(small);
    std::vector<Chip> chips = chipsOf(row, option.widget);
    int total = 0;
    for (Chip& chip : chips) {
        chip.width = 3 + std::min(150, metrics.horizontalAdvance(chip.text)) + (chip.icon.isEmpty() ? 0 : 18) + (chip.filled ? 14 : 0);
        total += chip.width + gap;
    }
    const int wanted = std::min(option.fontMetrics.horizontalAdvance(row.task.title) + 60, room.width() * 6 / 10);
    while (!chips.empty() && total > room.width() - wanted) {
        const auto least = std::min_element(
            chips.begin(), chips.end(), [](const Chip& a, const Chip& b) { return a.importance < b.importance; });
        total -= least->width + gap;
        chips.erase(least);
    }
    painter.setFont(small);
    painter.setRenderHint(QPainter::Antialiasing);
    int right = room.right();
    for (auto chip = chips.rbegin(); chip != chips.rend(); ++chip) {
        paintChip(painter, QRect(right - chip->width + 1, option.rect.center().y() - 10, chip->width, 21), *chip);
        right -= chip->width + gap;
    }
    return right;
}

void TaskDelegate::paintChip(QPainter& painter, QRect box, const Chip& chip) const
{
    const Colours& colours = m_theme.colours();
    const QColor tone = colours.of(chip.tone);
    if (chip.filled) {
        const QColor label = chip.tone == Tone::Muted ? tone : colours.label(chip.text);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.chip(label));
        painter.drawRoundedRect(box, 6, 6);
        box.adjust(7, 0, -7, 0);
        painter.setPen(label);
    } else {
        painter.setPen(tone);
    }
    if (!chip.icon.isEmpty()) {
        m_theme.icon(chip.icon, chip.tone).paint(&painter, QRect(box.left(), box.center().y() - 7, 14, 14));
        box.adjust(18, 0, 0, 0);
    }
    const QString shown = painter.fontMetrics().elidedText(chip.text, Qt::ElideRight, box.width());
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, shown);
}

void TaskDelegate::paintTitle(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room, const items::TaskRow& row) const
{
    const Colours& colours = m_theme.colours();
    QFont font = option.font;
    const bool open = isOpen(row.task.status);
    font.setStrikeOut(row.task.status == TaskStatus::Cancelled || row.task.status == TaskStatus::Done);
    int x = room.left();
    const auto put = [&](const QString& text, const QFont& with, const QColor& tone, int after) {
        const QFontMetrics metrics(with);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, room.right() - x);
        painter.setFont(with);
        painter.setPen(tone);
        painter.drawText(QRect(x, room.top(), room.right() - x + 1, room.height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
        x += metrics.horizontalAdvance(shown) + after;
    };
    if (open && row.task.priority != Priority::None) {
        QFont bold = option.font;
        bold.setWeight(QFont::Bold);
        put(exclamations(row.task.priority), bold, colours.of(toneOf(row.task.priority)), 5);
    }
    const QFont small = smaller(option.font);
    put(row.task.title, font, open ? colours.text : colours.muted, gap + 2);
    if (isBlocked(row) && room.right() - x > 14) {
        m_theme.icon("object-locked"_L1, Tone::Warning).paint(&painter, QRect(x, option.rect.center().y() - 6, 13, 13));
        x += 16;
        const QString word = tr("Blocked");
        if (QFontMetrics(small).horizontalAdvance(word) <= room.right() - x) // the lock alone says it, too
            put(word, small, colours.warning, gap + 2);
    }
    if (row.children > 0 && room.right() - x > 24)
        put(subtaskWords(row), small, colours.muted, gap + 2);
    if (row.comments > 0 && room.right() - x > 30) {
        m_theme.icon("edit-comment"_L1, Tone::Muted).paint(&painter, QRect(x, option.rect.center().y() - 6, 13, 13));
        x += 16;
        put(QString::number(row.comments), small, colours.muted, gap);
    }
}

void TaskDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(checkSize + 4 + gap - 8, 3, -markRoom, -3));
}

bool TaskDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || index.column() != 0)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto mark = RowMark(index.data(items::MarkRole).toInt());
    const bool onMark = mark != RowMark::Synced && event->pos().x() > option.rect.right() - markRoom;
    QToolTip::showText(event->globalPos(), onMark ? items::markText(mark) : index.data(Qt::AccessibleTextRole).toString(), view);
    return true;
}

} // namespace convoy::ui
