#include "store/uidcache.h"

#include <array>

namespace convoy::store {

namespace {

constexpr auto hexDigits = [] {
    std::array<qint8, 256> values {};
    values.fill(-1);
    for (int i = 0; i < 10; ++i)
        values[static_cast<size_t>('0' + i)] = static_cast<qint8>(i);
    for (int i = 0; i < 6; ++i)
        values[static_cast<size_t>('a' + i)] = static_cast<qint8>(10 + i);
    return values;
}();

constexpr size_t uuidLength = 36;

bool isDash(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

} // namespace

std::optional<PackedUid> PackedUid::parse(std::string_view text)
{
    if (text.size() != uuidLength)
        return std::nullopt;
    PackedUid uid;
    int wrong = 0;
    for (size_t i = 0; i < uuidLength; ++i) {
        if (isDash(i)) {
            wrong |= text[i] != '-';
            continue;
        }
        const qint8 digit = hexDigits[static_cast<unsigned char>(text[i])];
        wrong |= digit < 0;
        uid.high = (uid.high << 4) | (uid.low >> 60);
        uid.low = (uid.low << 4) | static_cast<quint64>(digit & 15);
    }
    if (wrong)
        return std::nullopt;
    return uid;
}

size_t UidCache::slotOf(PackedUid uid) const
{
    // Random uuids are their own hash; the mixing is for derived and hand-made ones.
    size_t slot = (uid.low ^ (uid.high * 0x9E3779B97F4A7C15ull)) & (m_slots.size() - 1);
    while (m_slots[slot].key != 0 && m_slots[slot].uid != uid)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

RowKey UidCache::find(PackedUid uid) const { return m_slots.empty() ? RowKey {} : RowKey { m_slots[slotOf(uid)].key }; }

void UidCache::insert(PackedUid uid, RowKey key)
{
    if (2 * (m_used + 1) > m_slots.size())
        grow();
    Slot& slot = m_slots[slotOf(uid)];
    m_used += slot.key == 0 ? 1 : 0;
    slot = { uid, key.value };
}

void UidCache::clear()
{
    m_slots = {};
    m_used = 0;
}

void UidCache::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.empty() ? 1024 : 2 * m_slots.size()));
    for (const Slot& slot : old) {
        if (slot.key != 0)
            m_slots[slotOf(slot.uid)] = slot;
    }
}

} // namespace convoy::store
