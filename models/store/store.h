#pragma once

#include "domain/change.h"
#include "domain/clock.h"
#include "domain/editport.h"
#include "domain/result.h"
#include "store/typedover.h"

#include <QJsonObject>
#include <QObject>

#include <memory>

namespace convoy::store {

class Database;
class Outbox;
class Reads;
class Replica;

//! The process's only writing connection to one database file, with everything that writes. Owned by the composition,
//! used on the store thread only. Opening creates the file, and migrates it if `Migrate::Yes` (only the holder of
//! SyncLock may); a file that is not a database, newer, or not writable is an Error and is left as it is.
class Store final : public QObject {
    Q_OBJECT

public:
    enum class Migrate : bool { No, Yes };
    static Result<std::unique_ptr<Store>> open(const QString& path, const Clock& clock, Migrate migrate = Migrate::Yes);
    ~Store() override;

    //! Records the gesture and makes it visible in one durable transaction (synchronous=FULL). Refuses, with a sentence,
    //! what the schema, the person's role or the tree forbids (reference data, viewer, cycle, over 256 KiB, no title).
    Result<EditReceipt> apply(const Gesture& gesture);
    Result<EditReceipt> undo(); //!< per field, only where the value is still the one I set; else says so
    Result<EditReceipt> redo();
    Result<EditReceipt> putBack(GroupId kept); //!< of the box: an ordinary edit again; it leaves the box in the same transaction

    void setTextMerge(TextMerge merge); //!< for texts that were typed while another value came in

    [[nodiscard]] const Reads& reads() const;
    [[nodiscard]] Outbox& outbox(); //!< what the person does with pending edits
    [[nodiscard]] Replica& replica(); //!< what the sync engine does
    [[nodiscard]] Database& database();
    [[nodiscard]] QString path() const;

    Status keepContext(const Uid& task, const QJsonObject& answer); //!< of task_context, for when the server cannot be asked
    Status setHistoryDays(int days); //!< tasks finished longer ago need not be on this device, from the next sync on; 0: all are
    Status setMeta(const QString& name, const QString& value);
    //! Whether whoever asks is the first to show this reminder on this device; true once, over processes and restarts.
    Result<bool> claimReminder(RowKey task, const QString& at);
    Status ensureDefaults(const QString& workspaceName); //!< a first workspace when there is none at all (device without account)
    Status indexDirtyText(int budget); //!< works off search_dirty in slices of `budget` rows; the holder of SyncLock calls it
    [[nodiscard]] Result<bool> hasDirtyText() const;

Q_SIGNALS:
    void committed(); //!< after each transaction that changed something; ChangeWatcher reads what
    void edited(); //!< a person's edit is in the outbox: the scheduler wants to know

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::store
