#pragma once

#include <QProxyStyle>

namespace convoy::ui {

class Theme;

//! Fusion with our metrics, and a focus mark that is seen in both schemes. Owned by the application.
class ConvoyStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit ConvoyStyle(const Theme& theme);

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;

private:
    void drawMark(PrimitiveElement element, const QStyleOption& option, QPainter& painter) const;

    const Theme& m_theme;
};

} // namespace convoy::ui
