#include "store/indexes.h"

#include "store/database.h"

#include <vector>

namespace convoy::store {

namespace {

constexpr const char* views[] = {
    "CREATE INDEX IF NOT EXISTS view_tasks_parent ON tasks(parent_id)",
};

constexpr const char* search[] = {
    "SELECT 1",
};

} // namespace

std::span<const char* const> viewIndexes() { return views; }
std::span<const char* const> searchTables() { return search; }

Status createViewIndexes(Database& database)
{
    for (const char* sql : views) {
        if (Status made = database.run(sql); !made)
            return made;
    }
    return ok();
}

Status dropViewIndexes(Database& database)
{
    std::vector<QByteArray> drops;
    for (const char* sql : views) {
        const QByteArrayList words = QByteArray(sql).split(' ');
        drops.push_back("DROP INDEX IF EXISTS " + words.at(words.indexOf("EXISTS") + 1));
    }
    for (const QByteArray& drop : drops) {
        if (Status dropped = database.run(drop.constData()); !dropped)
            return dropped;
    }
    return ok();
}

} // namespace convoy::store
