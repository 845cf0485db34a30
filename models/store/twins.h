#pragma once

#include "domain/ids.h"

namespace convoy::store {

class UidCache;
class Writing;

//! Gives a row the id that the server answered with: its own one made permanent, a fresh one, or that of a natural-key
//! twin, whose row then takes over every reference to it. Returns the key under which the row lives on.
RowKey adoptUid(Writing& writing, UidCache& cache, Entity entity, RowKey row, const Uid& uid);

} // namespace convoy::store
