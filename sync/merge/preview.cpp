#include "sync/merge/preview.h"

#include "domain/jsonvalues.h"
#include "sync/merge/judging.h"

#include <QSet>

#include <limits>

namespace convoy::merge {

namespace {

using namespace Qt::Literals::StringLiterals;

const auto deletedAt = u"deleted_at"_s;

ServerField fieldIn(const ServerRow& server, const QString& name)
{
    const auto found = server.find(name);
    return found == server.end() ? ServerField { QJsonValue::Null } : found->second;
}

bool isInTrash(const ServerRow& server) { return !fieldIn(server, deletedAt).value.isNull(); }

Loss lossOfMine(const PendingEdit& edit, const Judged& one)
{
    return { one.name, ruleName(one.field->rule), edit.user, one.base, one.mine, one.theirs.value };
}

Loss lossOfTheirs(const PendingEdit& edit, const Judged& one)
{
    const QString owner = one.theirs.user.isEmpty() ? edit.user : one.theirs.user;
    return { one.name, ruleName(one.field->rule), owner, one.base, one.theirs.value, one.mine };
}

void add(Preview& preview, const PendingEdit& edit, const Judged& one)
{
    switch (one.verdict) {
    case Verdict::Same:
    case Verdict::Take:
        preview.values.insert(one.name, one.mine);
        return;
    case Verdict::Win:
        preview.values.insert(one.name, one.mine);
        preview.beaten << one.name;
        preview.losses.push_back(lossOfTheirs(edit, one));
        return;
    case Verdict::Lose:
        preview.values.insert(one.name, one.theirs.value);
        preview.lost << one.name;
        preview.losses.push_back(lossOfMine(edit, one));
        return;
    case Verdict::Combine: {
        const auto merged = mergedSets(one.base, one.mine, one.theirs.value);
        preview.values.insert(one.name, merged);
        preview.combined |= merged != one.mine.toArray();
        return;
    }
    case Verdict::Rebase:
        preview.rebase << one.name;
        return;
    case Verdict::Refuse:
        preview.outcome = OpOutcome::Error;
        return;
    }
    Q_UNREACHABLE();
}

//! What the update would write: not what is so already, not what lost.
std::vector<Judged> written(const std::vector<Judged>& judged, const Preview& preview)
{
    std::vector<Judged> patch;
    for (const Judged& one : judged) {
        if (one.verdict != Verdict::Same && one.verdict != Verdict::Lose
            && preview.values.value(one.name) != one.theirs.value)
            patch.push_back(one);
    }
    return patch;
}

qint64 oldestBase(const PendingEdit& edit)
{
    qint64 oldest = std::numeric_limits<qint64>::max();
    for (const QJsonValue& base : edit.base)
        oldest = std::min(oldest, base.toObject().value("seq"_L1).toInteger());
    return edit.base.isEmpty() ? 0 : oldest;
}

enum class OwnToo : quint8 { No, Yes };

//! A deletion is taken back: a note to everybody who wanted it.
void addDeletions(Preview& preview, const PendingEdit& edit, const ServerField& deletion, OwnToo ownToo)
{
    auto makers = deletion.also;
    makers.emplace_back(deletion.device, deletion.user);
    for (const auto& [device, user] : makers) {
        if (ownToo == OwnToo::Yes || std::pair(device, user) != std::pair(edit.device, edit.user))
            preview.losses.push_back({ deletedAt, u"delete"_s, user.isEmpty() ? edit.user : user, QJsonValue::Null, deletion.value, QJsonValue::Null });
    }
}

//! An edit of a row in the trash. If its deletion had not been seen, content brings the row back, with a note to whoever
//! deleted it; structural data stays as the server has it; a place in a list is no content.
void againstDeletion(Preview& preview, const PendingEdit& edit, const ServerRow& server, const std::vector<Judged>& judged)
{
    const ServerField deletion = fieldIn(server, deletedAt);
    preview.inTrash = true;
    if (hasSeen(edit, deletion, oldestBase(edit)))
        return;
    const auto patch = written(judged, preview);
    const bool structural = infoOf(edit.entity).kind == SyncKind::Structural;
    bool content = false;
    for (const Judged& one : patch)
        content = content || one.field->rule != MergeRule::Rank;
    for (const Judged& one : patch) {
        if (content && !structural)
            continue;
        preview.values.insert(one.name, one.theirs.value);
        preview.combined = true;
        if (one.field->rule == MergeRule::Rank)
            continue;
        preview.lost << one.name;
        preview.losses.push_back({ one.name, u"server_wins"_s, edit.user, one.base, one.mine, one.theirs.value });
    }
    if (!content || structural)
        return;
    preview.inTrash = false;
    preview.broughtBack = true;
    addDeletions(preview, edit, deletion, OwnToo::Yes);
}

Preview previewUpdate(const PendingEdit& edit, const ServerRow& server)
{
    const auto judged = judgeAll(edit, server);
    Preview preview;
    for (const Judged& one : judged)
        add(preview, edit, one);
    if (preview.outcome == OpOutcome::Error)
        return { .outcome = OpOutcome::Error, .inTrash = isInTrash(server) };
    if (!preview.rebase.isEmpty())
        return { .outcome = OpOutcome::Rebase, .rebase = preview.rebase, .inTrash = isInTrash(server) };
    if (isInTrash(server))
        againstDeletion(preview, edit, server, judged);
    if (!preview.lost.isEmpty())
        preview.outcome = OpOutcome::Conflict;
    else if (preview.combined || preview.broughtBack || !preview.beaten.isEmpty())
        preview.outcome = OpOutcome::Merged;
    return preview;
}

//! Content that somebody changed after what the deletion had seen keeps the row, and so does that it was taken out of the trash.
bool keepsAlive(const PendingEdit& edit, const QString& name, const ServerField& theirs, qint64 seen)
{
    if (edit.entity == Entity::TaskDependency && theirs.asMade) // that somebody made it is all that it says
        return !hasSeen(edit, theirs, seen);
    const Field* field = fieldOf(edit.entity, name);
    if ((!field && name != deletedAt) || theirs.asMade || hasSeen(edit, theirs, seen))
        return false;
    if (!field)
        return true;
    switch (field->rule) {
    case MergeRule::LastWriter:
    case MergeRule::ThreeWay:
    case MergeRule::Elements:
    case MergeRule::ServerWins:
        return true;
    case MergeRule::Rank:
    case MergeRule::AtCreation:
    case MergeRule::Server:
        return false;
    }
    Q_UNREACHABLE();
}

Preview previewDelete(const PendingEdit& edit, const ServerRow& server)
{
    const auto base = edit.base.value(deletedAt).toObject();
    if (isInTrash(server) || !base.contains("seq"_L1))
        return { .inTrash = true };
    for (const auto& [name, theirs] : server) {
        // A field that showed an edit under way hid the server's value.
        const auto hidden = edit.base.value(name).toObject();
        const auto seen = hidden.contains("seq"_L1) ? hidden.value("seq"_L1) : base.value("seq"_L1);
        if (!keepsAlive(edit, name, theirs, seen.toInteger()))
            continue;
        return { .outcome = OpOutcome::Conflict, .lost = { deletedAt },
            .losses = { { deletedAt, u"delete"_s, edit.user, QJsonValue::Null, edit.stamp, QJsonValue::Null } } };
    }
    return { .inTrash = true };
}

//! Undo of a deletion of one's own that has met another one.
Preview previewRestore(const PendingEdit& edit, const ServerRow& server)
{
    Preview preview;
    const ServerField deletion = fieldIn(server, deletedAt);
    const auto base = edit.base.value(deletedAt).toObject();
    if (isInTrash(server) && base.contains("seq"_L1) && deletion.seq > base.value("seq"_L1).toInteger())
        addDeletions(preview, edit, deletion, OwnToo::No);
    return preview;
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
    switch (edit.action) {
    case Action::Create:
    case Action::Update:
        return server.empty() ? Preview { .outcome = OpOutcome::GoneRow } : previewUpdate(edit, server);
    case Action::Delete:
        return server.empty() ? Preview { .inTrash = true } : previewDelete(edit, server);
    case Action::Restore:
        return server.empty() ? Preview { .outcome = OpOutcome::GoneRow } : previewRestore(edit, server);
    }
    Q_UNREACHABLE();
}

} // namespace convoy::merge
