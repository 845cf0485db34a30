#include "store/lostrows.h"

#include "store/keptaside.h"
#include "store/overlay.h"
#include "store/writing.h"

#include <QCoreApplication>

#include <functional>
#include <set>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Tasks so that each comes behind those above it.
std::vector<RowKey> parentsFirst(Access& access, const std::vector<RowKey>& tasks)
{
    const std::set<RowKey> wanted(tasks.begin(), tasks.end());
    std::set<RowKey> placed;
    std::vector<RowKey> ordered;
    const std::function<void(RowKey)> place = [&](RowKey task) {
        if (!wanted.contains(task) || !placed.insert(task).second)
            return;
        if (const auto parent = access.number("SELECT parent_id FROM tasks WHERE key=?", task))
            place(RowKey { *parent });
        ordered.push_back(task);
    };
    for (const RowKey task : tasks)
        place(task);
    return ordered;
}

bool isPersons(Entity entity, const RowImage& image)
{
    switch (entity) {
    case Entity::Project:
    case Entity::Milestone:
    case Entity::Task:
    case Entity::TaskDependency:
        return image.deletedAt.isEmpty();
    case Entity::Activity:
        return image.deletedAt.isEmpty() && image.fields.value(u"kind"_s) == "comment"_L1;
    default:
        return false;
    }
}

QString gestureText(const QString& reason)
{
    return reason == "backup"_L1
        ? QCoreApplication::translate("KeptAside", "What the server lost when it was put back to a backup")
        : QCoreApplication::translate("KeptAside", "What this device had and the server did not");
}

} // namespace

int keepLostRows(Writing& writing, RowKey workspace, const LostRows& lost, const QString& reason, qint64 nowMicros)
{
    const auto home = readRow(writing, Entity::Workspace, workspace);
    const QString name = home ? home->fields.value(u"name"_s).toString() : QString();
    const GroupId group = QUuid::createUuid();
    int kept = 0;
    const auto keep = [&](Entity entity, RowKey key) {
        const auto image = readRow(writing, entity, key);
        if (!image || !isPersons(entity, *image) || !entriesOfRow(writing, key).empty())
            return;
        StoredEntry entry;
        entry.op = QUuid::createUuid();
        entry.group = group;
        entry.workspace = workspace;
        entry.entity = entity;
        entry.row = key;
        entry.action = Action::Create;
        entry.text = gestureText(reason);
        entry.wallMicros = nowMicros;
        for (auto it = image->fields.begin(); it != image->fields.end(); ++it) {
            if (!it.value().isNull())
                entry.fields.insert(it.key(), it.value());
        }
        keepAside(writing, entry, name, reason, nowMicros);
        ++kept;
    };
    for (const auto& [entity, rows] : lost) {
        for (const RowKey key : entity == Entity::Task ? parentsFirst(writing, rows) : rows)
            keep(entity, key);
    }
    return kept;
}

void removeMissing(Writing& writing, Entity entity, RowKey key)
{
    writing.run("INSERT OR IGNORE INTO search_dirty(key) VALUES(?)", key);
    const auto entries = entriesOfRow(writing, key);
    if (entries.empty()) {
        removeRow(writing, entity, key);
        return;
    }
    auto base = readBase(writing, key);
    if (!base)
        return;
    base->seq = notOnTheServer;
    writeBase(writing, entity, *base);
    rebuildRow(writing, entity, key);
}

} // namespace convoy::store
