#include "app/desktop/proxies.h"

#include "app/syncchoices.h"
#include "store/store.h"
#include "sync/port/remoteapi.h"

#include <QPointer>

namespace convoy::app {

namespace {

//! As opposed to an edit that makes no sense: then the disk is at fault, and the indicator has to say so.
bool failedToSave(Error::Kind kind)
{
    return kind == Error::Kind::DiskFull || kind == Error::Kind::ReadOnly || kind == Error::Kind::NotADatabase
        || kind == Error::Kind::Storage;
}

} // namespace

void ThreadedEdits::carryOut(Edit edit, Done done)
{
    m_thread.post([&thread = m_thread, edit = std::move(edit), done = std::move(done)](Session& session) {
        auto result = edit(session.store());
        if (!result && failedToSave(result.error().kind))
            session.reportStorageError(result.error());
        if (done)
            thread.home([done, result = std::move(result)] { done(result); });
    });
}

void ThreadedEdits::post(Gesture gesture, Done done)
{
    carryOut([gesture = std::move(gesture)](store::Store& store) { return store.apply(gesture); }, std::move(done));
}

void ThreadedEdits::undo(Done done)
{
    carryOut([](store::Store& store) { return store.undo(); }, std::move(done));
}

void ThreadedEdits::redo(Done done)
{
    carryOut([](store::Store& store) { return store.redo(); }, std::move(done));
}

void ThreadedContext::fetchTaskContext(const Uid& task, Done done)
{
    const auto keep = [task](Session& session, const QJsonObject& answer) {
        std::ignore = session.store().keepContext(task, answer); // what is not kept is asked for again
    };
    ask([task](sync::RemoteApi& remote) { return remote.taskContext(task); }, keep, std::move(done));
}

void ThreadedContext::fetchOlderActivity(const Uid& task, const OlderThan& than, Done done)
{
    ask([task, than](sync::RemoteApi& remote) { return remote.taskActivity(task, than); }, [](Session&, const QJsonObject&) { }, std::move(done));
}

void ThreadedContext::ask(const Question& question, const Keep& keep, Done done)
{
    m_thread.post([&thread = m_thread, question, keep, done = std::move(done)](Session& session) {
        const auto answer = [&thread, done](const Answer& result) { thread.home([done, result] { done(result); }); };
        if (!session.remote()) {
            answer(Error { Error::Kind::Offline, QStringLiteral("no account") });
            return;
        }
        whenDone(question(*session.remote()), &session, [&session, keep, answer](const Result<QJsonObject>& result) {
            if (result)
                keep(session, *result);
            answer(result ? Answer(*result) : Answer(result.error()));
        });
    });
}

ThreadedSync::ThreadedSync(StoreThread& thread)
    : m_thread(thread)
{
    const QPointer<ThreadedSync> self(this); // the thread may have words on their way when the window is gone
    m_thread.post([&thread, self](Session& session) {
        QObject::connect(&session, &Session::statusChanged, &session, [&thread, self](const sync::SyncStatus& status) {
            thread.home([self, status] {
                if (!self)
                    return;
                self->m_status = status;
                Q_EMIT self->statusChanged(status);
            });
        });
        QObject::connect(&session, &Session::cycleFinished, &session, [&thread, self](const sync::SyncReport& report) {
            thread.home([self, report] {
                if (self)
                    Q_EMIT self->cycleFinished(report);
            });
        });
        session.announceStatus();
    });
}

void ThreadedSync::syncNow()
{
    m_thread.post([](Session& session) { session.syncNow(); });
}

void ThreadedSync::verifyNow()
{
    m_thread.post([](Session& session) { session.verifyNow(); });
}

void ThreadedSync::setPaused(bool paused)
{
    m_thread.post([paused](Session& session) { session.setPaused(paused); });
}

void ThreadedSync::windowFocused()
{
    m_thread.post([](Session& session) { session.windowFocused(); });
}

void ThreadedSync::readChoices(ChoicesRead done)
{
    m_thread.post([&thread = m_thread, done = std::move(done)](Session& session) {
        thread.home([done, choices = readSyncChoices(session)] { done(choices); });
    });
}

void ThreadedSync::setWorkspaceSynced(RowKey workspace, bool synced, Done done)
{
    m_thread.post([&thread = m_thread, workspace, synced, done = std::move(done)](Session& session) {
        app::setWorkspaceSynced(session, workspace, synced, [&thread, done](const Status& set) { thread.home([done, set] { done(set); }); });
    });
}

void ThreadedSync::setHistoryDays(int days, Done done)
{
    m_thread.post([&thread = m_thread, days, done = std::move(done)](Session& session) {
        const Status set = session.store().setHistoryDays(days);
        if (set)
            session.wantsCycle();
        thread.home([done, set] { done(set); });
    });
}

void ThreadedSync::setWaitsOnMetered(bool waits, Done done)
{
    m_thread.post([&thread = m_thread, waits, done = std::move(done)](Session& session) {
        thread.home([done, set = session.setWaitsOnMetered(waits)] { done(set); });
    });
}

} // namespace convoy::app
