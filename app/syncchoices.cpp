#include "app/syncchoices.h"

#include "app/session.h"
#include "store/reads.h"
#include "store/replica.h"
#include "store/store.h"
#include "sync/status/sentences.h"

namespace convoy::app {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

} // namespace

Result<sync::SyncChoices> readSyncChoices(Session& session)
{
    const store::Reads& reads = session.store().reads();
    const auto cursors = session.store().replica().cursors();
    if (!cursors)
        return cursors.error();
    const auto waiting = reads.outbox();
    if (!waiting)
        return waiting.error();
    sync::SyncChoices choices { .historyDays = reads.historyDays().value_or(0), .waitsOnMetered = session.waitsOnMetered() };
    for (const store::Cursor& cursor : *cursors) {
        const auto workspace = reads.workspace(cursor.workspace);
        if (!workspace)
            continue; // a membership whose first page has not come
        const auto mine = [&](const OutboxEntry& entry) { return entry.workspace == cursor.workspace; };
        choices.workspaces.push_back(
            { cursor.workspace, workspace->name, cursor.enabled, qint64(std::count_if(waiting->begin(), waiting->end(), mine)) });
    }
    std::ranges::sort(choices.workspaces, [](const auto& a, const auto& b) { return a.name.localeAwareCompare(b.name) < 0; });
    return choices;
}

void setWorkspaceSynced(Session& session, RowKey workspace, bool synced, std::function<void(const Status&)> done)
{
    store::Replica& replica = session.store().replica();
    Status set = replica.setEnabled(workspace, synced);
    if (set && synced)
        session.wantsCycle();
    if (set || synced || set.error().kind != Error::Kind::Invalid || !session.remote())
        return done(set);
    session.sync(patience, sync::Depth::Changes, [&session, workspace, done = std::move(done)](const sync::SyncReport& report) {
        const Status again = session.store().replica().setEnabled(workspace, false);
        if (again || !report.error)
            return done(again);
        done(Error { Error::Kind::Invalid, again.error().detail + u' ' + sync::sentenceFor(*report.error) });
    });
}

} // namespace convoy::app
