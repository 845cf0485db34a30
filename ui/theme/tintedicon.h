#pragma once

#include "ui/theme/colours.h"

#include <QIconEngine>

namespace convoy::ui {

class Theme;

//! Paints a one-colour icon of the icon theme in a tone of the program's theme, at the size and pixel ratio asked for,
//! so that it is crisp at any scale and right in both schemes. Owned by its QIcon; interface thread.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(const Theme& theme, const QString& name, Tone tone);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine* clone() const override;
    bool isNull() override { return icon().isNull(); }

private:
    const QIcon& icon(); //!< looked up when it is first asked for: most are never drawn

    const Theme& m_theme;
    QString m_name;
    Tone m_tone;
    QIcon m_icon;
};

} // namespace convoy::ui
