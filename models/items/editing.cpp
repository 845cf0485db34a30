#include "items/editing.h"

#include "domain/gestures.h"
#include "items/taskfields.h"
#include "store/reads.h"

#include <QLocale>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Why this device could not save, and that nothing is lost by it.
QString reasonOf(const Error& error)
{
    switch (error.kind) {
    case Error::Kind::Invalid:
    case Error::Kind::Forbidden:
        return error.detail;
    case Error::Kind::DiskFull:
        return Editing::tr("The disk is full. Make room and try again.");
    case Error::Kind::ReadOnly:
        return Editing::tr("The folder with Convoy's data cannot be written.");
    case Error::Kind::Locked:
        return Editing::tr("Another program holds Convoy's data. Try again in a moment.");
    case Error::Kind::NotFound:
        return Editing::tr("It is not on this device any more.");
    case Error::Kind::NotADatabase:
    case Error::Kind::NewerDatabase:
    case Error::Kind::Storage:
    case Error::Kind::Offline:
    case Error::Kind::Timeout:
    case Error::Kind::CaptivePortal:
    case Error::Kind::ServerFault:
    case Error::Kind::RateLimited:
    case Error::Kind::Busy:
    case Error::Kind::Malformed:
    case Error::Kind::Unauthorized:
    case Error::Kind::Rejected:
    case Error::Kind::TooOld:
    case Error::Kind::Keychain:
    case Error::Kind::Cancelled:
        return Editing::tr("Nothing was changed on this device.");
    }
    Q_UNREACHABLE();
}

} // namespace

Editing::Editing(EditPort& port, const store::Reads& reads, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_reads(reads)
    , m_clock(clock)
{
}

void Editing::post(Gesture gesture, const QString& onFailure, Created created, Refused refused)
{
    if (gesture.changes.empty())
        return;
    hold(gesture);
    const QPointer<Editing> self(this);
    m_port.post(gesture, [self, gesture, onFailure, created = std::move(created), refused = std::move(refused)](const Result<EditReceipt>& result) {
        if (self)
            self->finished(gesture, result, onFailure, created);
        if (self && !result && refused)
            refused();
    });
}

void Editing::finished(
    const Gesture& gesture, const Result<EditReceipt>& result, const QString& onFailure, const Created& created)
{
    release(gesture);
    if (!result) {
        Q_EMIT failed(onFailure + u' ' + reasonOf(result.error()));
        return;
    }
    if (created)
        created(result->created);
    if (!result->note.isEmpty())
        Q_EMIT merged(result->note);
    if (gesture.undoable != Undoable::Yes)
        return;
    QString text = gesture.text;
    for (const Change& change : gesture.changes) {
        const QDate next = QDate::fromString(change.fields.value(u"occurrence_date"_s).toString(), Qt::ISODate);
        if (change.action == Action::Create && next.isValid() && change.fields.contains(u"recurrence"_s)) {
            text += tr(". Again on %1").arg(QLocale().toString(next, u"ddd, d MMM"_s));
            break; // of several, the first stands for all
        }
    }
    Q_EMIT done(text);
}

void Editing::hold(const Gesture& gesture)
{
    Keys rows;
    for (const Change& change : gesture.changes) {
        if (change.action == Action::Create)
            continue;
        Saving& saving = m_saving[change.row];
        ++saving.posts;
        for (auto it = change.fields.begin(); it != change.fields.end(); ++it)
            saving.fields.insert(it.key(), it.value());
        rows.push_back(change.row);
    }
    if (!rows.empty())
        Q_EMIT savingChanged(rows);
}

void Editing::release(const Gesture& gesture)
{
    Keys rows;
    for (const Change& change : gesture.changes) {
        const auto saving = m_saving.find(change.row);
        if (change.action == Action::Create || saving == m_saving.end())
            continue;
        if (--saving->posts <= 0)
            m_saving.erase(saving);
        rows.push_back(change.row);
    }
    if (!rows.empty())
        Q_EMIT savingChanged(rows);
}

void Editing::undo()
{
    const QString text = undoText();
    const QPointer<Editing> self(this);
    m_port.undo([self, text](const Result<EditReceipt>& result) {
        if (!self)
            return;
        if (result)
            Q_EMIT self->undone(result->note.isEmpty() ? text : text + u". " + result->note);
        else
            Q_EMIT self->failed(tr("This could not be undone.") + u' ' + reasonOf(result.error()));
    });
}

void Editing::redo()
{
    const QString text = redoText();
    const QPointer<Editing> self(this);
    m_port.redo([self, text](const Result<EditReceipt>& result) {
        if (!self)
            return;
        if (result)
            Q_EMIT self->done(result->note.isEmpty() ? text : text + u". " + result->note);
        else
            Q_EMIT self->failed(tr("This could not be done again.") + u' ' + reasonOf(result.error()));
    });
}

QString Editing::undoText() const { return m_reads.undoText().value_or(QString()); }
QString Editing::redoText() const { return m_reads.redoText().value_or(QString()); }

void Editing::overlay(Task& task) const
{
    if (const auto saving = m_saving.constFind(task.key); saving != m_saving.constEnd())
        putOver(task, saving->fields);
}

QString Editing::now() const { return timestampText(m_clock.wallMicros()); }

std::vector<Task> Editing::read(const Keys& tasks) const
{
    std::vector<Task> found;
    for (const RowKey key : tasks) {
        if (auto task = m_reads.task(key)) {
            overlay(*task);
            found.push_back(*std::move(task));
        }
    }
    return found;
}

Workflow Editing::workflowOf(RowKey project) const { return m_reads.workflowOf(project).value_or(builtInWorkflow()); }

Editing::Keys Editing::withSubtasks(const Keys& tasks) const
{
    Keys all;
    QSet<RowKey> seen; // a cycle that is waiting for review must not turn this into an endless walk
    for (const RowKey task : tasks) {
        if (!seen.contains(task)) {
            seen.insert(task);
            all.push_back(task);
        }
    }
    for (size_t i = 0; i < all.size(); ++i) {
        for (const RowKey child : m_reads.children(all[i]).value_or(Keys {})) {
            if (!seen.contains(child)) {
                seen.insert(child);
                all.push_back(child);
            }
        }
    }
    return all;
}

} // namespace convoy::items
