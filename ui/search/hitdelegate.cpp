#include "ui/search/hitdelegate.h"

#include "items/searchmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::SearchModel;

namespace {

QLatin1StringView iconOf(Entity entity, bool finished)
{
    if (entity == Entity::Project)
        return "folder"_L1;
    if (entity == Entity::Milestone)
        return "flag"_L1;
    return finished ? "dialog-ok"_L1 : "view-list-details"_L1;
}

} // namespace

HitDelegate::HitDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return { 200, option.fontMetrics.height() * 2 + 14 };
}

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colours.selection : colours.hover);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QString typed = static_cast<const SearchModel*>(index.model())->text();
    const auto entity = Entity(index.data(SearchModel::EntityRole).toInt());
    const bool finished = index.data(SearchModel::FinishedRole).toBool();
    const int line = option.fontMetrics.height();
    QRect room = option.rect.adjusted(10, 6, -10, -6);
    const QString snippet = index.data(SearchModel::SnippetRole).toString();
    const bool single = snippet.isEmpty();
    const int top = single ? option.rect.center().y() - line / 2 : room.top();
    m_theme.icon(iconOf(entity, finished), Tone::Muted).paint(painter, QRect(room.left(), top + (line - 16) / 2, 16, 16));
    room.setLeft(room.left() + 24);
    const QString place = index.data(SearchModel::PlaceRole).toString();
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    const QFontMetrics metrics(small);
    int right = room.right();
    if (!place.isEmpty()) {
        const int width = std::min(room.width() / 3, metrics.horizontalAdvance(place) + 2);
        painter->setFont(small);
        painter->setPen(colours.muted);
        painter->drawText(QRect(right - width, top, width, line), Qt::AlignVCenter | Qt::AlignRight,
            metrics.elidedText(place, Qt::ElideRight, width));
        right -= width + 12;
    }
    painter->setFont(option.font);
    paintMarked(*painter, QRect(room.left(), top, right - room.left(), line), index.data().toString(), typed,
        finished ? colours.muted : colours.text);
    painter->setFont(small);
    if (!single)
        paintMarked(*painter, QRect(room.left(), room.top() + line + 2, room.width(), line), snippet, typed, colours.muted);
    painter->restore();
}

//! The text with a ground behind each highlight and its letters bold: colour is not the only sign.
void HitDelegate::paintMarked(QPainter& painter, const QRect& room, const QString& text, const QString& typed, const QColor& tone) const
{
    const Colours& colours = m_theme.colours();
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setWeight(QFont::Bold);
    int x = room.left();
    const auto put = [&](const QString& part, bool marked) {
        if (part.isEmpty() || x >= room.right())
            return;
        painter.setFont(marked ? bold : plain);
        const QFontMetrics metrics(painter.font());
        const QString shown = metrics.elidedText(part, Qt::ElideRight, room.right() - x);
        const int width = metrics.horizontalAdvance(shown);
        if (marked)
            painter.fillRect(QRect(x, room.top() + 1, width, room.height() - 2), colours.chip(colours.warning));
        painter.setPen(marked ? colours.text : tone);
        painter.drawText(QRect(x, room.top(), width + 2, room.height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
        x += shown == part ? width : room.width();
    };
    int at = 0;
    for (const items::Highlight& hit : items::highlightsIn(text, typed)) {
        put(text.mid(at, hit.first - at), false);
        put(text.mid(hit.first, hit.length), true);
        at = hit.first + hit.length;
    }
    put(text.mid(at), false);
    painter.setFont(plain);
}

} // namespace convoy::ui
