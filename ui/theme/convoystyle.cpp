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
    switch (element) {
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawMark(element, *option, *painter); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

//! Fusion's are a shade of the window and hardly seen on a dark one.
void ConvoyStyle::drawMark(PrimitiveElement element, const QStyleOption& option, QPainter& painter) const
{
    const Colours& colours = m_theme.colours();
    const bool enabled = option.state & State_Enabled;
    const bool some = option.state & State_NoChange;
    const bool on = (option.state & State_On) || some;
    const QColor edge = !enabled ? colours.disabled : on || (option.state & State_MouseOver) ? colours.accent : colours.muted;
    const double side = std::min(option.rect.width(), option.rect.height()) - 1.5;
    QRectF mark(0, 0, side, side);
    mark.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1.3));
    painter.setBrush(on ? edge : colours.base);
    const double radius = element == PE_IndicatorRadioButton ? side / 2 : 3;
    painter.drawRoundedRect(mark, radius, radius);
    painter.setPen(QPen(colours.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&mark](double x, double y) { return mark.topLeft() + QPointF(x * mark.width(), y * mark.height()); };
    if (on && element == PE_IndicatorRadioButton) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.onAccent);
        painter.drawEllipse(mark.center(), side * 0.2, side * 0.2);
    } else if (some) {
        painter.drawLine(at(0.27, 0.5), at(0.73, 0.5));
    } else if (on) {
        painter.drawPolyline(QPolygonF { at(0.24, 0.53), at(0.42, 0.71), at(0.76, 0.31) });
    }
    painter.restore();
}

} // namespace convoy::ui
