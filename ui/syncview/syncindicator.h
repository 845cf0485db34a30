#pragma once

#include "sync/status/syncstatus.h"

#include <QWidget>

class QPushButton;
class QTimer;

namespace convoy {
class Clock;
}

namespace convoy::ui {

class Theme;

//! The state of sync, always visible at the left of the status bar: icon and words, and beside them a badge for what
//! needs the person. "Syncing" shows only after 400 ms and then for at least 600 ms, so that it never flickers.
class SyncIndicator final : public QWidget {
    Q_OBJECT

public:
    SyncIndicator(const Clock& clock, const Theme& theme, QWidget* parent);
    void setStatus(const sync::SyncStatus& status);
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString badge() const;

Q_SIGNALS:
    void clicked();
    void attentionClicked();
    void wordsChanged(const QString& words);

private:
    void show(const sync::SyncStatus& status);
    void showWords();
    void onHoldOver();

    const Clock& m_clock;
    const Theme& m_theme;
    QPushButton* m_state;
    QPushButton* m_badge;
    QTimer* m_hold; //!< until the newest status may show
    QTimer* m_tick; //!< while the words count time
    sync::SyncStatus m_newest;
    sync::SyncStatus m_shown;
    qint64 m_shownAt = 0; //!< steady clock
};

//! The icon and tone of a state; colour is never the only sign.
[[nodiscard]] QLatin1String iconOf(sync::SyncState state);

} // namespace convoy::ui
