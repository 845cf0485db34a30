#include "ui/board/carddelegate.h"

#include "items/tasklistmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 10;

QRect cardOf(const QRect& cell) { return cell.adjusted(2, 3, -4, -3); }

//! The text in at most two lines, the second one elided.
void paintTitle(QPainter& painter, const QRect& room, const QString& text)
{
    const QFontMetrics metrics(painter.font());
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(room.width());
    layout.endLayout();
    const int length = first.textLength();
    painter.drawText(room.left(), room.top() + metrics.ascent(),
        length < text.size() ? text.left(length).trimmed() : metrics.elidedText(text, Qt::ElideRight, room.width()));
    if (length < text.size())
        painter.drawText(room.left(), room.top() + metrics.height() + metrics.ascent(),
            metrics.elidedText(text.mid(length).trimmed(), Qt::ElideRight, room.width()));
}

} // namespace

CardDelegate::CardDelegate(const Theme& theme, const Clock& clock, QObject* parent)
    : TaskItemDelegate(theme, clock, parent)
{
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return { 180, option.fontMetrics.height() * 3 + 2 * padding + 12 };
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const QRect card = cardOf(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(focused ? colours.accent : colours.border, focused ? 1.5 : 1));
    painter->setBrush(selected ? colours.selection : option.state & QStyle::State_MouseOver ? colours.hover : colours.window);
    painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    const auto status = TaskStatus(index.data(items::StatusRole).toInt());
    const auto priority = Priority(index.data(items::PriorityRole).toInt());
    const int line = option.fontMetrics.height();
    const QRectF check(card.left() + padding, card.top() + padding + (line - 16) / 2.0, 16, 16);
    paintCheck(*painter, check, status, priority, m_theme);
    QFont font = option.font;
    font.setStrikeOut(!isOpen(status));
    painter->setFont(font);
    painter->setPen(isOpen(status) ? colours.text : colours.muted);
    const int left = int(check.right()) + 8;
    paintTitle(*painter, QRect(left, card.top() + padding, card.right() - padding - left, 2 * line), index.data().toString());
    paintFoot(*painter, QRect(left, card.bottom() - padding - line + 2, card.right() - padding - left, line), index);
    painter->restore();
}

void CardDelegate::paintFoot(QPainter& painter, QRect line, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const auto row = index.data(items::RowRole).value<items::TaskRow>();
    const QFont small = smaller(painter.font());
    painter.setFont(small);
    const QFontMetrics metrics(small);
    if (const auto mark = items::RowMark(index.data(items::MarkRole).toInt()); mark != items::RowMark::Synced) {
        paintMark(painter, QRect(line.right() - 13, line.center().y() - 6, 13, 13), mark);
        line.adjust(0, 0, -18, 0);
    }
    const auto put = [&](const QString& text, const QColor& tone) {
        if (text.isEmpty() || line.width() < 24)
            return;
        const QString shown = metrics.elidedText(text, Qt::ElideRight, line.width());
        painter.setPen(tone);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, shown);
        line.adjust(metrics.horizontalAdvance(shown) + 10, 0, 0, 0);
    };
    if (isBlocked(row))
        put(tr("Blocked"), colours.warning);
    put(dueWords(row.task), colours.of(dueTone(row.task)));
    put(subtaskWords(row), colours.muted);
    for (const QString& label : row.task.labels)
        put(label, colours.label(label));
    if (m_showsProject)
        put(row.projectName, colours.muted);
}

void CardDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const QRect card = cardOf(option.rect);
    editor->setGeometry(card.left() + padding + 16, card.top() + 5, card.width() - padding - 22, editor->sizeHint().height());
}

} // namespace convoy::ui
