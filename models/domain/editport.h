#pragma once

#include "domain/change.h"
#include "domain/result.h"

#include <QStringList>

#include <functional>

namespace convoy {

//! Where edits go from the interface: they are carried out on the store thread in the order of posting; the answer
//! comes back on the caller's thread once the edit is safe on the disk, or with the reason why it is not.
class EditPort {
public:
    using Done = std::function<void(const Result<EditReceipt>&)>;

    virtual ~EditPort() = default;
    virtual void post(Gesture gesture, Done done) = 0;
    virtual void undo(Done done) = 0; //!< the newest gesture not yet undone; an edit like any other
    virtual void redo(Done done) = 0;
};

//! One row that a committed transaction touched.
struct ChangedRow {
    Entity entity;
    RowKey row;
    bool operator==(const ChangedRow&) const = default;
};

//! Everything that committed transactions touched since the last announcement, local and remote alike.
struct ChangeSet {
    std::vector<ChangedRow> rows;
    bool everything = false; //!< too much to name: read again what is on screen
    bool outbox = false; //!< the outbox or a row's sync mark changed
};

} // namespace convoy
