#include "desk.h"

#include "app/session.h"
#include "context/contextreader.h"
#include "context/markdown.h"
#include "context/remoteanswer.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "sync/port/remoteapi.h"
#include "sync/status/sentences.h"
#include "waiting.h"
#include "words.h"

#include <QJsonArray>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using context::Block;
using context::Origin;
using context::TaskContext;

namespace {

QString originName(Origin origin)
{
    switch (origin) {
    case Origin::ThisDevice:
        return u"this_device"_s;
    case Origin::Server:
        return u"server"_s;
    case Origin::NotHere:
        return u"not_here"_s;
    case Origin::None:
        return u"none"_s;
    }
    Q_UNREACHABLE();
}

Result<QJsonValue> jsonOf(RowJson& json, const Workflow& workflow)
{
    QJsonArray stages;
    for (const Stage& stage : workflow.stages) {
        stages.append(QJsonObject {
            { u"id"_s, stage.id }, { u"name"_s, stage.name }, { u"category"_s, statusText(stage.category) } });
    }
    Q_UNUSED(json)
    return QJsonValue(QJsonObject { { u"uid"_s, workflow.uid }, { u"name"_s, workflow.name },
        { u"description"_s, workflow.description }, { u"stages"_s, stages } });
}

Result<QJsonValue> jsonOf(RowJson& json, const Advice& advice)
{
    Q_UNUSED(json)
    return QJsonValue(
        QJsonObject { { u"uid"_s, advice.uid }, { u"title"_s, advice.title }, { u"body"_s, advice.body } });
}

template <class Row> Result<QJsonValue> jsonOf(RowJson& json, const Row& row)
{
    auto object = json.of(row);
    if (!object)
        return std::move(object).error();
    return QJsonValue(*object);
}

template <class Row> Result<QJsonValue> jsonOf(RowJson& json, const std::vector<Row>& rows)
{
    QJsonArray array;
    for (const Row& row : rows) {
        const auto value = jsonOf(json, row);
        if (!value)
            return value.error();
        array.append(*value);
    }
    return QJsonValue(array);
}

//! Builds the object block by block; the first failure stays.
struct ContextJson {
    RowJson& json;
    QJsonObject object {};
    QJsonObject provenance {};
    Status outcome = ok();

    template <class T> void add(const QString& name, const Block<T>& block)
    {
        QJsonObject from { { u"from"_s, originName(block.from.origin) } };
        if (!block.from.serverTime.isEmpty())
            from.insert(u"as_of"_s, block.from.serverTime);
        provenance.insert(name, from);
        const auto value = block.isKnown() ? jsonOf(json, block.value) : Result<QJsonValue>(QJsonValue());
        if (value)
            object.insert(name, *value);
        else
            outcome = value.error();
    }
};

Result<QJsonObject> contextJson(Desk& desk, const TaskContext& context)
{
    RowJson json(desk.reads(), desk.arguments().local() ? LocalFacts::Yes : LocalFacts::No);
    ContextJson parts { .json = json };
    parts.add(u"task"_s, context.task);
    parts.add(u"workspace"_s, context.workspace);
    parts.add(u"project"_s, context.project);
    parts.add(u"milestone"_s, context.milestone);
    parts.add(u"parent"_s, context.parent);
    parts.add(u"subtasks"_s, context.subtasks);
    parts.add(u"blocked_by"_s, context.blockedBy);
    parts.add(u"blocks"_s, context.blocks);
    parts.add(u"activity"_s, context.activity);
    parts.add(u"workflow"_s, context.workflow);
    parts.add(u"patterns"_s, context.patterns);
    parts.add(u"best_practices"_s, context.bestPractices);
    if (!parts.outcome)
        return std::move(parts.outcome).error();
    parts.object.insert(u"blocked"_s, context.isBlocked());
    parts.object.insert(u"provenance"_s, parts.provenance);
    return parts.object;
}

Result<TaskContext> contextFromRemote(Desk& desk, const Uid& task)
{
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    if (!(*session)->remote())
        return Error { .kind = Error::Kind::NotFound, .detail = {} };
    const auto answer = waitFor<Result<QJsonObject>>(
        [&](auto done) { whenDone((*session)->remote()->taskContext(bareUid(task)), session->get(), done); });
    if (!answer)
        return answer.error();
    std::ignore = desk.store().keepContext(task, *answer); // what is not kept is asked for again
    return context::contextFromServer(*answer);
}

//! What the server said last, for when it cannot be asked.
Result<TaskContext> contextKept(Desk& desk, const Uid& task, const Error& error)
{
    const auto kept = desk.reads().keptContext(task);
    return kept && !kept->isEmpty() ? context::contextFromServer(*kept) : Result<TaskContext>(error);
}

//! What this device has, completed by the server where something is missing. That the server could not be asked is no
//! failure as long as the task itself is here: the note says it.
Result<TaskContext> assembled(Desk& desk, const QString& name, QString& note)
{
    const auto task = findTask(desk.reads(), name);
    const bool askable = desk.directory().account().has_value();
    if (!task) {
        const bool isUid = !QUuid(bareUid(name)).isNull();
        if (!isUid || !askable)
            return task.error();
        auto remote = contextFromRemote(desk, name);
        if (!remote && remote.error().kind != Error::Kind::NotFound) {
            note = sync::sentenceFor(remote.error());
            return contextKept(desk, name, remote.error());
        }
        return remote || remote.error().kind != Error::Kind::NotFound ? remote : Result<TaskContext>(task.error());
    }
    auto local = context::readContext(desk.reads(), task->key);
    if (!local || local->isComplete() || !askable || isTemporary(task->uid))
        return local;
    const auto remote = contextFromRemote(desk, task->uid);
    if (remote)
        return context::completed(*std::move(local), *remote);
    note = sync::sentenceFor(remote.error());
    if (const auto kept = contextKept(desk, task->uid, remote.error()))
        return context::completed(*std::move(local), *kept);
    return local;
}

Result<ExitCode> showContext(Desk& desk)
{
    QString note;
    const auto context = assembled(desk, desk.operands().first(), note);
    if (!context)
        return context.error();
    if (desk.json()) {
        const auto object = contextJson(desk, *context);
        if (!object)
            return object.error();
        printJson(*object);
    } else {
        printText(context::toMarkdown(*context).trimmed());
    }
    if (!note.isEmpty())
        printError(note);
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> contextCommands()
{
    return { { "context", "T",
        QT_TRANSLATE_NOOP(
            "Cli", "Everything around a task; says which parts came from the server, and how old they are"),
        1, 1,
        { { "markdown", nullptr, QT_TRANSLATE_NOOP("Cli", "As Markdown, which is what people see by default too") } },
        Needs::Store, showContext } };
}

} // namespace convoy::cli
