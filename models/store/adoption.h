#pragma once

#include "domain/result.h"

namespace convoy::store {

class Database;
class Store;

//! How much a person would bring along.
[[nodiscard]] Result<qint64> contentCount(Database& database); //!< live tasks

//! Carries the live rows of a database without account into an account's database as ordinary new edits under their own
//! uids, so that doing it twice, or on two devices from a copied file, doubles nothing: rows whose uid is known already
//! are left alone. Returns the number of rows carried over. `from` is only read.
Result<qint64> adopt(Database& from, Store& into, const QString& text);

//! Behind it: what is in the account's database now, value by value, goes into the trash of the one without account, so that it is
//! one person's and is there once. What differs, because somebody wrote in between, stays, and so does what contains it.
Status letGo(Store& from, Store& into, const QString& text);

} // namespace convoy::store
