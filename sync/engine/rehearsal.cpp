#include "sync/engine/rehearsal.h"

#include "domain/async.h"
#include "domain/clock.h"
#include "store/access.h"
#include "store/metavalues.h"
#include "store/outboxrows.h"
#include "store/replica.h"
#include "store/requests.h"
#include "store/rowimage.h"
#include "sync/engine/syncengine.h"
#include "sync/merge/textmerge.h"

#include <algorithm>

namespace convoy::sync {

using namespace Qt::Literals::StringLiterals;
using Fate = RehearsedEdit::Fate;

namespace {

constexpr int pageRows = 5000; // nobody waits for the copy's lock
constexpr int mostIncomingShown = 5000;

//! The newest thing that others did to a field of the row; none: nothing that is known.
const store::IncomingChange* changeOf(
    const std::vector<store::IncomingChange>& incoming, const OutboxEntry& entry, const QString& field)
{
    const auto found = std::find_if(incoming.begin(), incoming.end(), [&](const store::IncomingChange& change) {
        return change.entity == entry.entity && change.row == entry.row && change.field == field;
    });
    return found == incoming.end() ? nullptr : &*found;
}

//! The server's row as the preview wants it. A field with the value that the edit had seen counts as seen.
merge::ServerRow serverRow(
    const OutboxEntry& entry, const store::RowImage& row, const std::vector<store::IncomingChange>& incoming)
{
    merge::ServerRow server;
    for (auto it = row.fields.begin(); it != row.fields.end(); ++it) {
        const QJsonValue base = entry.base.value(it.key());
        const bool seen = base["value"_L1] == it.value();
        merge::ServerField field { it.value(), seen ? base["seq"_L1].toInteger() : row.seq, row.updatedAt };
        if (const auto* change = changeOf(incoming, entry, it.key())) {
            field.stamp = change->madeAt.isEmpty() ? row.updatedAt : change->madeAt;
            field.device = change->deviceId;
        }
        server.emplace(it.key(), std::move(field));
    }
    const auto* deletion = changeOf(incoming, entry, u"deleted_at"_s);
    server.emplace(u"deleted_at"_s, merge::ServerField { row.deletedAt.isEmpty() ? QJsonValue() : QJsonValue(row.deletedAt), row.seq, row.updatedAt,
        deletion ? deletion->deviceId : QString() });
    return server;
}

//! Texts merge here, as they would between two pushes.
void mergeTextsOf(RehearsedEdit& edit, merge::PendingEdit& pending, const merge::ServerRow& server)
{
    const auto first = merge::preview(pending, server);
    const bool inTrash = !server.at(u"deleted_at"_s).value.isNull(); // a merged text has not seen that
    for (const QString& name : first.rebase) {
        const auto theirs = server.at(name).value.toString();
        const auto merged = merge::mergeTexts(
            pending.base.value(name)["value"_L1].toString(), pending.fields.value(name).toString(), theirs);
        pending.base.insert(name, QJsonObject { { u"value"_s, theirs }, { u"seq"_s, server.at(name).seq - (inTrash ? 1 : 0) } });
        if (merged.overlap)
            pending.overlaps += name;
        else
            pending.fields.insert(name, merged.text);
        edit.merged += merged.overlap ? QStringList() : QStringList { name };
    }
}

RehearsedEdit judge(const OutboxEntry& entry, const std::optional<store::RowImage>& row,
    const std::vector<store::IncomingChange>& incoming, const QString& device, const QString& stamp)
{
    RehearsedEdit edit { entry, Fate::Goes, entry.fields, {}, {} };
    if (entry.state != OutboxState::Waiting && entry.state != OutboxState::Sent) {
        edit.fate = Fate::Stays;
        return edit;
    }
    if (!row || entry.action == Action::Create)
        return edit;
    if (entry.action == Action::Delete) {
        const bool content = std::any_of(incoming.begin(), incoming.end(), [&](const auto& change) {
            return change.entity == entry.entity && change.row == entry.row && change.action == Action::Update;
        });
        if (content && row->deletedAt.isEmpty())
            edit = { entry, Fate::Conflicts, {}, { u"deleted_at"_s }, {} };
        return edit;
    }
    merge::PendingEdit pending { entry.entity, entry.fields, entry.base, stamp, device, {} };
    const auto server = serverRow(entry, *row, incoming);
    mergeTextsOf(edit, pending, server);
    const auto preview = merge::preview(pending, server);
    edit.values = preview.values;
    edit.lost = preview.lost;
    edit.merged += preview.beaten;
    if (preview.broughtBack)
        edit.merged += u"deleted_at"_s;
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        const Field* field = fieldOf(entry.entity, it.key());
        if (field && field->rule == MergeRule::Elements && preview.values.value(it.key()) != it.value())
            edit.merged += it.key();
    }
    edit.merged.removeDuplicates();
    edit.fate = !edit.lost.isEmpty() ? Fate::Conflicts : !edit.merged.isEmpty() ? Fate::Merges : Fate::Goes;
    return edit;
}

#define NOT_SEEN "(SELECT key FROM incoming WHERE seq>?1 AND field<>'position' UNION SELECT key FROM earlier WHERE seq>?1 AND field<>'position')"
//! ?1: how far the maker of the edit had seen the workspace; ?2: the row. What others did since, in this pull or an earlier one:
//! to what is in a project, or below a task
constexpr const char* unseenInside = "SELECT 1 WHERE EXISTS (SELECT 1 FROM tasks t WHERE t.project_id=?2 AND t.deleted_at IS NULL AND t.key IN " NOT_SEEN ")"
                                     " OR EXISTS (SELECT 1 FROM milestones m WHERE m.project_id=?2 AND m.deleted_at IS NULL AND m.key IN " NOT_SEEN ")"
                                     " OR EXISTS (SELECT 1 FROM activity_feed a LEFT JOIN tasks t ON t.key=a.task_id WHERE a.key IN " NOT_SEEN
                                     " AND a.kind='comment' AND a.deleted_at IS NULL AND ?2 IN (a.task_id, coalesce(t.project_id, a.project_id)))";
//! and whether they threw away what the row is in.
constexpr const char* unseenDeletion = "SELECT 1 FROM (SELECT t.project_id AS key FROM tasks t WHERE t.key=?2 AND t.deleted_at IS NULL"
                                       " UNION ALL SELECT m.project_id FROM milestones m WHERE m.key=?2 AND m.deleted_at IS NULL"
                                       " UNION ALL SELECT a.task_id FROM activity_feed a WHERE a.key=?2"
                                       " UNION ALL SELECT coalesce(t.project_id, a.project_id) FROM activity_feed a LEFT JOIN tasks t ON t.key=a.task_id WHERE a.key=?2) c"
                                       " WHERE c.key IN " NOT_SEEN " AND (EXISTS (SELECT 1 FROM projects p WHERE p.key=c.key AND p.deleted_at IS NOT NULL)"
                                       " OR EXISTS (SELECT 1 FROM tasks t WHERE t.key=c.key AND t.deleted_at IS NOT NULL))";
#undef NOT_SEEN

//! ?1: how far the maker of a deletion had seen the row; ?2: the row. Content that others gave it since, in an earlier pull.
constexpr const char* unseenBefore = "SELECT 1 FROM earlier WHERE key=?2 AND seq>?1 AND action=?3 AND field<>'position' LIMIT 1";

bool writesContent(const RehearsedEdit& edit)
{
    if (edit.entry.action != Action::Update)
        return true;
    const QStringList names = edit.entry.fields.keys();
    return std::any_of(names.begin(), names.end(), [&](const QString& name) { return name != "position"_L1 && !edit.lost.contains(name); });
}

//! A project in the trash hides what is in it, and a task its comments, so throwing it away competes with what is done there.
void judgeWithContainer(RehearsedEdit& edit, store::Access& access, qint64 seen)
{
    const OutboxEntry& entry = edit.entry;
    const qint64 rowSeen = entry.base["deleted_at"_L1]["seq"_L1].toInteger();
    if (edit.fate == Fate::Goes && entry.action == Action::Delete && access.number(unseenBefore, rowSeen, entry.row, int(Action::Update)))
        edit = { entry, Fate::Conflicts, {}, { u"deleted_at"_s }, {} };
    if (edit.fate == Fate::Stays || seen < 0)
        return;
    if (entry.action == Action::Delete) {
        if (edit.fate == Fate::Goes && access.number(unseenInside, seen, entry.row))
            edit = { entry, Fate::Conflicts, {}, { u"deleted_at"_s }, {} };
    } else if (writesContent(edit) && !edit.merged.contains(u"deleted_at"_s) && access.number(unseenDeletion, seen, entry.row)) {
        edit.merged += u"deleted_at"_s;
        edit.fate = edit.fate == Fate::Goes ? Fate::Merges : edit.fate;
    }
}

} // namespace

//! Lets everything through that only reads.
class Rehearsal::OneWay final : public RemoteApi {
public:
    explicit OneWay(RemoteApi& remote)
        : m_remote(remote)
    {
    }
    QFuture<Result<PullAnswer>> pull(const PullRequest& request) override { return m_remote.pull(request); }
    QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) override { return m_remote.pullRows(request); }
    QFuture<Result<ReferenceAnswer>> pullReference() override { return m_remote.pullReference(); }
    QFuture<Result<QJsonObject>> taskContext(const Uid& task) override { return m_remote.taskContext(task); }
    QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) override { return m_remote.taskActivity(task, than); }
    QFuture<Result<PushAnswer>> push(const PushRequest&) override { return stopped<PushAnswer>(); }
    QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest&) override
    {
        return stopped<WorkspaceCreateAnswer>();
    }
    void abort() override { m_remote.abort(); }
    [[nodiscard]] bool pulledAll() const { return m_stopped; }

private:
    template <class Answer> QFuture<Result<Answer>> stopped()
    {
        m_stopped = true;
        return readyFuture<Result<Answer>>(Error { Error::Kind::Cancelled, u"a dry run sends nothing"_s });
    }

    RemoteApi& m_remote;
    bool m_stopped = false;
};

Rehearsal::Rehearsal(const Clock& clock)
    : m_clock(clock)
{
}

Rehearsal::~Rehearsal() = default;

Result<std::unique_ptr<Rehearsal>> Rehearsal::stage(store::Store& store, RemoteApi& remote, const Clock& clock)
{
    std::unique_ptr<Rehearsal> rehearsal(new Rehearsal(clock));
    const QString path = rehearsal->m_folder.filePath(u"rehearsal.sqlite"_s);
    store::Access source(store.database());
    source.run("VACUUM INTO ?", path);
    if (source.error())
        return *source.error();
    auto copy = store::Store::open(path, clock);
    if (!copy)
        return std::move(copy).error();
    rehearsal->m_copy = *std::move(copy);
    // What was sent and not answered would be sent again; here it only has to be judged. Earlier arrivals are no news.
    const Status ready
        = rehearsal->m_copy->database().run("UPDATE outbox SET state=1 WHERE state=2;"
                                            " CREATE TABLE earlier AS SELECT * FROM incoming; DELETE FROM incoming");
    if (!ready)
        return ready.error();
    const auto cursors = rehearsal->m_copy->replica().cursors();
    if (!cursors)
        return cursors.error();
    store::Access copied(rehearsal->m_copy->database());
    for (const store::Cursor& cursor : *cursors) {
        rehearsal->m_workspacesBefore.emplace_back(
            cursor.workspace, copied.text("SELECT name FROM workspaces WHERE key=?", cursor.workspace));
    }
    rehearsal->m_keptBefore = rehearsal->m_copy->reads().keptAside().value_or(std::vector<KeptGesture>()).size();
    rehearsal->m_remote = std::make_unique<OneWay>(remote);
    EngineOptions options;
    options.pageRows = pageRows;
    rehearsal->m_engine
        = std::make_unique<SyncEngine>(*rehearsal->m_copy, *rehearsal->m_remote, clock, options);
    return rehearsal;
}

void Rehearsal::run(std::function<void(const Result<Rehearsed>&)> done)
{
    connect(m_engine.get(), &SyncEngine::finished, this, [this, done = std::move(done)](const SyncReport& report) {
        // Stopped at the first thing to send: everything has been read.
        if (report.error && !m_remote->pulledAll())
            done(*report.error);
        else
            done(judged(report));
    });
    m_engine->run(u"dry_run"_s);
}

Result<Rehearsed> Rehearsal::judged(const SyncReport& report) const
{
    Rehearsed rehearsed { report, {}, {}, 0 };
    rehearsed.report.error.reset();
    const auto incoming = m_copy->reads().incoming({ .limit = mostIncomingShown });
    const auto cursors = m_copy->replica().cursors();
    if (!incoming || !cursors)
        return !incoming ? incoming.error() : cursors.error();
    rehearsed.incoming = *incoming;
    for (const auto& [workspace, name] : m_workspacesBefore) {
        if (std::none_of(cursors->begin(), cursors->end(), [&](const auto& each) { return each.workspace == workspace; }))
            rehearsed.leaving.append(name);
    }
    rehearsed.newWorkspaces = int(cursors->size() + rehearsed.leaving.size() - m_workspacesBefore.size());
    rehearsed.keptAside = int(m_copy->reads().keptAside().value_or(std::vector<KeptGesture>()).size() - m_keptBefore);
    store::Access access(m_copy->database());
    const QString device = store::metaValue(access, store::deviceIdMeta);
    const auto server = store::serverClock(access);
    for (store::StoredEntry entry : store::allEntries(access)) {
        // Marked sent by the engine on its way to being stopped.
        if (entry.state == OutboxState::Sent)
            entry.state = OutboxState::Waiting;
        rehearsed.edits.push_back(judge(entry, store::readBase(access, entry.row), rehearsed.incoming, device,
            timestampText(store::stampMicros(entry, server))));
        judgeWithContainer(rehearsed.edits.back(), access, entry.seen);
    }
    if (access.error())
        return *access.error();
    return rehearsed;
}

} // namespace convoy::sync
