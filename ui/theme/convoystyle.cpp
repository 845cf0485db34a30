#include "ui/theme/convoystyle.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QGuiApplication>
#include <QPainter>
#include <QRadioButton>
#include <QStyleOption>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

ConvoyStyle::ConvoyStyle(const Theme& theme)
    : QProxyStyle(u"Fusion"_s)
    , m_theme(theme)
{
}

int ConvoyStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 16;
    case PM_TreeViewIndentation: return 24;
    case PM_SplitterWidth: return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConvoyStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon ConvoyStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const
{
    if (pixmap == SP_LineEditClearButton)
        return m_theme.icon(QGuiApplication::isRightToLeft() ? "edit-clear-locationbar-ltr"_L1 : "edit-clear-locationbar-rtl"_L1, Tone::Muted);
    return QProxyStyle::standardIcon(pixmap, option, widget);
}

void ConvoyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element == PE_FrameFocusRect && qobject_cast<const QAbstractButton*>(widget)
        && !qobject_cast<const QRadioButton*>(widget) && !qobject_cast<const QCheckBox*>(widget))
        return; // their border shows it (convoy.qss)
    if (element == PE_FrameFocusRect) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme.colours().accent, 1.5));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 5, 5);
        painter->restore();
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace convoy::ui
