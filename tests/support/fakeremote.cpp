#include "tests/support/fakeremote.h"

#include "domain/jsonvalues.h"

#include <algorithm>

namespace convoy::test {

namespace {

using namespace Qt::Literals::StringLiterals;

const QString serverTime = u"2026-11-23T10:42:07.123456+00:00"_s;

using Texts = std::deque<std::string>; // references stay valid while it grows

Cell textCell(Texts& texts, const QByteArray& text, Cell::Type type = Cell::Type::Text)
{
    texts.emplace_back(text.constData(), size_t(text.size()));
    return { type, 0, 0, texts.back() };
}

Cell cellFrom(Texts& texts, const Field& field, const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined())
        return {};
    if (value.isBool())
        return { Cell::Type::Boolean, value.toBool() ? 1 : 0, 0, {} };
    if (value.isDouble())
        return { Cell::Type::Integer, value.toInteger(), 0, {} };
    if (value.isArray())
        return textCell(texts, compactJson(value.toArray()), Cell::Type::Json);
    if (value.isObject())
        return textCell(texts, compactJson(value.toObject()), Cell::Type::Json);
    Q_UNUSED(field);
    return textCell(texts, value.toString().toUtf8());
}

RowSet& setOf(Rows& rows, Entity entity)
{
    for (RowSet& set : rows.sets) {
        if (set.entity == entity)
            return set;
    }
    RowSet set { entity, { "id"_L1, "seq"_L1, "created_at"_L1, "updated_at"_L1, "deleted_at"_L1 }, {} };
    for (const Field& field : infoOf(entity).fields)
        set.columns.push_back(field.name);
    rows.sets.push_back(std::move(set));
    return rows.sets.back();
}

std::vector<FakeRemote::Row> between(const FakeRemote::Workspace& workspace, qint64 after, qint64 to)
{
    std::vector<FakeRemote::Row> rows;
    for (const auto& [id, row] : workspace.rows) {
        if (row.seq > after && row.seq <= to)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
    return rows;
}

} // namespace

Rows rowsFrom(const std::vector<FakeRemote::Row>& list)
{
    auto texts = std::make_shared<Texts>();
    Rows rows;
    for (const auto& row : list) {
        RowSet& set = setOf(rows, row.entity);
        set.cells.push_back(textCell(*texts, row.id.toUtf8()));
        set.cells.push_back({ Cell::Type::Integer, row.seq, 0, {} });
        set.cells.push_back(textCell(*texts, serverTime.toUtf8()));
        set.cells.push_back(textCell(*texts, serverTime.toUtf8()));
        set.cells.push_back(row.deletedAt.isEmpty() ? Cell {} : textCell(*texts, row.deletedAt.toUtf8()));
        for (const Field& field : infoOf(row.entity).fields)
            set.cells.push_back(cellFrom(*texts, field, row.fields.value(field.name)));
    }
    rows.backing = texts;
    return rows;
}

FakeRemote::Workspace& FakeRemote::addWorkspace(const Uid& id, const QString& name)
{
    auto& workspace = workspaces[id];
    workspace.name = name;
    workspace.epoch = u"epoch-1"_s;
    put(id, Entity::Workspace, id, { { u"name"_s, name }, { u"prefix"_s, u"CNV"_s } });
    return workspace;
}

FakeRemote::Row& FakeRemote::put(const Uid& workspaceId, Entity entity, const Uid& id, const QJsonObject& fields)
{
    auto& workspace = workspaces[workspaceId];
    auto& row = workspace.rows[id];
    row.entity = entity;
    row.id = id;
    row.seq = ++workspace.head;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        row.fields.insert(it.key(), it.value());
        row.fieldSeqs[it.key()] = row.seq;
    }
    return row;
}

std::vector<FakeRemote::Row> FakeRemote::rowsOf(Entity entity) const
{
    std::vector<Row> rows;
    for (const auto& [id, workspace] : workspaces) {
        for (const auto& [rowId, row] : workspace.rows) {
            if (row.entity == entity)
                rows.push_back(row);
        }
    }
    return rows;
}

template <class Answer>
QFuture<Result<Answer>> FakeRemote::answer(Call call, const std::function<Result<Answer>()>& work)
{
    ++m_requests;
    ++m_counts[int(call)];
    const auto scripted
        = std::find_if(m_faults.begin(), m_faults.end(), [call](const Fault& fault) { return fault.call == call; });
    if (scripted == m_faults.end())
        return readyFuture(work());
    const Fault fault = *scripted;
    m_faults.erase(scripted);
    switch (fault.kind) {
    case Fault::Kind::Refuse:
        return readyFuture(Result<Answer>(fault.error));
    case Fault::Kind::LoseAnswer:
        (void)work();
        return readyFuture(Result<Answer>(fault.error));
    case Fault::Kind::Duplicate:
        (void)work();
        return readyFuture(work());
    case Fault::Kind::Hang:
        break;
    }
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    m_hanging.push_back([promise] {
        promise->addResult(Error { Error::Kind::Cancelled, {} });
        promise->finish();
    });
    return promise->future();
}

void FakeRemote::abort()
{
    for (const auto& end : std::exchange(m_hanging, {}))
        end();
}

QFuture<Result<PullAnswer>> FakeRemote::pull(const PullRequest& request)
{
    m_pulls.push_back(request);
    return answer<PullAnswer>(Call::Pull, [this, request] { return doPull(request); });
}

QFuture<Result<RowsAnswer>> FakeRemote::pullRows(const RowsRequest& request)
{
    return answer<RowsAnswer>(Call::Rows, [this, request]() -> Result<RowsAnswer> {
        std::vector<Row> rows;
        for (const auto& [entity, ids] : request.ids) {
            for (const Uid& id : ids) {
                if (const auto found = workspaces[request.workspace].rows.find(id); found != workspaces[request.workspace].rows.end())
                    rows.push_back(found->second);
            }
        }
        return RowsAnswer { minSchema, WorkspacePage::State::Ok, rowsFrom(rows), 100 };
    });
}

QFuture<Result<PushAnswer>> FakeRemote::push(const PushRequest& request)
{
    m_pushes.push_back(request);
    return answer<PushAnswer>(Call::Push, [this, request] { return doPush(request); });
}

QFuture<Result<WorkspaceCreateAnswer>> FakeRemote::createWorkspace(const WorkspaceCreateRequest& request)
{
    return answer<WorkspaceCreateAnswer>(Call::Create, [this, request]() -> Result<WorkspaceCreateAnswer> {
        if (!workspaces.contains(request.id))
            addWorkspace(request.id, request.name);
        const auto& workspace = workspaces[request.id];
        return WorkspaceCreateAnswer { request.id, workspace.epoch, Role::Owner,
            rowsFrom(between(workspace, 0, workspace.head)) };
    });
}

QFuture<Result<ReferenceAnswer>> FakeRemote::pullReference()
{
    return answer<ReferenceAnswer>(Call::Reference, [this]() -> Result<ReferenceAnswer> {
        return ReferenceAnswer { manifest, reference };
    });
}

QFuture<Result<QJsonObject>> FakeRemote::taskContext(const Uid& task)
{
    return answer<QJsonObject>(Call::Context, [task]() -> Result<QJsonObject> {
        return QJsonObject { { u"task"_s, QJsonObject { { u"id"_s, task } } } };
    });
}

QFuture<Result<QJsonObject>> FakeRemote::taskActivity(const Uid&, const OlderThan&)
{
    return answer<QJsonObject>(Call::Context, []() -> Result<QJsonObject> { return QJsonObject { { u"activity"_s, QJsonArray() }, { u"more"_s, false } }; });
}

Result<PullAnswer> FakeRemote::doPull(const PullRequest& request)
{
    PullAnswer answer { serverTime, minSchema, manifest, {}, {}, {}, 100 };
    for (const auto& [id, workspace] : workspaces)
        answer.memberships.push_back({ id, workspace.name, Role::Owner, workspace.epoch });
    auto left = size_t(request.limit);
    for (const auto& cursor : request.workspaces) {
        auto& page = answer.workspaces.emplace_back();
        page.workspace = cursor.workspace;
        const auto found = workspaces.find(cursor.workspace);
        if (found == workspaces.end()) {
            page.state = WorkspacePage::State::Gone;
            page.reason = goneReason;
            continue;
        }
        const auto& workspace = found->second;
        page.epoch = workspace.epoch;
        if (!cursor.epoch.isEmpty() && cursor.epoch != workspace.epoch) {
            page.state = WorkspacePage::State::Resync;
            continue;
        }
        auto rows = between(workspace, cursor.after, workspace.head);
        page.hasMore = rows.size() > left;
        rows.resize(std::min(rows.size(), left));
        left -= rows.size();
        page.next = page.hasMore ? (rows.empty() ? cursor.after : rows.back().seq) : workspace.head;
        if (cursor.after == 0)
            page.total = qint64(workspace.rows.size());
        page.rows = rowsFrom(rows);
    }
    return answer;
}

Result<PushAnswer> FakeRemote::doPush(const PushRequest& request)
{
    if (refusePush) {
        if (const auto error = refusePush(request))
            return *error;
    }
    const auto found = workspaces.find(request.workspace);
    if (found == workspaces.end())
        return Error { Error::Kind::Forbidden, u"no member"_s, {}, u"42501"_s };
    Workspace& workspace = found->second;
    PushAnswer answer { serverTime, minSchema, workspace.epoch, workspace.head, workspace.head, {}, {}, 100 };
    int processed = 0;
    const bool otherEpoch = !request.epoch.isEmpty() && request.epoch != workspace.epoch;
    for (const PushGroup& group : request.groups) {
        if (otherEpoch || processed++ >= processAtMost)
            answer.groups.push_back({ group.group, GroupOutcome::NotProcessed, false, {}, {}, {} });
        else
            answer.groups.push_back(doGroup(workspace, group));
    }
    answer.to = workspace.head;
    auto rows = between(workspace, answer.from, answer.to);
    for (const PushedGroup& group : answer.groups) {
        for (const PushedOp& op : group.replayed ? group.ops : std::vector<PushedOp>()) {
            const auto row = workspace.rows.find(op.id);
            if (row != workspace.rows.end() && row->second.seq <= answer.from)
                rows.push_back(row->second); // what was done before is answered with what it is by now
        }
    }
    answer.rows = rowsFrom(rows);
    return answer;
}

PushedGroup FakeRemote::doGroup(Workspace& workspace, const PushGroup& group)
{
    PushedGroup done { group.group, GroupOutcome::Applied, false, {}, {}, {} };
    for (const PushOp& op : group.ops) {
        if (const auto code = refuseOp ? refuseOp(op) : QString(); !code.isEmpty()) {
            done.outcome = GroupOutcome::Refused;
            done.errorCode = code;
            done.errorMessage = u"The server says no."_s;
            done.ops.clear();
            return done;
        }
        if (m_ledger.contains(op.op)) {
            done.replayed = true;
            done.ops.push_back(m_ledger.value(op.op));
            continue;
        }
        done.ops.push_back(doOp(workspace, op));
        if (done.ops.back().outcome == OpOutcome::Rebase)
            done.outcome = GroupOutcome::Rebase;
        else
            m_ledger.insert(op.op, done.ops.back());
    }
    return done;
}

PushedOp FakeRemote::doOp(Workspace& workspace, const PushOp& op)
{
    PushedOp done { op.op, op.id, OpOutcome::Applied, {}, {}, {}, {} };
    auto& row = workspace.rows[op.id];
    const auto text = u"description"_s;
    const auto base = op.base.value(text).toObject();
    if (op.fields.contains(text) && row.seq > 0 && !op.overlaps.contains(text)
        && row.fieldSeqs[text] > base.value(u"seq"_s).toInteger() && row.fields.value(text) != base.value(u"value"_s)) {
        done.outcome = OpOutcome::Rebase;
        done.rebase.insert(text, QJsonObject { { u"value"_s, row.fields.value(text) }, { u"seq"_s, row.seq } });
        return done;
    }
    row.entity = op.entity;
    row.id = op.id;
    row.seq = ++workspace.head;
    if (op.entity == Entity::Task && !row.fields.contains(u"number"_s))
        row.fields.insert(u"number"_s, workspace.nextNumber++);
    for (auto it = op.fields.begin(); it != op.fields.end(); ++it) {
        if (op.overlaps.contains(it.key()))
            continue;
        row.fields.insert(it.key(), it.value());
        row.fieldSeqs[it.key()] = row.seq;
    }
    if (op.action == Action::Delete)
        row.deletedAt = serverTime;
    else if (op.action == Action::Restore || op.action == Action::Create)
        row.deletedAt.clear();
    return done;
}

} // namespace convoy::test
