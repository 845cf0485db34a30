#include "ui/theme/tintedicon.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace convoy::ui {

TintedIcon::TintedIcon(const Theme& theme, const QString& name, Tone tone)
    : m_theme(theme)
    , m_name(name)
    , m_tone(tone)
{
}

const QIcon& TintedIcon::icon()
{
    if (m_icon.isNull())
        m_icon = QIcon::fromTheme(m_name);
    return m_icon;
}

void TintedIcon::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    QPixmap pixels = pixmap(rect.size() * ratio, mode, state);
    pixels.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect, pixels);
}

QPixmap TintedIcon::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    if (size.isEmpty())
        return {}; // a widget without room asks too, and nothing can be painted on nothing
    QPixmap shape(size);
    shape.fill(Qt::transparent);
    QPainter painter(&shape);
    icon().paint(&painter, shape.rect(), Qt::AlignCenter, QIcon::Normal, state);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    const Colours& colours = m_theme.colours();
    painter.fillRect(shape.rect(), mode == QIcon::Disabled ? colours.disabled : colours.of(m_tone));
    return shape;
}

QPixmap TintedIcon::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    QPixmap pixels = pixmap(size, mode, state);
    pixels.setDevicePixelRatio(scale);
    return pixels;
}

QIconEngine* TintedIcon::clone() const { return new TintedIcon(m_theme, m_name, m_tone); }

} // namespace convoy::ui
