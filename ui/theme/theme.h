#pragma once

#include "ui/theme/colours.h"

#include <QIcon>
#include <QObject>

namespace convoy::ui {

//! The look of the program: palette, style and icons for a scheme. Made once by the composition after the application
//! object and handed to everything that paints. The system's wish comes in by setScheme, the person's by setChoice.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Choice : quint8 { FollowSystem, Light, Dark };

    explicit Theme(QObject* parent = nullptr);
    void setScheme(Scheme system);
    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] Scheme scheme() const { return m_shown; }
    [[nodiscard]] const Colours& colours() const { return coloursOf(m_shown); }

    //! A Breeze icon in a tone of the theme; repaints itself when the scheme changes. The theme must outlive it.
    [[nodiscard]] QIcon icon(QLatin1StringView name, Tone tone = Tone::Text) const;

Q_SIGNALS:
    void schemeChanged(convoy::ui::Scheme scheme);

private:
    void show(Scheme scheme);

    Choice m_choice = Choice::FollowSystem;
    Scheme m_system = Scheme::Light;
    Scheme m_shown = Scheme::Light;
};

} // namespace convoy::ui
