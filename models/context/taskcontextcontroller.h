#pragma once

#include "context/contextreader.h"
#include "context/taskcontext.h"
#include "domain/editport.h"
#include "domain/remotecontext.h"

#include <QObject>

namespace convoy::context {

//! The task panel's view of one task: its context, whether it is loading, what went wrong, how sync stands. Local reads
//! are done at once; the server is asked only for what this device lacks, or when the local database cannot be read.
//! Sync is reached through a signal and a slot that the composition connects, so that this layer does not know the
//! engine. Interface thread, owned by the window (or by a command).
class TaskContextController final : public QObject {
    Q_OBJECT

public:
    TaskContextController(
        const store::Reads& reads, RemoteContext* remote, QObject* parent = nullptr); //!< remote may be null

    void show(RowKey task);
    void show(const Uid& task); //!< also of a task that is not on this device
    void clear();
    [[nodiscard]] const TaskContext& context() const { return m_context; }
    [[nodiscard]] RowKey task() const { return m_task; } //!< none while nothing is shown or the task is not here
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const QString& syncStatus() const { return m_syncStatus; } //!< in words
    [[nodiscard]] QString markdown() const;

    void refreshContext(); //!< reads again, and asks the server again for what is not here
    void syncNow() { Q_EMIT syncRequested(); }
    void loadOlderActivity(); //!< from this device, or, where the history window left it out, from the server
    void applyChanges(const ChangeSet& changes);

    enum class Online : bool { No, Yes };
    void setSyncStatus(const QString& words, Online online); //!< coming online asks for what is missing

Q_SIGNALS:
    void contextChanged(const convoy::context::TaskContext& context);
    void loadingChanged(bool loading);
    void errorChanged();
    void syncStatusChanged(const QString& words);
    void syncRequested();

private:
    void start(RowKey task, const Uid& uid);
    void readLocal();
    void askForMissing();
    void askServer();
    void answered(const RemoteContext::Answer& answer);
    void recall();
    void askForOlder();
    void olderAnswered(const RemoteContext::Answer& answer);
    void setContext(TaskContext context);
    void setLoading(bool loading);
    void setError(std::optional<Error> error);
    [[nodiscard]] bool concerns(const ChangeSet& changes) const;

    const store::Reads& m_reads;
    RemoteContext* m_remote;
    RowKey m_task;
    Uid m_uid;
    TaskContext m_context;
    std::optional<TaskContext> m_fromServer;
    bool m_recalled = false; //!< that is what the server said some time ago: it is asked again
    std::optional<Block<std::vector<Activity>>> m_older; //!< none: not asked for yet
    bool m_moreOlder = false;
    std::optional<Error> m_error;
    QString m_syncStatus;
    quint64 m_question = 0; //!< answers to earlier ones are ignored
    int m_activityLimit = latestActivity;
    bool m_loading = false;
    bool m_localFailed = false;
    Online m_online = Online::Yes;
};

} // namespace convoy::context
