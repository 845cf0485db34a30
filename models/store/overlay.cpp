#include "store/overlay.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"
#include "store/writing.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! A set shows what this device added and removed, on top of what is there now.
QJsonValue mergedSet(const QJsonValue& now, const QJsonValue& base, const QJsonValue& mine)
{
    QStringList elements = setElements(now);
    const QStringList before = setElements(base);
    const QStringList wanted = setElements(mine);
    for (const QString& each : before) {
        if (!wanted.contains(each))
            elements.removeAll(each);
    }
    for (const QString& each : wanted) {
        if (!before.contains(each))
            elements += each;
    }
    return setArray(elements);
}

//! `earlier`: what the entries before this one put there. An edit of a set was made on top of that, while its base is still
//! the one of the first.
void overlayFields(RowImage& image, const StoredEntry& entry, QJsonObject& earlier)
{
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        const Field* field = fieldOf(entry.entity, it.key());
        const QJsonValue base = entry.base.value(it.key());
        // The create of a purged row that somebody else has made again meanwhile: only what was changed here.
        if (entry.action == Action::Create && image.seq > 0 && base.isObject() && base[u"value"_s] == it.value())
            continue;
        const bool isNew = entry.action == Action::Create && image.seq == 0; // there is nothing that it could be put on top of
        if (field && field->rule == MergeRule::Elements && base.isObject() && !isNew) {
            const QJsonValue seen = earlier.contains(it.key()) ? earlier.value(it.key()) : base[u"value"_s];
            image.fields.insert(it.key(), mergedSet(image.fields.value(it.key()), seen, it.value()));
        } else {
            image.fields.insert(it.key(), it.value());
        }
        earlier.insert(it.key(), it.value());
    }
}

RowImage createdRow(const StoredEntry& entry)
{
    RowImage image { .key = entry.row, .workspace = entry.workspace, .seq = 0 };
    // This device's guess until the server answers, so that new comments and tasks sort as the newest.
    image.createdAt = timestampText(entry.wallMicros + entry.clockOffset);
    image.updatedAt = image.createdAt;
    image.fields = emptyFields(entry.entity);
    return image;
}

bool searchable(const std::optional<RowImage>& before, const std::optional<RowImage>& after, Entity entity)
{
    for (const Field& field : infoOf(entity).fields) {
        if (!field.searchable)
            continue;
        if (!before || !after || before->deletedAt.isEmpty() != after->deletedAt.isEmpty()
            || before->fields.value(field.name) != after->fields.value(field.name))
            return true;
    }
    return false;
}

} // namespace

std::optional<RowImage> visibleRow(const std::optional<RowImage>& base, const std::vector<StoredEntry>& entries)
{
    std::optional<RowImage> image = base;
    QJsonObject earlier;
    for (const StoredEntry& entry : entries) {
        if (!isOverlaid(entry.state))
            continue;
        if (!image && entry.action == Action::Create)
            image = createdRow(entry);
        if (!image)
            continue; // the create was refused; what was typed is in the outbox
        switch (entry.action) {
        case Action::Create:
        case Action::Update:
            overlayFields(*image, entry, earlier);
            break;
        case Action::Delete:
            image->deletedAt = timestampText(entry.wallMicros + entry.clockOffset);
            break;
        case Action::Restore:
            image->deletedAt.clear();
            break;
        }
    }
    return image;
}

void keepBase(Writing& writing, Entity entity, RowKey row)
{
    if (writing.number("SELECT 1 FROM outbox WHERE key=? LIMIT 1", row))
        return;
    if (const auto image = readRow(writing, entity, row))
        writeBase(writing, entity, *image);
}

void rebuildRow(Writing& writing, Entity entity, RowKey row)
{
    const auto before = readRow(writing, entity, row);
    const auto base = readBase(writing, row);
    const auto entries = entriesOfRow(writing, row);
    if (!base && entries.empty() && before && before->seq != 0)
        return; // nobody ever edited it
    // Its last edit is given up, and nothing but that edit kept it after a resync did not find it. (While one runs, it may yet be found.)
    const bool gone = base && base->seq == notOnTheServer && entries.empty()
        && !writing.number("SELECT 1 FROM cursors WHERE workspace_id=? AND resyncing<>0", base->workspace);
    const auto after = gone ? std::nullopt : visibleRow(base, entries);
    if (entries.empty())
        removeBase(writing, row);
    if (after == before)
        return;
    if (after)
        writeRow(writing, entity, *after);
    else
        removeRow(writing, entity, row);
    writing.touched(entity, row);
    if (searchable(before, after, entity))
        writing.run("INSERT OR IGNORE INTO search_dirty(key) VALUES(?)", row);
}

} // namespace convoy::store
