#pragma once

#include "context/taskcontext.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace convoy::ui {

class DateField;
class QuietCombo;
class RepeatField;

//! The task's fields, one per line: name at the left, value at the right, edited where they stand. Owned by the panel.
class PropertyGrid final : public QWidget {
    Q_OBJECT

public:
    PropertyGrid(const Collaborators& with, QWidget* parent);
    void show(const context::TaskContext& context, RowKey task, bool editable);

Q_SIGNALS:
    void taskRequested(convoy::RowKey task);

private:
    void makeFields();
    void connectFields();
    void addRow(const QString& name, QWidget* field);
    void showStages(const context::TaskContext& context);
    void showPlaces(const context::TaskContext& context);
    void showPeople(const Task& task);
    void showParent(const context::TaskContext& context);
    void commitLabels();
    [[nodiscard]] QDate today() const;

    Collaborators m_with;
    RowKey m_task;
    Task m_shown;
    QFormLayout* m_form;
    QuietCombo* m_status = nullptr;
    QuietCombo* m_stage = nullptr;
    QuietCombo* m_priority = nullptr;
    DateField* m_due = nullptr;
    DateField* m_start = nullptr;
    RepeatField* m_repeats = nullptr;
    DateField* m_reminder = nullptr;
    QLineEdit* m_labels = nullptr;
    QuietCombo* m_assignee = nullptr;
    QuietCombo* m_project = nullptr;
    QuietCombo* m_milestone = nullptr;
    QPushButton* m_parent = nullptr;
    QLabel* m_workspace = nullptr;
    QLabel* m_provenance = nullptr;
};

[[nodiscard]] QString statusWords(TaskStatus status);
[[nodiscard]] QString priorityWords(Priority priority);

} // namespace convoy::ui
