#include "ui/sidebar/sidebardelegate.h"

#include "items/sidebarmodel.h"
#include "ui/sidebar/viewicons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::SidebarModel;
using items::TaskView;

QLatin1StringView iconOf(TaskView view)
{
    switch (view) {
    case TaskView::Inbox: return "mail-folder-inbox"_L1;
    case TaskView::Today: return "view-calendar-day"_L1;
    case TaskView::Upcoming: return "view-calendar-upcoming-days"_L1;
    case TaskView::Ready: return "media-playback-start"_L1;
    case TaskView::All: return "view-list-details"_L1;
    case TaskView::Done: return "dialog-ok"_L1;
    case TaskView::Trash: return "user-trash"_L1;
    case TaskView::Project: return "folder"_L1;
    case TaskView::Milestone: return "flag"_L1;
    }
    return {};
}

namespace {

SidebarModel::Kind kindOf(const QModelIndex& index) { return SidebarModel::Kind(index.data(SidebarModel::KindRole).toInt()); }

} // namespace

SidebarDelegate::SidebarDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int height = option.fontMetrics.height() + 12;
    return { 120, kindOf(index) == SidebarModel::Kind::Workspace ? height + 14 : height };
}

void SidebarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const bool workspace = kindOf(index) == SidebarModel::Kind::Workspace;
    const QRect line = workspace ? option.rect.adjusted(0, 14, 0, 0) : option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(6, line.top(), option.widget ? option.widget->width() - 12 : line.right(), line.height()).adjusted(0, 1, 0, -1);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colours.selection : colours.hover);
        painter->drawRoundedRect(ground, 6, 6);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colours.accent, 1.2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const qint64 open = index.data(SidebarModel::OpenCountRole).isValid() ? index.data(SidebarModel::OpenCountRole).toLongLong() : -1;
    const QString count = open > 0 ? option.widget->locale().toString(open) : QString();
    QFont font = option.font;
    int left = std::max(18, line.left() + 4);
    if (workspace) {
        font.setPointSizeF(font.pointSizeF() * 0.88);
        font.setWeight(QFont::DemiBold);
        left = 14;
    } else {
        const auto view = TaskView(index.data(SidebarModel::ViewRole).toInt());
        const bool saved = kindOf(index) == SidebarModel::Kind::SavedView;
        m_theme.icon(saved ? "view-filter"_L1 : iconOf(view), selected ? Tone::Accent : Tone::Muted).paint(painter, QRect(left, line.center().y() - 7, 16, 16));
        left += 24;
    }
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const int right = int(ground.right()) - 10;
    const int countWidth = count.isEmpty() ? 0 : metrics.horizontalAdvance(count) + 8;
    painter->setPen(workspace ? colours.muted : colours.text);
    const QRect name(left, line.top(), right - countWidth - left, line.height());
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->setPen(colours.muted);
    painter->drawText(QRect(left, line.top(), right - left, line.height()), Qt::AlignVCenter | Qt::AlignRight, count);
    painter->restore();
}

void SidebarDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool workspace = kindOf(index) == SidebarModel::Kind::Workspace;
    editor->setGeometry(option.rect.adjusted(workspace ? 6 : 22, workspace ? 14 : 0, -8, 0));
}

} // namespace convoy::ui
