#pragma once

#include "domain/result.h"
#include "domain/values.h"

#include <QStringList>

namespace convoy::store {

class Database;

//! The words of what a person typed into a search field, as the index knows them: letters and digits, folded.
[[nodiscard]] QStringList searchWords(const QString& text);

//! Works off up to `budget` keys of search_dirty in one transaction: writes their text into the index, or takes it out.
Status indexDirtyText(Database& database, int budget);
[[nodiscard]] Result<bool> hasDirtyText(Database& database);

//! Live tasks that contain every word (the last letters may be missing), in title, description or a comment; hits in
//! the title first, then the latest. What is dirty is looked at itself, so the answer never waits for the indexer.
[[nodiscard]] Result<std::vector<RowKey>> searchTasks(Database& database, const QString& text, int limit);

} // namespace convoy::store
