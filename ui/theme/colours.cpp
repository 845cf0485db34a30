#include "ui/theme/colours.h"

#include <QFile>

#include <cmath>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

Colours light()
{
    return {
        .window = 0xf7f8f9, .base = 0xffffff, .sidebar = 0xf1f3f5,
        .text = 0x1c2026, .muted = 0x5b6470, .disabled = 0x9aa1ab,
        .border = 0xdee2e7, .hover = 0xedf0f3, .selection = 0xdce8fc, .scroll = 0xc3c9d1,
        .accent = 0x2459c4, .accentHover = 0x1c4aa8, .onAccent = 0xffffff,
        .danger = 0xb3261e, .warning = 0x855000, .success = 0x176b3c,
        .toast = 0x2a2f37, .onToast = 0xf4f5f7, .toastLink = 0x9dc0ff,
        .labels = { 0x1f58b8, 0x8a3a9c, 0xa8325b, 0xa03e14, 0x7a5600, 0x3c6a14, 0x0f6b62, 0x4f54b5 },
    };
}

Colours dark()
{
    return {
        .window = 0x1d2024, .base = 0x22252a, .sidebar = 0x1a1c20,
        .text = 0xe5e8ec, .muted = 0xa3abb6, .disabled = 0x6f7781,
        .border = 0x353a42, .hover = 0x2b2f36, .selection = 0x2a3d60, .scroll = 0x4a515b,
        .accent = 0x8bb2fa, .accentHover = 0xa6c4fb, .onAccent = 0x10141b,
        .danger = 0xf59a92, .warning = 0xe6b566, .success = 0x82d3a4,
        .toast = 0xe9ecf0, .onToast = 0x1c2026, .toastLink = 0x1f52b5,
        .labels = { 0x8fb6fa, 0xd9a1e8, 0xf39ab8, 0xf2a883, 0xdfbd6c, 0xa6d07c, 0x7fd0c5, 0xb1b4f7 },
    };
}

double luminance(const QColor& colour)
{
    const auto channel = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](int x, int y) { return int(std::lround(x * share + y * (1 - share))); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

} // namespace

QColor Colours::of(Tone tone) const
{
    switch (tone) {
    case Tone::Text: return text;
    case Tone::Muted: return muted;
    case Tone::Accent: return accent;
    case Tone::OnAccent: return onAccent;
    case Tone::Danger: return danger;
    case Tone::Warning: return warning;
    case Tone::Success: return success;
    }
    return text;
}

QColor Colours::label(const QString& name) const
{
    uint sum = 0; // qHash is seeded per process; a label keeps its colour
    for (const QChar c : name)
        sum = sum * 31 + c.toCaseFolded().unicode();
    return labels[sum % labels.size()];
}

QColor Colours::chip(const QColor& tone) const { return mixed(tone, base, 0.11); }

const Colours& coloursOf(Scheme scheme)
{
    static const Colours both[] { light(), dark() };
    return both[scheme == Scheme::Dark ? 1 : 0];
}

QPalette paletteOf(const Colours& c)
{
    QPalette palette(c.text, c.base, c.hover, c.border, c.border, c.text, c.text, c.base, c.window);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    for (const auto role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, c.disabled);
    return palette;
}

QString styleSheetOf(const Colours& c)
{
    QFile file(u":/convoy/styles/convoy.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1StringView, QColor> words[] { { "window"_L1, c.window }, { "base"_L1, c.base },
        { "sidebar"_L1, c.sidebar }, { "text"_L1, c.text }, { "muted"_L1, c.muted }, { "disabled"_L1, c.disabled },
        { "border"_L1, c.border }, { "hover"_L1, c.hover }, { "selection"_L1, c.selection }, { "scroll"_L1, c.scroll },
        { "accent"_L1, c.accent }, { "accentHover"_L1, c.accentHover }, { "onAccent"_L1, c.onAccent },
        { "danger"_L1, c.danger }, { "warning"_L1, c.warning }, { "success"_L1, c.success }, { "toast"_L1, c.toast },
        { "onToast"_L1, c.onToast }, { "toastLink"_L1, c.toastLink } };
    for (const auto& [word, colour] : words)
        sheet.replace(u'@' + QString(word) + u'@', colour.name());
    return sheet;
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace convoy::ui
