#pragma once

#include "context/taskcontext.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace convoy::ui {

class Section;

//! One line for another task: round check, title, perhaps a button to take it out. Used by the sections below.
class LinkedTaskLine final : public QWidget {
    Q_OBJECT

public:
    LinkedTaskLine(const Task& task, const Theme& theme, QWidget* parent);
    void addRemoveButton(const QString& name, const Theme& theme);

Q_SIGNALS:
    void opened();
    void checked();
    void removed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_title;
    QPushButton* m_open;
};

//! The subtasks, and a line to add another.
class SubtaskSection final : public QWidget {
    Q_OBJECT

public:
    SubtaskSection(const Collaborators& with, QWidget* parent);
    void show(const context::TaskContext& context, RowKey task, bool editable);

Q_SIGNALS:
    void taskRequested(convoy::RowKey task);
    void doneToggled(convoy::RowKey task);

private:
    Collaborators m_with;
    RowKey m_task;
    std::vector<Task> m_shown;
    Section* m_section;
    QVBoxLayout* m_lines;
    QLineEdit* m_add;
};

//! What the task waits for, or what waits for it, with a picker to add and a button to take out.
class LinkedTasksSection final : public QWidget {
    Q_OBJECT

public:
    enum class Kind : quint8 { BlockedBy, Blocks };

    LinkedTasksSection(Kind kind, const Collaborators& with, QWidget* parent);
    void show(const context::Block<std::vector<Task>>& tasks, RowKey task, bool editable);

Q_SIGNALS:
    void taskRequested(convoy::RowKey task);

private:
    void pick();
    void addChain(const Task& blocker);
    void takeOut(RowKey other);

    Kind m_kind;
    Collaborators m_with;
    RowKey m_task;
    Section* m_section;
    QVBoxLayout* m_lines;
    QPushButton* m_add;
};

} // namespace convoy::ui
