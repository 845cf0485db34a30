#pragma once

#include "domain/result.h"

namespace convoy::store {

class Database;

//! The version of the file that this program writes (PRAGMA user_version). Released migrations are never edited.
[[nodiscard]] int databaseVersion();

//! What the file is, before anything is written to it: its version, 0 when it is new and empty. NewerDatabase when a
//! newer Convoy made it, NotADatabase when another program did.
[[nodiscard]] Result<int> fileVersion(Database& database);

//! Gives the entities' tables the columns that the schema has and this file lacks; what was there before has to be read
//! from the server once more then (store.cpp). A step of a version whose schema grew calls it.
Status addMissingColumns(Database& database);

//! Brings the file to databaseVersion, each step in a transaction of its own.
Status migrate(Database& database);

} // namespace convoy::store
