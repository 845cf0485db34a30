#pragma once

#include <QColor>
#include <QHash>
#include <QPalette>

#include <array>

namespace convoy::ui {

enum class Scheme : quint8 { Light, Dark };
enum class Tone : quint8 { Text, Muted, Accent, OnAccent, Danger, Warning, Success };

//! Every colour of the program, for one scheme. The only place where colours are written down; a test holds the pairs of
//! text and ground to a contrast of 4.5 : 1.
struct Colours {
    QColor window, base, sidebar;
    QColor text, muted, disabled;
    QColor border, hover, selection, scroll;
    QColor accent, accentHover, onAccent;
    QColor danger, warning, success;
    QColor toast, onToast, toastLink;
    std::array<QColor, 8> labels;

    [[nodiscard]] QColor of(Tone tone) const;
    [[nodiscard]] QColor label(const QString& name) const; //!< always the same for one name
    [[nodiscard]] QColor chip(const QColor& tone) const; //!< the ground of a chip whose text has this tone
};

[[nodiscard]] const Colours& coloursOf(Scheme scheme);
[[nodiscard]] QPalette paletteOf(const Colours& colours);
[[nodiscard]] QString styleSheetOf(const Colours& colours); //!< resources/styles/convoy.qss with its words replaced
[[nodiscard]] double contrast(const QColor& a, const QColor& b); //!< as WCAG 2.1 defines it, 1 to 21

} // namespace convoy::ui
