#pragma once

#include "store/taskphases.h"

namespace convoy::store {

//! Finds a listing's rows of one phase, in the listing's order: key, value of the group. Parameters as TaskPhase says,
//! ?7 the conditions as JSON (conditionsJson), ?5 the most rows.
[[nodiscard]] QByteArray listingSql(const ListingQuery& query, const TaskPhase& phase);

[[nodiscard]] QByteArray conditionsJson(const ListingQuery& query, const std::vector<RowKey>& textHits);

//! The phases that can hold something of the listing: a board's column of open tasks has none of finished ones.
[[nodiscard]] std::vector<TaskPhase> listingPhases(const ListingQuery& query, const std::vector<RowKey>& deletedProjects);

} // namespace convoy::store
