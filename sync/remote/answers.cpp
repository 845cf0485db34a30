#include "sync/remote/answers.h"

#include "domain/jsonvalues.h"
#include "sync/remote/answerreader.h"

namespace convoy::remote {

namespace {

using Shared = std::shared_ptr<Document>;
constexpr Code wrongValue = simdjson::INCORRECT_TYPE;

Code readInt(json::value value, int& number)
{
    int64_t wide = 0;
    const auto code = value.get_int64().get(wide);
    number = int(qBound(int64_t(INT_MIN), wide, int64_t(INT_MAX)));
    return code;
}

Code readInt64(json::value value, qint64& number)
{
    int64_t wide = 0;
    const auto code = value.get_int64().get(wide);
    number = wide;
    return code;
}

Code readBool(json::value value, bool& flag) { return value.get_bool().get(flag); }

Code readRole(json::value value, Role& role)
{
    std::string_view name;
    if (const auto code = value.get_string().get(name))
        return code;
    if (name == "owner")
        role = Role::Owner;
    else if (name == "editor")
        role = Role::Editor;
    else
        role = Role::Viewer; // what a newer server calls otherwise may at least be read
    return simdjson::SUCCESS;
}

Code readManifest(json::value value, ReferenceManifest& manifest)
{
    return eachMember(value, [&](std::string_view key, json::value member) {
        if (key == "count")
            return readInt64(member, manifest.count);
        return key == "hash" ? readText(member, manifest.hash) : simdjson::SUCCESS;
    });
}

Code readMembership(json::value value, Membership& membership)
{
    return eachMember(value, [&](std::string_view key, json::value member) {
        if (key == "id")
            return readText(member, membership.workspace);
        if (key == "name")
            return readText(member, membership.name);
        if (key == "role")
            return readRole(member, membership.role);
        return key == "epoch" ? readText(member, membership.epoch) : simdjson::SUCCESS;
    });
}

Code readState(json::value value, WorkspacePage::State& state)
{
    std::string_view name;
    if (const auto code = value.get_string().get(name))
        return code;
    if (name == "ok")
        state = WorkspacePage::State::Ok;
    else if (name == "resync")
        state = WorkspacePage::State::Resync;
    else if (name == "gone")
        state = WorkspacePage::State::Gone;
    else
        return wrongValue;
    return simdjson::SUCCESS;
}

Code readBucket(json::value value, BucketSum& sum)
{
    int at = 0;
    return eachElement(value, [&](json::value one) -> Code {
        switch (at++) {
        case 0:
            return readInt(one, sum.bucket);
        case 1:
            return readInt64(one, sum.count);
        default:
            return readText(one, sum.hash);
        }
    });
}

Code readChecksums(json::value value, Checksums& checksums)
{
    return eachMember(value, [&](std::string_view name, json::value buckets) -> Code {
        const EntityInfo* info = entityByTable(QString::fromUtf8(name.data(), qsizetype(name.size())));
        if (!info)
            return simdjson::SUCCESS;
        auto& sums = checksums[info->entity];
        return eachElement(buckets, [&](json::value one) { return readBucket(one, sums.emplace_back()); });
    });
}

Code readPage(json::value value, const Shared& document, WorkspacePage& page)
{
    bool stated = false;
    const auto code = eachMember(value, [&](std::string_view key, json::value member) {
        if (key == "state") {
            stated = true;
            return readState(member, page.state);
        }
        if (key == "next")
            return readInt64(member, page.next);
        if (key == "has_more")
            return readBool(member, page.hasMore);
        if (key == "changes")
            return readTables(member, document, page.rows);
        if (key == "epoch")
            return readText(member, page.epoch);
        if (key == "reason")
            return readText(member, page.reason);
        if (key == "total" && !member.is_null().value_unsafe())
            return readInt64(member, page.total.emplace());
        if (key == "head" && !member.is_null().value_unsafe())
            return readInt64(member, page.head.emplace());
        if (key == "checksums")
            return readChecksums(member, page.checksums.emplace());
        return simdjson::SUCCESS;
    });
    return code ? code : (stated ? simdjson::SUCCESS : simdjson::NO_SUCH_FIELD);
}

Code readPullMember(PullAnswer& answer, const Shared& document, std::string_view key, json::value value)
{
    if (key == "server_time")
        return readText(value, answer.serverTime);
    if (key == "min_schema")
        return readInt(value, answer.minSchema);
    if (key == "reference")
        return readManifest(value, answer.reference);
    if (key == "unchanged")
        return readBool(value, answer.unchanged.emplace());
    if (key == "memberships")
        return eachElement(
            value, [&](json::value one) { return readMembership(one, answer.memberships.emplace_back()); });
    if (key != "workspaces")
        return simdjson::SUCCESS;
    return eachMember(value, [&](std::string_view uid, json::value page) {
        auto& one = answer.workspaces.emplace_back();
        one.workspace = QString::fromUtf8(uid.data(), qsizetype(uid.size()));
        return readPage(page, document, one);
    });
}

} // namespace

Code readText(json::value value, QString& text)
{
    json::json_type type {};
    if (const auto code = value.type().get(type))
        return code;
    if (type == json::json_type::null)
        return value.is_null().error();
    std::string_view view;
    const auto code = value.get_string().get(view);
    if (!code)
        text = QString::fromUtf8(view.data(), qsizetype(view.size()));
    return code;
}

Code readTexts(json::value value, QStringList& texts)
{
    return eachElement(value, [&](json::value one) { return readText(one, texts.emplace_back()); });
}

Result<PullAnswer> parsePull(const QByteArray& body)
{
    auto answer = readAnswer<PullAnswer>(body, readPullMember);
    if (answer && answer->serverTime.isEmpty())
        return Error { Error::Kind::Malformed, QStringLiteral("a pull without server_time") };
    return answer;
}

Result<RowsAnswer> parseRows(const QByteArray& body)
{
    bool stated = false;
    auto answer = readAnswer<RowsAnswer>(
        body, [&](RowsAnswer& rows, const Shared& document, std::string_view key, json::value value) -> Code {
            if (key == "min_schema")
                return readInt(value, rows.minSchema);
            if (key == "rows")
                return readTables(value, document, rows.rows);
            if (key != "state")
                return simdjson::SUCCESS;
            stated = true;
            return readState(value, rows.state);
        });
    if (answer && !stated)
        return Error { Error::Kind::Malformed, QStringLiteral("rows without a state") };
    return answer;
}

Result<WorkspaceCreateAnswer> parseWorkspaceCreate(const QByteArray& body)
{
    auto answer = readAnswer<WorkspaceCreateAnswer>(body,
        [](WorkspaceCreateAnswer& created, const Shared& document, std::string_view key, json::value value) -> Code {
            if (key == "id")
                return readText(value, created.id);
            if (key == "epoch")
                return readText(value, created.epoch);
            if (key == "role")
                return readRole(value, created.role);
            return key == "rows" ? readTables(value, document, created.rows) : simdjson::SUCCESS;
        });
    if (answer && answer->id.isEmpty())
        return Error { Error::Kind::Malformed, QStringLiteral("a workspace without id") };
    return answer;
}

Result<ReferenceAnswer> parseReference(const QByteArray& body)
{
    bool complete = false;
    auto answer = readAnswer<ReferenceAnswer>(
        body, [&](ReferenceAnswer& reference, const Shared& document, std::string_view key, json::value value) -> Code {
            if (key == "count")
                return readInt64(value, reference.manifest.count);
            if (key == "hash")
                return readText(value, reference.manifest.hash);
            if (key != "entities")
                return simdjson::SUCCESS;
            complete = true;
            return readTables(value, document, reference.rows);
        });
    if (answer && !complete)
        return Error { Error::Kind::Malformed, QStringLiteral("reference data without entities") };
    return answer;
}

Result<QJsonObject> parseTaskContext(const QByteArray& body)
{
    const auto object = objectFromJson(body);
    if (!object.value(QLatin1String("task")).isObject())
        return Error { Error::Kind::Malformed, QStringLiteral("a context without its task") };
    return object;
}

Result<QJsonObject> parseTaskActivity(const QByteArray& body)
{
    const auto object = objectFromJson(body);
    if (!object.value(QLatin1String("activity")).isArray())
        return Error { Error::Kind::Malformed, QStringLiteral("a page of activity without its entries") };
    return object;
}

} // namespace convoy::remote
