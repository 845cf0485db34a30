#pragma once

#include "domain/result.h"

#include <span>

namespace convoy::store {

class Database;

//! The text search's tables: CREATE ... IF NOT EXISTS statements.
[[nodiscard]] std::span<const char* const> searchTables();

//! The indexes of the views' named orders: they can be left out while a first fill writes many rows, and built once
//! behind it.
Status createViewIndexes(Database& database);
Status dropViewIndexes(Database& database);

} // namespace convoy::store
