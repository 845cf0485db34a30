#pragma once

#include "domain/ids.h"

#include <QDate>
#include <QJsonArray>
#include <QStringList>
#include <QTime>

#include <optional>
#include <vector>

namespace convoy {

enum class TaskStatus : quint8 { Todo, InProgress, Done, Cancelled };
enum class Priority : quint8 { None, Low, Medium, High };
enum class Role : quint8 { Owner, Editor, Viewer };

[[nodiscard]] QString statusText(TaskStatus status); //!< as stored: todo, in_progress, done, cancelled
[[nodiscard]] std::optional<TaskStatus> statusFromText(QStringView text);
[[nodiscard]] QString priorityText(Priority priority); //!< as stored: none, low, medium, high
[[nodiscard]] std::optional<Priority> priorityFromText(QStringView text);
[[nodiscard]] bool isOpen(TaskStatus status);

//! What every synced row has. Timestamps are the server's text; until it has answered,
//! this device's guess in the same form.
struct RowHeader {
    RowKey key;
    Uid uid;
    RowKey workspace;
    qint64 seq = 0; //!< 0: never been on the server
    QString createdAt;
    QString updatedAt;
    QString deletedAt; //!< empty: alive
    bool operator==(const RowHeader&) const = default;
};

struct Workspace : RowHeader {
    QString name;
    QString prefix; //!< of task numbers, for example CNV
    bool operator==(const Workspace&) const = default;
};

struct Member : RowHeader {
    QString userId;
    QString email;
    QString displayName;
    Role role = Role::Editor;
    bool operator==(const Member&) const = default;
};

struct Project : RowHeader {
    QString name;
    QString description;
    RowKey workflow;
    bool archived = false;
    QString position;
    bool operator==(const Project&) const = default;
};

struct Milestone : RowHeader {
    RowKey project;
    QString name;
    QString description;
    QDate dueDate;
    QString completionDate;
    QString position;
    bool operator==(const Milestone&) const = default;
};

struct Task : RowHeader {
    QString title;
    QString description; //!< Markdown source
    RowKey project;
    RowKey milestone;
    RowKey parent;
    QString stage; //!< the id of a stage of the project's workflow
    TaskStatus status = TaskStatus::Todo;
    QString completionDate;
    Priority priority = Priority::None;
    QStringList labels; //!< sorted
    QDate startDate;
    QDate dueDate;
    QTime dueTime; //!< local wall time in timeZone
    QString timeZone; //!< IANA
    QString recurrence; //!< RRULE value
    QString seriesId;
    QDate occurrenceDate;
    QString reminder;
    QString assigneeId;
    QString position;
    std::optional<qint64> number;
    bool operator==(const Task&) const = default;
};

struct Dependency : RowHeader {
    RowKey task;
    RowKey blockedBy;
    bool operator==(const Dependency&) const = default;
};

struct Activity : RowHeader {
    QString kind; //!< comment, system
    RowKey task;
    RowKey project;
    QString body;
    QString action;
    QJsonArray changes; //!< [{field, old, new}]
    QString authorId;
    QString authorName;
    QString deviceName;
    bool operator==(const Activity&) const = default;
};

struct Stage {
    QString id;
    QString name;
    TaskStatus category = TaskStatus::Todo;
    bool operator==(const Stage&) const = default;
};

struct Workflow {
    RowKey key;
    Uid uid;
    QString name;
    QString description;
    std::vector<Stage> stages;
    bool isDefault = false;
    bool operator==(const Workflow&) const = default;
};

//! A pattern or a best practice: reference text, with the rule of which tasks it applies to.
struct Advice {
    RowKey key;
    Uid uid;
    QString title;
    QString body; //!< Markdown
    QStringList workflows; //!< uids; all three empty: applies to every task
    QStringList stages;
    QStringList labels;
    bool operator==(const Advice&) const = default;
};

} // namespace convoy
