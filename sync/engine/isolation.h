#pragma once

#include "store/replica.h"

#include <QHash>

namespace convoy::sync {

//! Finds the one group that the server chokes on, and tells when to give it up. A batch that fails is sent again in
//! halves until a group fails in a request of its own; five such failures park it, unless everything failed and it is
//! the server. Owned by SyncEngine, store thread; outlives cycles.
class Isolation final {
public:
    struct Suspect {
        GroupId group;
        Error error;
        int attempts = 0; //!< of the entry, also in company; survives restarts
    };

    explicit Isolation(store::BatchLimits limits);

    [[nodiscard]] const store::BatchLimits& limits() const { return m_limits; }
    void beginCycle();
    void succeeded(); //!< a request went through: larger ones may again
    void failedTogether(const store::PushBatch& batch);
    void failedAlone(const store::PushBatch& batch, const Error& error);
    void passOver(const store::PushBatch& batch); //!< it got no answer alone: nothing is known of it, so it is not parked
    [[nodiscard]] bool isSuspect(const store::PushBatch& batch) const; //!< it has failed alone in this cycle already
    [[nodiscard]] bool nothingIsAnswered() const; //!< several groups got no answer in this cycle
    [[nodiscard]] bool serverIsAtFault() const; //!< several groups failed alone and none went through
    [[nodiscard]] std::vector<Suspect> toPark(); //!< at the end of a cycle's pushes
    [[nodiscard]] const std::vector<Suspect>& suspects() const { return m_suspects; }
    [[nodiscard]] int failuresOf(GroupId group) const { return m_failures.value(group); }

private:
    store::BatchLimits m_configured;
    store::BatchLimits m_limits;
    std::vector<Suspect> m_suspects;
    std::vector<GroupId> m_passedOver;
    QHash<GroupId, int> m_failures;
    bool m_anySucceeded = false;
};

[[nodiscard]] GroupId groupOf(const store::PushBatch& batch); //!< of its first entry
[[nodiscard]] bool isSingleGroup(const store::PushBatch& batch);

} // namespace convoy::sync
