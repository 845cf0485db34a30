#include "ui/syncview/syncindicator.h"

#include "domain/clock.h"
#include "sync/status/sentences.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using sync::SyncState;

namespace {

constexpr int appearAfter = 400;
constexpr int stayFor = 600;

Tone toneOf(SyncState state)
{
    switch (state) {
    case SyncState::CannotSave: return Tone::Danger;
    case SyncState::SignInExpired:
    case SyncState::TooOld:
    case SyncState::Stale:
    case SyncState::CaptivePortal:
    case SyncState::ServerUnreachable: return Tone::Warning;
    case SyncState::OfflinePending:
    case SyncState::Offline:
    case SyncState::Metered:
    case SyncState::Paused:
    case SyncState::NoAccount: return Tone::Muted;
    case SyncState::FirstDownload:
    case SyncState::Syncing:
    case SyncState::Pending: return Tone::Accent;
    case SyncState::UpToDate: return Tone::Success;
    }
    return Tone::Muted;
}

bool isPressing(SyncState state) { return toneOf(state) == Tone::Danger || toneOf(state) == Tone::Warning; }

//! How often the words change by themselves; 0: they do not.
int tickOf(const sync::SyncStatus& status)
{
    switch (status.state) {
    case SyncState::ServerUnreachable:
    case SyncState::CaptivePortal: return status.nextAttemptMicros > 0 ? 1000 : 0;
    case SyncState::Stale:
    case SyncState::UpToDate:
    case SyncState::Offline: return 10 * 60 * 1000; // the day in "Yesterday 10:42"
    default: return 0;
    }
}

} // namespace

QLatin1String iconOf(SyncState state)
{
    switch (state) {
    case SyncState::CannotSave: return "kt-stop"_L1;
    case SyncState::SignInExpired: return "object-locked"_L1;
    case SyncState::TooOld: return "cloud-download"_L1;
    case SyncState::Stale: return "data-warning"_L1;
    case SyncState::CaptivePortal: return "network-wireless-hotspot"_L1;
    case SyncState::ServerUnreachable:
    case SyncState::OfflinePending:
    case SyncState::Offline: return "network-disconnect"_L1;
    case SyncState::Metered:
    case SyncState::Paused: return "media-playback-pause"_L1;
    case SyncState::FirstDownload: return "cloud-download"_L1;
    case SyncState::Syncing: return "view-refresh"_L1;
    case SyncState::Pending: return "cloud-upload"_L1;
    case SyncState::UpToDate: return "dialog-ok"_L1;
    case SyncState::NoAccount: return "computer-laptop"_L1;
    }
    return "computer-laptop"_L1;
}

SyncIndicator::SyncIndicator(const Clock& clock, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_theme(theme)
    , m_state(new QPushButton(this))
    , m_badge(new QPushButton(this))
    , m_hold(new QTimer(this))
    , m_tick(new QTimer(this))
{
    m_state->setProperty("link", true);
    m_state->setProperty("tone", u"muted"_s);
    m_state->setToolTip(tr("Show sync details"));
    m_badge->setProperty("link", true);
    m_badge->setIcon(theme.icon("data-warning"_L1, Tone::Warning));
    m_badge->setToolTip(tr("Show what needs you"));
    m_badge->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_state);
    layout->addWidget(m_badge);
    layout->addStretch(1);
    m_hold->setSingleShot(true);
    connect(m_hold, &QTimer::timeout, this, &SyncIndicator::onHoldOver);
    connect(m_tick, &QTimer::timeout, this, &SyncIndicator::showWords);
    connect(m_state, &QPushButton::clicked, this, &SyncIndicator::clicked);
    connect(m_badge, &QPushButton::clicked, this, &SyncIndicator::attentionClicked);
    show(m_newest);
}

QString SyncIndicator::words() const { return m_state->text(); }

QString SyncIndicator::badge() const { return m_badge->text(); }

void SyncIndicator::setStatus(const sync::SyncStatus& status)
{
    const bool wasSyncing = m_newest.state == SyncState::Syncing;
    m_newest = status;
    const bool shownSyncing = m_shown.state == SyncState::Syncing;
    const bool syncing = status.state == SyncState::Syncing;
    if (syncing && !shownSyncing) {
        if (!wasSyncing || !m_hold->isActive())
            m_hold->start(appearAfter);
        return;
    }
    const auto shownFor = (m_clock.steadyMicros() - m_shownAt) / 1000;
    if (!syncing && shownSyncing && shownFor < stayFor && !isPressing(status.state)) {
        m_hold->start(int(stayFor - shownFor));
        return;
    }
    m_hold->stop();
    show(status);
}

void SyncIndicator::onHoldOver() { show(m_newest); }

void SyncIndicator::show(const sync::SyncStatus& status)
{
    const bool changed = m_shown.state != status.state;
    if (changed || m_shownAt == 0)
        m_shownAt = m_clock.steadyMicros();
    m_shown = status;
    m_state->setIcon(m_theme.icon(iconOf(status.state), toneOf(status.state)));
    showWords();
    const QString badge = sync::describeBadge(status);
    m_badge->setText(badge);
    m_badge->setAccessibleName(badge.isEmpty() ? tr("Nothing needs you") : badge);
    m_badge->setVisible(!badge.isEmpty());
    const int tick = tickOf(status);
    if (tick > 0)
        m_tick->start(tick);
    else
        m_tick->stop();
    if (changed && isPressing(status.state)) {
        QAccessibleEvent alert(m_state, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void SyncIndicator::showWords()
{
    const QString words = sync::describe(m_shown, m_clock.wallMicros());
    if (words == m_state->text())
        return;
    m_state->setText(words);
    m_state->setAccessibleName(tr("Sync: %1").arg(words));
    Q_EMIT wordsChanged(words);
}

} // namespace convoy::ui
