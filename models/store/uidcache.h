#pragma once

#include "domain/ids.h"

#include <optional>
#include <string_view>
#include <vector>

namespace convoy::store {

//! A uuid as two numbers, so that looking one up allocates nothing.
struct PackedUid {
    quint64 high = 0;
    quint64 low = 0;
    bool operator==(const PackedUid&) const = default;
    [[nodiscard]] static std::optional<PackedUid> parse(std::string_view text); //!< canonical lower case; nothing for other text
};

//! Which key belongs to which uuid, for the rows of the pages at hand. ids rows are never deleted, so what is in here
//! stays true until an acknowledgement renames one: then it is cleared. Owned by Replica, store thread.
class UidCache final {
public:
    [[nodiscard]] RowKey find(PackedUid uid) const;
    void insert(PackedUid uid, RowKey key);
    void clear();
    [[nodiscard]] size_t size() const { return m_used; }

private:
    struct Slot {
        PackedUid uid;
        qint64 key = 0;
    };
    [[nodiscard]] size_t slotOf(PackedUid uid) const;
    void grow();

    std::vector<Slot> m_slots;
    size_t m_used = 0;
};

} // namespace convoy::store
