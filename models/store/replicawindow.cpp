// Replica's part in the history window; what is in it and what is not is decided in window.cpp.
#include "store/replicaparts.h"
#include "store/subscriptions.h"
#include "store/window.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

Result<std::optional<PullRequest::Cursor>> Replica::nextOfSecondFill()
{
    Access access(m_parts->database);
    const auto cursors = readCursors(access);
    const QString wanted = wantedWindow(access, m_parts->clock.wallMicros());
    if (access.error())
        return *access.error();
    std::optional<PullRequest::Cursor> next;
    if (std::none_of(cursors.begin(), cursors.end(), [&](const Cursor& each) { return each.second || isWider(wanted, each.window); }))
        return next;
    const Status done = writeAs(m_parts->database, "widen", Durability::Normal,
        [&](Writing& writing) { next = store::nextOfSecondFill(writing, m_parts->clock.wallMicros()); });
    if (!done)
        return done.error();
    return next;
}

Result<PullStats> Replica::applySecondFill(const WorkspacePage& page)
{
    Access access(m_parts->database);
    const auto key = access.number("SELECT key FROM ids WHERE uid=?", page.workspace);
    const auto cursor = key ? cursorOf(access, RowKey { *key }) : std::nullopt;
    if (access.error())
        return *access.error();
    if (!cursor || !cursor->second)
        return PullStats {}; // switched off meanwhile
    PullStats stats;
    const Status done = writeAs(m_parts->database, "widen", Durability::Normal,
        [&](Writing& writing) { stats.rows = takeSecondFill(writing, m_parts->cache, *cursor, page); });
    if (!done) {
        m_parts->cache.clear();
        return done.error();
    }
    return stats;
}

Result<bool> Replica::evictSome(int rows)
{
    Access access(m_parts->database);
    const bool any = hasSomethingToEvict(access, m_parts->clock.wallMicros());
    if (access.error())
        return *access.error();
    if (!any)
        return false;
    bool more = false;
    const Status done = writeAs(m_parts->database, "evict", Durability::Normal,
        [&](Writing& writing) { more = store::evictSome(writing, rows, m_parts->clock.wallMicros()); });
    if (!done)
        return done.error();
    return more;
}

Result<std::vector<RowsRequest>> Replica::absentees() const
{
    Access access(m_parts->database);
    auto requests = absenteeRequests(access);
    if (access.error())
        return *access.error();
    return requests;
}

Status Replica::takeAbsentees(const std::vector<RowsRequest>& requests, const std::vector<RowsAnswer>& answers)
{
    if (requests.empty())
        return ok();
    const Status done = writeAs(m_parts->database, "absentees", Durability::Normal, [&](Writing& writing) {
        for (size_t i = 0; i < requests.size() && i < answers.size(); ++i) {
            const auto key = writing.number("SELECT key FROM ids WHERE uid=?", requests[i].workspace);
            if (key && answers[i].state == WorkspacePage::State::Ok)
                store::takeAbsentees(writing, m_parts->cache, RowKey { *key }, answers[i].rows);
        }
        for (const RowsRequest& request : requests)
            forgetAbsentees(writing, request);
    });
    if (!done)
        m_parts->cache.clear();
    return done;
}

} // namespace convoy::store
