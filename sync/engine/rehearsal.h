#pragma once

#include "store/reads.h"
#include "store/store.h"
#include "sync/merge/preview.h"
#include "sync/port/remoteapi.h"
#include "sync/status/syncstatus.h"

#include <QObject>
#include <QTemporaryDir>

namespace convoy::sync {

class SyncEngine;

//! What would become of an edit that waits here.
struct RehearsedEdit {
    enum class Fate : quint8 {
        Goes, //!< as it is
        Merges, //!< combined with what others changed in the same field, or it wins over it
        Conflicts, //!< some of it would lose, and be kept for review
        Stays, //!< refused, parked or held: it would not be sent
    };
    OutboxEntry entry;
    Fate fate = Fate::Goes;
    QJsonObject values; //!< what its fields would come to
    QStringList lost;
    QStringList merged; //!< fields that others changed as well, and that come out well
};

struct Rehearsed {
    SyncReport report; //!< of the pull
    std::vector<store::IncomingChange> incoming; //!< what others changed, newest first
    std::vector<RehearsedEdit> edits; //!< oldest first
    int newWorkspaces = 0;
    QStringList leaving; //!< names of workspaces that are gone for this person: what is here of them would leave this device
    int keptAside = 0; //!< gestures that would go into the box
};

//! A dry run: a copy of the database is brought up to date by the real engine, over a connection that sends nothing,
//! and the edits that wait are judged against what came. Neither the database nor the server is touched; the copy goes
//! with this. Owned by the command that asks; its thread.
class Rehearsal final : public QObject {
public:
    static Result<std::unique_ptr<Rehearsal>> stage(store::Store& store, RemoteApi& remote, const Clock& clock);
    ~Rehearsal() override;

    [[nodiscard]] const store::Reads& reads() const { return m_copy->reads(); } //!< of the copy
    void run(std::function<void(const Result<Rehearsed>&)> done);

private:
    class OneWay;
    explicit Rehearsal(const Clock& clock);
    [[nodiscard]] Result<Rehearsed> judged(const SyncReport& report) const;

    const Clock& m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_copy;
    std::unique_ptr<OneWay> m_remote;
    std::unique_ptr<SyncEngine> m_engine;
    std::vector<std::pair<RowKey, QString>> m_workspacesBefore; //!< and their names
    size_t m_keptBefore = 0;
};

} // namespace convoy::sync
