#include "sync/merge/preview.h"

#include "domain/jsonvalues.h"

#include <QSet>

#include <tuple>

namespace convoy::merge {

namespace {

using namespace Qt::Literals::StringLiterals;

enum class Verdict : quint8 { Same, Take, Win, Lose, Combine, Rebase };

struct Judged {
    QString name;
    const Field* field = nullptr;
    QJsonValue mine;
    QJsonValue base;
    QJsonValue theirs;
    Verdict verdict = Verdict::Take;
};

bool hasSeen(const PendingEdit& edit, const ServerField& theirs, qint64 baseSeq)
{
    return theirs.seq <= baseSeq || (theirs.device == edit.device && theirs.baseSeq <= baseSeq);
}

bool isLater(const PendingEdit& edit, const ServerField& theirs)
{
    return std::tie(edit.stamp, edit.device) > std::tie(theirs.stamp, theirs.device);
}

Verdict judge(const PendingEdit& edit, const Judged& one, const ServerField& theirs, qint64 baseSeq)
{
    if (one.mine == theirs.value)
        return Verdict::Same;
    if (one.field->rule == MergeRule::ThreeWay && edit.overlaps.contains(one.name))
        return Verdict::Lose;
    if (hasSeen(edit, theirs, baseSeq))
        return Verdict::Take;
    switch (one.field->rule) {
    case MergeRule::LastWriter:
        return isLater(edit, theirs) ? Verdict::Win : Verdict::Lose;
    case MergeRule::Rank:
        return Verdict::Take;
    case MergeRule::Elements:
        return Verdict::Combine;
    case MergeRule::ThreeWay:
        return one.base == theirs.value ? Verdict::Take : Verdict::Rebase;
    case MergeRule::ServerWins:
    case MergeRule::AtCreation:
    case MergeRule::Server:
        return Verdict::Lose;
    }
    Q_UNREACHABLE();
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
        const ServerField theirs = found == server.end() ? ServerField { QJsonValue::Null } : found->second;
        Judged one { it.key(), field, it.value(), base.value("value"_L1), theirs.value };
        one.verdict = judge(edit, one, theirs, base.value("seq"_L1).toInteger());
        judged.push_back(std::move(one));
    }
    return judged;
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

void add(Preview& preview, const Judged& one)
{
    switch (one.verdict) {
    case Verdict::Same:
    case Verdict::Take:
        preview.values.insert(one.name, one.mine);
        return;
    case Verdict::Win:
        preview.values.insert(one.name, one.mine);
        preview.beaten << one.name;
        return;
    case Verdict::Lose:
        preview.values.insert(one.name, one.theirs);
        preview.lost << one.name;
        return;
    case Verdict::Combine: {
        const auto merged = mergedSets(one.base, one.mine, one.theirs);
        preview.values.insert(one.name, merged);
        preview.combined |= merged != setArray(setElements(one.mine));
        return;
    }
    case Verdict::Rebase:
        preview.rebase << one.name;
        return;
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonArray mergedSets(const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs)
{
    const auto baseElements = setElements(base);
    const auto mineElements = setElements(mine);
    const QSet<QString> before(baseElements.begin(), baseElements.end());
    const QSet<QString> wanted(mineElements.begin(), mineElements.end());
    QStringList result;
    for (const QString& element : setElements(theirs)) {
        if (wanted.contains(element) || !before.contains(element))
            result << element;
    }
    for (const QString& element : mineElements) {
        if (!before.contains(element))
            result << element;
    }
    return setArray(result);
}

Preview preview(const PendingEdit& edit, const ServerRow& server)
{
    auto judged = judgeAll(edit, server);
    loseGroups(judged);
    Preview preview;
    for (const Judged& one : judged)
        add(preview, one);
    if (!preview.rebase.isEmpty()) {
        Preview nothingYet;
        nothingYet.outcome = OpOutcome::Rebase;
        nothingYet.rebase = preview.rebase;
        return nothingYet;
    }
    if (!preview.lost.isEmpty())
        preview.outcome = OpOutcome::Conflict;
    else if (preview.combined || !preview.beaten.isEmpty())
        preview.outcome = OpOutcome::Merged;
    return preview;
}

} // namespace convoy::merge
