#pragma once

#include "domain/ids.h"

#include <QString>

#include <map>
#include <vector>

namespace convoy::store {

class Writing;

using LostRows = std::map<Entity, std::vector<RowKey>>;

//! Rows that the server had confirmed and no longer has. What a person made of them goes into the box as one gesture,
//! parents first, so that they see it and can put it back. Rows with edits are left out: those make themselves again.
//! Returns how many rows were kept.
int keepLostRows(Writing& writing, RowKey workspace, const LostRows& lost, const QString& reason, qint64 nowMicros);

//! The server lacks this row: edits on it make it again, without them it goes.
void removeMissing(Writing& writing, Entity entity, RowKey key);

} // namespace convoy::store
