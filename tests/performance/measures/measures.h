#pragma once

#include <QtGlobal>

namespace convoy::store {
class Store;
}

//! The parts of convoy_measures: they print lines `name value`, which tests/performance/measure reads.
namespace convoy::performance {

bool generate(store::Store& store, qint64 rows); //!< fills a new file
bool queue(store::Store& store, int edits); //!< that many new tasks, waiting to be sent
bool measureEdits(store::Store& store, int edits); //!< each beside a bare one-row transaction of the same durability
bool measureReads(store::Store& store); //!< lists, context and search on what generate() made

} // namespace convoy::performance
