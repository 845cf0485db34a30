#pragma once

#include "domain/result.h"

class QIODevice;

namespace convoy::store {

class Reads;

//! Everything of the person's that this device holds, as JSON that means something without Convoy: one list for each kind of
//! row, named as on the wire, references as uuids, with the trash and the edits that wait. One moment: a snapshot of the
//! connection. Row by row, so memory does not grow with it. Answers how many tasks there are in it.
Result<qint64> exportEverything(const Reads& reads, QIODevice& to);

//! Into a file, whole or not at all, that only its owner may read.
Result<qint64> exportEverything(const Reads& reads, const QString& path);

} // namespace convoy::store
