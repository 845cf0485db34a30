#include "sync/merge/preview.h"

#include "domain/jsonvalues.h"

#include <QSet>

#include <tuple>

namespace convoy::merge {

namespace {

using namespace Qt::Literals::StringLiterals;

enum class Winner : bool { Theirs, Mine };

struct Pending {
    QString name;
    const Field* field = nullptr;
    QJsonValue mine;
    QJsonValue base;
    const ServerField* theirs = nullptr; //!< only when it is in conflict
};

std::vector<Pending> pendingFields(const PendingEdit& edit, const ServerRow& server)
{
    std::vector<Pending> pending;
    for (auto it = edit.fields.begin(); it != edit.fields.end(); ++it) {
        const Field* field = fieldOf(edit.entity, it.key());
        if (!field)
            continue;
        const auto base = edit.base.value(it.key()).toObject();
        Pending one { it.key(), field, it.value(), base.value("value"_L1) };
        const auto theirs = server.find(it.key());
        if (theirs != server.end() && theirs->second.seq > base.value("seq"_L1).toInteger()
            && theirs->second.value != one.mine)
            one.theirs = &theirs->second;
        pending.push_back(std::move(one));
    }
    return pending;
}

Winner laterOf(const PendingEdit& edit, const ServerField& theirs)
{
    return std::tie(edit.stamp, edit.device) > std::tie(theirs.stamp, theirs.device) ? Winner::Mine : Winner::Theirs;
}

// A group is decided once, against the latest of the server's values that are in conflict.
Winner winnerOfGroup(const PendingEdit& edit, const std::vector<Pending>& pending, FieldGroup group)
{
    const ServerField* latest = nullptr;
    for (const Pending& one : pending) {
        if (one.field->group != group || !one.theirs)
            continue;
        if (!latest || std::tie(one.theirs->stamp, one.theirs->device) > std::tie(latest->stamp, latest->device))
            latest = one.theirs;
    }
    return latest ? laterOf(edit, *latest) : Winner::Mine;
}

void take(Preview& preview, const Pending& one, Winner winner)
{
    preview.values.insert(one.name, winner == Winner::Mine || !one.theirs ? one.mine : one.theirs->value);
    if (!one.theirs)
        return;
    (winner == Winner::Mine ? preview.beaten : preview.lost) << one.name;
}

void decideAlone(Preview& preview, const Pending& one, const PendingEdit& edit)
{
    if (!one.theirs)
        return take(preview, one, Winner::Mine);
    switch (one.field->rule) {
    case MergeRule::LastWriter:
        return take(preview, one, laterOf(edit, *one.theirs));
    case MergeRule::Rank:
        preview.values.insert(one.name, one.mine);
        return;
    case MergeRule::Elements: {
        const auto merged = mergedSets(one.base, one.mine, one.theirs->value);
        preview.values.insert(one.name, merged);
        if (merged != one.mine.toArray())
            preview.outcome = OpOutcome::Merged;
        return;
    }
    case MergeRule::ThreeWay:
        preview.rebase << one.name;
        return;
    case MergeRule::ServerWins:
    case MergeRule::AtCreation:
    case MergeRule::Server:
        return take(preview, one, Winner::Theirs);
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
    Preview preview;
    const auto pending = pendingFields(edit, server);
    for (const Pending& one : pending) {
        if (one.field->group == FieldGroup::None)
            decideAlone(preview, one, edit);
        else
            take(preview, one, winnerOfGroup(edit, pending, one.field->group));
    }
    if (!preview.rebase.isEmpty())
        return { OpOutcome::Rebase, {}, {}, {}, preview.rebase };
    if (!preview.lost.isEmpty())
        preview.outcome = OpOutcome::Conflict;
    else if (!preview.beaten.isEmpty())
        preview.outcome = OpOutcome::Merged;
    return preview;
}

} // namespace convoy::merge
