#include "store/batching.h"

#include "domain/jsonvalues.h"
#include "store/access.h"
#include "store/coalescing.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// No pause is longer. What is planned for later than this was planned before the clock was turned back.
constexpr qint64 longestPauseMicros = 360'000'000;

bool isResting(const StoredEntry& entry, qint64 nowMicros)
{
    return entry.nextAttemptMicros > nowMicros && entry.nextAttemptMicros <= nowMicros + longestPauseMicros;
}

//! With how many others an edit goes that failed so often: in the end alone, also when each attempt is another process's.
int operationsAfter(int attempts)
{
    constexpr int whole = 2;
    return std::max(1, BatchLimits {}.operations >> std::clamp(attempts - whole, 0, 16));
}

//! What stays behind, with the outbox id from which on it holds others back.
struct Behind {
    std::unordered_map<qint64, qint64> edited;
    std::unordered_map<qint64, qint64> made;
    std::map<QString, RowKey> chains; //!< a chain continues in another workspace only once it is done in the first

    void add(const StoredEntry& entry)
    {
        // A refused or held edit holds nothing back but what needs the row that it would have made.
        if (isOverlaid(entry.state))
            addOldest(edited, entry);
        if (entry.action == Action::Create)
            addOldest(made, entry);
        addChain(entry);
    }

    //! They are not added in the order in which they were made: what is parked comes first.
    static void addOldest(std::unordered_map<qint64, qint64>& rows, const StoredEntry& entry)
    {
        const auto [place, isNew] = rows.emplace(entry.row.value, entry.id);
        if (!isNew)
            place->second = std::min(place->second, entry.id);
    }

    void addChain(const StoredEntry& entry)
    {
        if (!entry.chain.isEmpty())
            chains.emplace(entry.chain, entry.workspace);
    }

    [[nodiscard]] bool holds(const StoredEntry& entry) const
    {
        const auto before = [&](const auto& rows, RowKey row) {
            const auto found = rows.find(row.value);
            return found != rows.end() && found->second < entry.id;
        };
        const auto chain = chains.find(entry.chain);
        if (before(edited, entry.row) || before(made, entry.row)
            || (chain != chains.end() && chain->second != entry.workspace))
            return true;
        if (entry.workspace != entry.row && before(made, entry.workspace))
            return true;
        const auto references = referencesOf(entry);
        return std::any_of(references.begin(), references.end(), [&](RowKey row) { return before(made, row); });
    }
};

bool isWorkspaceCreate(const StoredEntry& entry)
{
    return entry.entity == Entity::Workspace && entry.action == Action::Create;
}

//! Reads the outbox in its order and stops as soon as the batch is full.
class Choosing final {
public:
    Choosing(Access& access, const BatchLimits& limits, qint64 nowMicros)
        : m_access(access)
        , m_limits(limits)
        , m_now(nowMicros)
    {
        for (const auto state : { OutboxState::Sent, OutboxState::Parked, OutboxState::Refused, OutboxState::Held }) {
            for (const StoredEntry& entry : entriesInState(access, state))
                m_behind.add(entry);
        }
        access.each(
            "SELECT workspace_id FROM cursors WHERE enabled=1 AND filled=1 AND epoch IS NOT NULL",
            [&](Statement& row) { m_open.push_back(row.key(0)); });
    }

    std::vector<StoredEntry> run()
    {
        qint64 after = 0;
        while (!m_full) {
            const auto slice = waitingAfter(after);
            if (slice.empty())
                break;
            after = slice.back().id;
            for (const StoredEntry& entry : slice) {
                if (!m_group.empty() && m_group.front().group != entry.group)
                    closeGroup();
                if (m_full)
                    break;
                m_group.push_back(entry);
            }
        }
        if (!m_full && !m_group.empty())
            closeGroup();
        return std::move(m_batch);
    }

private:
    [[nodiscard]] std::vector<StoredEntry> waitingAfter(qint64 after)
    {
        return waitingEntries(m_access, after, m_limits.operations + 1);
    }

    void closeGroup()
    {
        const std::vector<StoredEntry> group = std::exchange(m_group, {});
        if (!mayGo(group)) {
            std::for_each(group.begin(), group.end(), [&](const auto& entry) { m_behind.add(entry); });
            return;
        }
        qsizetype bytes = 0;
        for (const StoredEntry& entry : group)
            bytes += compactJson(entry.fields).size() + compactJson(entry.base).size() + 200;
        const bool tooMuch = m_batch.size() + group.size() > static_cast<size_t>(m_limits.operations)
            || m_bytes + bytes > m_limits.bytes;
        if (!m_batch.empty() && (tooMuch || isWorkspaceCreate(group.front()))) {
            m_full = true;
            return;
        }
        if (m_batch.empty())
            m_limits.operations = std::min(m_limits.operations, operationsAfter(group.front().attempts));
        m_bytes += bytes;
        m_batch.insert(m_batch.end(), group.begin(), group.end());
        m_full = isWorkspaceCreate(group.front());
        m_behind.addChain(group.front());
    }

    [[nodiscard]] bool mayGo(const std::vector<StoredEntry>& group) const
    {
        const StoredEntry& first = group.front();
        if (!m_batch.empty() && m_batch.front().workspace != first.workspace)
            return false;
        if (!isWorkspaceCreate(first) && std::find(m_open.begin(), m_open.end(), first.workspace) == m_open.end())
            return false;
        return std::none_of(group.begin(), group.end(),
            [&](const StoredEntry& entry) { return isResting(entry, m_now) || m_behind.holds(entry); });
    }

    Access& m_access;
    BatchLimits m_limits;
    qint64 m_now;
    Behind m_behind;
    std::vector<RowKey> m_open;
    std::vector<StoredEntry> m_group;
    std::vector<StoredEntry> m_batch;
    qsizetype m_bytes = 0;
    bool m_full = false;
};

} // namespace

std::vector<StoredEntry> chooseBatch(Access& access, const BatchLimits& limits, qint64 nowMicros)
{
    return Choosing(access, limits, nowMicros).run();
}

} // namespace convoy::store
