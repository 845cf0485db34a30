#include "sync/engine/halving.h"

namespace convoy::sync {

namespace {

template <class Names> size_t count(const Names& names)
{
    size_t all = 0;
    for (const auto& [entity, some] : names)
        all += size_t(some.size());
    return all;
}

//! Deals names out: as many as `left` says to the first, the others to the second.
template <class Names> void deal(const Names& names, size_t& left, Names& first, Names& second)
{
    for (const auto& [entity, some] : names) {
        for (const auto& one : some) {
            (left > 0 ? first : second)[entity].push_back(one);
            left -= left > 0 ? 1 : 0;
        }
    }
}

} // namespace

std::optional<std::pair<RowsRequest, RowsRequest>> halved(const RowsRequest& request)
{
    const size_t all = count(request.buckets) + count(request.ids);
    if (all < 2)
        return std::nullopt;
    std::pair halves { request, request };
    for (auto* half : { &halves.first, &halves.second }) {
        half->buckets.clear();
        half->ids.clear();
    }
    size_t left = all / 2;
    deal(request.buckets, left, halves.first.buckets, halves.second.buckets);
    deal(request.ids, left, halves.first.ids, halves.second.ids);
    return halves;
}

} // namespace convoy::sync
