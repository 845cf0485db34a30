#pragma once

#include "domain/result.h"
#include "domain/values.h"

#include <QJsonObject>

#include <vector>

namespace convoy::store {
class Reads;
}

namespace convoy::cli {

//! One FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE, as typed.
struct FieldEdit {
    enum class How : quint8 { Set, Add, Remove };
    QString field;
    How how = How::Set;
    QString value; //!< empty: clear
};

[[nodiscard]] bool looksLikeFieldEdit(const QString& word); //!< a task's name never has an "="
[[nodiscard]] Result<FieldEdit> parseFieldEdit(const QString& word);
[[nodiscard]] QString fieldNames(); //!< those that can be set, for messages

//! Turns what a person typed into the fields of an edit for one task: names into keys, words into dates, a stage into
//! its status. A new task is one with a workspace and no key. Made per task by set and add; reads only.
class TaskEditor final {
public:
    struct Circumstances {
        const store::Reads& reads;
        QDate today;
        QString now; //!< timestampText
        QString me; //!< user id; empty without account
    };

    TaskEditor(const Circumstances& circumstances, Task task);
    [[nodiscard]] Result<QJsonObject> fieldsFor(const std::vector<FieldEdit>& edits);
    [[nodiscard]] Result<QJsonObject> fieldsForProject(RowKey project); //!< a subtask that goes along with its parent
    [[nodiscard]] const Task& task() const { return m_task; } //!< with project, milestone and parent as edited

private:
    friend struct EditableField;
    Status setTitle(const FieldEdit& edit);
    Status setDescription(const FieldEdit& edit);
    Status setProject(const FieldEdit& edit);
    Status setParent(const FieldEdit& edit);
    Status setMilestone(const FieldEdit& edit);
    Status setStage(const FieldEdit& edit);
    Status setStatus(const FieldEdit& edit);
    Status setPriority(const FieldEdit& edit);
    Status setLabels(const FieldEdit& edit);
    Status setStart(const FieldEdit& edit);
    Status setDue(const FieldEdit& edit);
    Status setRecurrence(const FieldEdit& edit);
    Status setReminder(const FieldEdit& edit);
    Status setAssignee(const FieldEdit& edit);
    Status setPosition(const FieldEdit& edit);
    Status moveToProject(RowKey project);
    Status fitStage();
    void put(const QJsonObject& fields);

    const Circumstances& m_circumstances;
    const store::Reads& m_reads;
    Task m_task;
    QJsonObject m_fields;
};

//! The rank behind the last task there is.
[[nodiscard]] Result<QString> lastPosition(const store::Reads& reads);

} // namespace convoy::cli
