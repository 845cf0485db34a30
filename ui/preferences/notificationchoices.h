#pragma once

class QSettings;

namespace convoy::ui {

//! What Convoy may show on the desktop, as the person chose it in the preferences; both are on at first.
enum class Notification : bool { Reminder, Attention };

[[nodiscard]] bool isWanted(Notification which, const QSettings& settings);
void setWanted(Notification which, bool wanted, QSettings& settings);

} // namespace convoy::ui
