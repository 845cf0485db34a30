#pragma once

#include "domain/clock.h"
#include "domain/editport.h"
#include "domain/values.h"
#include "store/review.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace convoy::items {

struct TaskFilter;

//! A task about to be made. What is not set gets its default; the workspace follows from parent, project or milestone.
struct NewTask {
    QString title;
    QString description {};
    RowKey workspace {};
    RowKey project {};
    RowKey milestone {};
    RowKey parent {};
    int parentInList = -1; //!< in addTasks: index of an earlier task of the same list
    QString stage {};
    Priority priority = Priority::None;
    QStringList labels {};
    QDate startDate {};
    QDate dueDate {};
    QTime dueTime {};
    QString timeZone {};
    QString recurrence {};
    QString reminder {};
    QString assigneeId {};
};

//! Everything that a person can do to the tasks, in verbs. Builds the gesture, posts it to the store thread and keeps
//! what is on its way, so that models can show it at once as "saving". Several keys are one gesture and one undo step.
//! A failure is one sentence, a success one line with what can be taken back. Lives on the interface thread.
class Editing final : public QObject {
    Q_OBJECT

public:
    using Keys = std::vector<RowKey>;
    using Created = std::function<void(const Keys&)>;
    using Refused = std::function<void()>; //!< failed() has said why: what was typed belongs to the person again
    //! Further changes that belong to finishing a task: its next occurrence. Given by who knows the calendar
    //! (schedule::nextOccurrence).
    using Recurrence = std::function<std::vector<Change>(
        const Task& finished, const std::vector<Task>& subtasks, const Workflow& workflow, QDate today)>;

    Editing(EditPort& port, const store::Reads& reads, const Clock& clock, QObject* parent = nullptr);

    void addTask(const NewTask& task, Created created = {});
    void addTasks(const std::vector<NewTask>& tasks, Created created = {});
    void rename(RowKey task, const QString& title);
    //! `started`: what the text was begun on. What another device changed meanwhile is merged, and merged() says so.
    void setDescription(RowKey task, const QString& markdown, const std::optional<QString>& started = {}, Refused refused = {});
    void setStatus(const Keys& tasks, TaskStatus status);
    void setStage(const Keys& tasks, const QString& stage);
    void setPriority(const Keys& tasks, Priority priority);
    void setDue(const Keys& tasks, QDate date, QTime time = {}, const QString& timeZone = {}); //!< invalid: no due date
    void setDueDay(const Keys& tasks, QDate day); //!< keeps the time of each; invalid: no due date
    void shiftDue(const Keys& tasks, int days, QDate today); //!< without a due date: from today
    void setStart(const Keys& tasks, QDate date);
    void setLabels(const Keys& tasks, const QStringList& labels);
    void addLabel(const Keys& tasks, const QString& label);
    void removeLabel(const Keys& tasks, const QString& label);
    void setAssignee(const Keys& tasks, const QString& userId);
    void setRecurrence(RowKey task, const QString& rule, QDate due = {}); //!< due: where a task without one begins
    void setReminder(RowKey task, const QString& localTime);
    void setProject(const Keys& tasks, RowKey project); //!< none: to the inbox
    void setMilestone(const Keys& tasks, RowKey milestone);
    void setParent(const Keys& tasks, RowKey parent); //!< none: to the top level
    //! New place in the manual order, behind `before` and in front of `after` (none: the ends); with a new parent if
    //! given.
    void moveBetween(const Keys& tasks, RowKey before, RowKey after, std::optional<RowKey> parent = {});
    //! Into a column of a board: a stage, or the status where there is none; and its place there as moveBetween has it.
    void moveOnBoard(const Keys& tasks, const QString& stage, TaskStatus status, RowKey before, RowKey after);
    //! Gives them the value by which a group of the filter's list is named (store::TaskListing), or says why that is no value.
    void moveToGroup(const Keys& tasks, const TaskFilter& filter, const QString& value);
    void trash(const Keys& tasks); //!< with their subtasks
    void restore(const Keys& tasks);
    void addDependency(RowKey task, RowKey blockedBy);
    void addDependencies(const Keys& tasks, RowKey blockedBy);
    void removeDependency(RowKey dependency);
    void addComment(RowKey task, const QString& markdown, Refused refused = {});
    void editComment(RowKey comment, const QString& markdown, const QString& started, Refused refused = {}); //!< one's own
    void deleteComment(RowKey comment);
    void addWorkspace(const QString& name, Created created = {});
    void addProject(RowKey workspace, const QString& name, Created created = {});
    void addMilestone(RowKey project, const QString& name, Created created = {});
    void change(
        Entity entity, RowKey row, const QJsonObject& fields, const QString& text); //!< any other field, already valid
    void remove(Entity entity, RowKey row, const QString& text);
    //! What a person decides about values of theirs that lost (entries of ReviewModel). Fields that were decided together,
    //! such as due date and time, go together. `keep` both: two texts or two sets only.
    void review(const Keys& conflicts, store::Keep keep);
    void reviewWith(RowKey conflict, const QString& text); //!< a text of the person's own making
    void revert(const std::vector<qint64>& incoming); //!< puts back what other devices changed, where that still stands
    void undo();
    void redo();

    void setRecurrence(Recurrence recurrence) { m_recurrence = std::move(recurrence); }
    [[nodiscard]] QString undoText() const; //!< empty: nothing to take back
    [[nodiscard]] QString redoText() const;
    [[nodiscard]] bool isSaving(RowKey row) const { return m_saving.contains(row); }
    void overlay(Task& task) const; //!< puts those values over what was read

Q_SIGNALS:
    void savingChanged(const std::vector<convoy::RowKey>& rows); //!< posted, or arrived on the disk: show them again
    void done(const QString& text); //!< saved, and can be undone; says when it comes again
    void unblocked(const std::vector<convoy::RowKey>& tasks); //!< what was finished was the last that they waited for
    void merged(const QString& sentence); //!< what was typed and what came in meanwhile stand together now
    void undone(const QString& text); //!< taken back; it can be done again
    void failed(const QString& sentence);

private:
    struct Saving {
        QJsonObject fields;
        int posts = 0;
    };
    void post(Gesture gesture, const QString& onFailure, Created created = {}, Refused refused = {});
    void postReviewed(const Result<Gesture>& gesture);
    void finished(
        const Gesture& gesture, const Result<EditReceipt>& result, const QString& onFailure, const Created& created);
    void setFields(const Keys& tasks, const QJsonObject& fields, const QString& one, const QString& many);
    void setEach(const Keys& tasks, const std::function<QJsonObject(const Task&)>& fields, const QString& one,
        const QString& many);
    void restage(
        const Keys& tasks, const QString& text, const std::function<QJsonObject(const Task&, const Workflow&)>& fields);
    [[nodiscard]] std::vector<Task> read(const Keys& tasks) const; //!< as shown: with what is being saved
    [[nodiscard]] Keys withSubtasks(const Keys& tasks) const;
    [[nodiscard]] Keys freedBy(const std::vector<Task>& finished) const;
    [[nodiscard]] Workflow workflowOf(RowKey project) const;
    [[nodiscard]] QString now() const;
    [[nodiscard]] QString rankOf(RowKey task) const;
    [[nodiscard]] std::optional<Change> creationOf(
        const NewTask& task, const std::vector<NewTask>& list, int index, QString& rank) const;
    void hold(const Gesture& gesture);
    void release(const Gesture& gesture);

    EditPort& m_port;
    const store::Reads& m_reads;
    const Clock& m_clock;
    Recurrence m_recurrence;
    QHash<RowKey, Saving> m_saving;
};

} // namespace convoy::items
