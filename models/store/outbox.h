#pragma once

#include "domain/change.h"
#include "domain/clock.h"
#include "domain/result.h"

namespace convoy::store {

class Database;

//! What a person can do with edits that the server has not confirmed: look, retry, discard, export. Store thread.
//! Sent entries are the engine's: they cannot be discarded until the server has answered.
class Outbox final {
public:
    Outbox(Database& database, const Clock& clock);

    [[nodiscard]] Result<std::vector<OutboxEntry>> entries() const;
    Status retry(GroupId group); //!< parked or refused: waiting again, at once
    Status hurry(); //!< what waits for its next attempt may go at once; parked and refused edits stay
    //! Other values for fields that the edit sets; an edit that was refused or set aside is tried again with them.
    Status edit(const OpId& op, const QJsonObject& fields);
    [[nodiscard]] Result<std::vector<OutboxEntry>> discardPreview(GroupId group) const; //!< the group and everything that depends on it
    //! And its dependents; rows fall back to the server's version, rows never sent disappear. What goes lies in the box for 30
    //! days (reason "discarded", asking for nothing), under the handles that are answered; Store::putBack takes it back.
    Result<std::vector<GroupId>> discard(GroupId group);
    [[nodiscard]] Result<QByteArray> exported() const; //!< JSON with the text of every pending edit and of the box, uids in place of keys
    Status noteExported(); //!< the person has the export: what is in the box stays there, but asks for nothing any more
    Status dismissKept(GroupId group); //!< out of the box for good (Store::putBack makes it an edit again)

private:
    Database& m_database;
    const Clock& m_clock;
};

} // namespace convoy::store
