#include "items/opening.h"

#include "store/reads.h"

namespace convoy::items {

namespace {

template <class Place>
RowKey present(const Result<Place>& place)
{
    return place && place->deletedAt.isEmpty() ? place->key : RowKey {};
}

} // namespace

RowKey openedFor(const store::Reads& reads, Entity entity, RowKey row)
{
    switch (entity) {
    case Entity::Task:
        return row;
    case Entity::Activity:
    case Entity::TaskDependency:
        return reads.taskOf(entity, row).value_or(RowKey {});
    case Entity::Project:
        return present(reads.project(row));
    case Entity::Milestone:
        return present(reads.milestone(row));
    case Entity::Workspace:
        return present(reads.workspace(row));
    case Entity::WorkspaceMember:
    case Entity::Conflict:
    case Entity::Workflow:
    case Entity::Pattern:
    case Entity::BestPractice:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace convoy::items
