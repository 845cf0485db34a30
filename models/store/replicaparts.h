#pragma once

#include "store/pageapply.h"
#include "store/replica.h"
#include "store/uidcache.h"
#include "store/writing.h"

namespace convoy::store {

//! What all of Replica's functions work with. Private to it.
struct Replica::Parts {
    Database& database;
    const Clock& clock;
    UidCache cache {};
    BulkFill bulk = BulkFill::No;
    qint64 cycleMicros = 0;

    [[nodiscard]] Occasion occasion() const { return { cycleMicros, clock.wallMicros() }; }
};

//! Runs fn(writing) in a transaction of that name.
template <class Fn>
Status writeAs(Database& database, const char* name, Durability durability, Fn fn)
{
    auto writing = Writing::begin(database, name, durability);
    if (!writing)
        return std::move(writing).error();
    fn(*writing);
    return writing->commit();
}

} // namespace convoy::store
