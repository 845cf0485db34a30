#include "sync/merge/judging.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace convoy::merge {

using namespace Qt::Literals::StringLiterals;

namespace {

//! A value as the server keeps it, so that equal ones compare equal.
QJsonValue canonical(const Field& field, const QJsonValue& value)
{
    if (field.type == FieldType::Set)
        return setArray(setElements(value));
    if (value.isNull() || value.isUndefined())
        return clearsToEmpty(field) ? QJsonValue(QString()) : QJsonValue();
    return value;
}

bool isSame(const Field& field, const QJsonValue& mine, const QJsonValue& theirs)
{
    if (field.type == FieldType::Timestamp && mine.isString() && theirs.isString())
        return timestampMicros(mine.toString()) == timestampMicros(theirs.toString());
    return mine == theirs;
}

//! By time, not by text: the server leaves out zeros at the end.
bool isLater(const PendingEdit& edit, const ServerField& theirs)
{
    return std::tuple(timestampMicros(edit.stamp), edit.device) > std::tuple(timestampMicros(theirs.stamp), theirs.device);
}

Verdict judge(const PendingEdit& edit, const Judged& one, qint64 baseSeq)
{
    const MergeRule rule = one.field->rule;
    if (isSame(*one.field, one.mine, one.theirs.value))
        return Verdict::Same;
    if (rule == MergeRule::AtCreation || rule == MergeRule::Server)
        return Verdict::Refuse;
    if (rule == MergeRule::ThreeWay && edit.overlaps.contains(one.name))
        return Verdict::Lose;
    // Also on top of this device's own earlier set: that may have come out of a merge, and the base says what it added.
    if (rule == MergeRule::Elements)
        return one.theirs.seq <= baseSeq ? Verdict::Take : Verdict::Combine;
    if (hasSeen(edit, one.theirs, baseSeq))
        return Verdict::Take;
    switch (rule) {
    case MergeRule::LastWriter:
        return isLater(edit, one.theirs) ? Verdict::Win : Verdict::Lose;
    case MergeRule::Rank:
        return Verdict::Take;
    case MergeRule::ThreeWay:
        return one.base == one.theirs.value ? Verdict::Take : Verdict::Rebase;
    case MergeRule::ServerWins:
    case MergeRule::Elements:
    case MergeRule::AtCreation:
    case MergeRule::Server:
        return Verdict::Lose;
    }
    Q_UNREACHABLE();
}

// Fields of a group are decided together: where one loses, none of the edit's values in it stands.
void loseGroups(std::vector<Judged>& judged)
{
    QSet<int> beaten;
    for (const Judged& one : judged) {
        if (one.verdict == Verdict::Lose && one.field->group != FieldGroup::None)
            beaten.insert(int(one.field->group));
    }
    for (Judged& one : judged) {
        if (one.verdict != Verdict::Same && beaten.contains(int(one.field->group)))
            one.verdict = Verdict::Lose;
    }
}

} // namespace

bool hasSeen(const PendingEdit& edit, const ServerField& theirs, qint64 baseSeq)
{
    const bool wanted = std::find(theirs.also.begin(), theirs.also.end(), std::pair(edit.device, edit.user)) != theirs.also.end();
    const bool own = theirs.device == edit.device && (edit.user.isEmpty() || theirs.user == edit.user);
    return theirs.seq <= baseSeq || (own && theirs.baseSeq <= baseSeq) || wanted;
}

std::vector<Judged> judgeAll(const PendingEdit& edit, const ServerRow& server)
{
    std::vector<Judged> judged;
    for (auto it = edit.fields.begin(); it != edit.fields.end(); ++it) {
        const Field* field = fieldOf(edit.entity, it.key());
        if (!field)
            continue;
        const auto base = edit.base.value(it.key()).toObject();
        const auto found = server.find(it.key());
        Judged one { it.key(), field, canonical(*field, it.value()), base.value("value"_L1),
            found == server.end() ? ServerField { QJsonValue::Null } : found->second };
        one.verdict = judge(edit, one, base.value("seq"_L1).toInteger());
        judged.push_back(std::move(one));
    }
    loseGroups(judged);
    return judged;
}

} // namespace convoy::merge
