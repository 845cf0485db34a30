#include "store/reads.h"
#include "store/replica.h"
#include "store/store.h"
#include "sync/engine/syncscheduler.h"
#include "sync/port/connectivity.h"

namespace convoy::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString waitsOnMeteredName = u"waits_on_metered"_s;

} // namespace

bool SyncScheduler::waitsOnMetered() const { return m_store.reads().meta(waitsOnMeteredName).value_or(QString()) == "1"_L1; }

Status SyncScheduler::setWaitsOnMetered(bool waits)
{
    if (Status set = m_store.setMeta(waitsOnMeteredName, waits ? u"1"_s : u"0"_s); !set)
        return set;
    m_metered = m_metered && waitsForUnmetered();
    if (!waits)
        request(Trigger::Timer);
    update();
    return ok();
}

bool SyncScheduler::waitsForUnmetered() const
{
    if (!m_connectivity.metered())
        return false;
    if (waitsOnMetered())
        return true;
    const auto cursors = m_store.replica().cursors();
    if (!cursors)
        return false;
    qint64 left = 0;
    for (const auto& cursor : *cursors)
        left += cursor.enabled && !cursor.filled ? cursor.total - cursor.received : 0;
    return left > m_options.meteredRows;
}

} // namespace convoy::sync
