#include "sync/remote/answers.h"

#include "domain/jsonvalues.h"
#include "sync/remote/answerreader.h"

#include <iterator>

namespace convoy::remote {

namespace {

using Shared = std::shared_ptr<Document>;

struct GroupName {
    std::string_view name;
    GroupOutcome outcome;
};
constexpr GroupName groupNames[]
    = { { "applied", GroupOutcome::Applied }, { "merged", GroupOutcome::Merged }, { "rebase", GroupOutcome::Rebase },
          { "refused", GroupOutcome::Refused }, { "not_processed", GroupOutcome::NotProcessed } };

struct OpName {
    std::string_view name;
    OpOutcome outcome;
};
constexpr OpName opNames[] = { { "applied", OpOutcome::Applied }, { "merged", OpOutcome::Merged },
    { "rebase", OpOutcome::Rebase }, { "conflict", OpOutcome::Conflict }, { "gone_row", OpOutcome::GoneRow },
    { "rolled_back", OpOutcome::RolledBack }, { "error", OpOutcome::Error } };

// An outcome this program does not know must not end an entry: the whole answer is refused instead.
template <class Names, class Outcome> Code readOutcome(const Names& names, json::value value, Outcome& outcome)
{
    std::string_view name;
    if (const auto code = value.get_string().get(name))
        return code;
    for (const auto& one : names) {
        if (one.name == name) {
            outcome = one.outcome;
            return simdjson::SUCCESS;
        }
    }
    return simdjson::INCORRECT_TYPE;
}

Code readUuid(json::value value, QUuid& uuid)
{
    QString text;
    if (const auto code = readText(value, text))
        return code;
    uuid = QUuid::fromString(text);
    return uuid.isNull() ? simdjson::INCORRECT_TYPE : simdjson::SUCCESS;
}

Code readError(json::value value, QString& codeText, QString& message)
{
    json::json_type type {};
    if (const auto code = value.type().get(type))
        return code;
    if (type == json::json_type::null)
        return value.is_null().error();
    return eachMember(value, [&](std::string_view key, json::value member) {
        if (key == "code")
            return readText(member, codeText);
        return key == "message" ? readText(member, message) : simdjson::SUCCESS;
    });
}

Code readRebase(json::value value, QJsonObject& rebase)
{
    json::json_type type {};
    if (const auto code = value.type().get(type))
        return code;
    if (type == json::json_type::null)
        return value.is_null().error();
    json::object object;
    std::string_view raw;
    if (const auto code = value.get_object().get(object))
        return code;
    if (const auto code = object.raw_json().get(raw))
        return code;
    raw = trimmedEnd(raw);
    rebase = objectFromJson(QByteArray(raw.data(), qsizetype(raw.size())));
    return simdjson::SUCCESS;
}

Code readSeq(json::value value, qint64& seq)
{
    json::json_type type {};
    if (const auto code = value.type().get(type))
        return code;
    int64_t number = 0;
    if (type == json::json_type::null)
        return value.is_null().error();
    const auto code = value.get_int64().get(number);
    seq = number;
    return code;
}

Code readOp(json::value value, PushedOp& op)
{
    return eachMember(value, [&](std::string_view key, json::value member) {
        if (key == "op")
            return readUuid(member, op.op);
        if (key == "id")
            return readText(member, op.id);
        if (key == "status")
            return readOutcome(opNames, member, op.outcome);
        if (key == "seq")
            return readSeq(member, op.seq);
        if (key == "lost")
            return member.is_null().value_unsafe() ? simdjson::SUCCESS : readTexts(member, op.lost);
        if (key == "error")
            return readError(member, op.errorCode, op.errorMessage);
        return key == "rebase" ? readRebase(member, op.rebase) : simdjson::SUCCESS;
    });
}

Code readGroup(json::value value, PushedGroup& group)
{
    bool stated = false;
    const auto code = eachMember(value, [&](std::string_view key, json::value member) -> Code {
        if (key == "group")
            return readUuid(member, group.group);
        if (key == "status") {
            stated = true;
            return readOutcome(groupNames, member, group.outcome);
        }
        if (key == "replayed")
            return member.get_bool().get(group.replayed);
        if (key == "error")
            return readError(member, group.errorCode, group.errorMessage);
        if (key == "ops" && !member.is_null().value_unsafe())
            return eachElement(member, [&](json::value one) { return readOp(one, group.ops.emplace_back()); });
        return simdjson::SUCCESS;
    });
    return code ? code : (stated && !group.group.isNull() ? simdjson::SUCCESS : simdjson::NO_SUCH_FIELD);
}

Code readPushMember(PushAnswer& answer, const Shared& document, std::string_view key, json::value value)
{
    if (key == "groups")
        return eachElement(value, [&](json::value one) { return readGroup(one, answer.groups.emplace_back()); });
    if (key == "rows")
        return readTables(value, document, answer.rows);
    if (key == "server_time")
        return readText(value, answer.serverTime);
    if (key == "epoch")
        return readText(value, answer.epoch);
    int64_t number = 0;
    if (key == "from" || key == "to" || key == "min_schema") {
        if (const auto code = value.get_int64().get(number))
            return code;
        if (key == "min_schema")
            answer.minSchema = int(number);
        else
            (key == "from" ? answer.from : answer.to) = number;
    }
    return simdjson::SUCCESS;
}

} // namespace

Result<PushAnswer> parsePush(const QByteArray& body)
{
    auto answer = readAnswer<PushAnswer>(body, readPushMember);
    if (answer && answer->serverTime.isEmpty())
        return Error { Error::Kind::Malformed, QStringLiteral("a push answer without server_time") };
    return answer;
}

} // namespace convoy::remote
