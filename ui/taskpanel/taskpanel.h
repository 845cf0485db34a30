#pragma once

#include "context/taskcontext.h"
#include "ui/window/collaborators.h"

#include <QFrame>
#include <QHash>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace convoy::ui {

class ActionRegistry;
class ActivitySection;
class ConflictBar;
class AdviceSection;
class DescriptionSection;
class GrowingEdit;
class LinkedTasksSection;
class PropertyGrid;
class SubtaskSection;
class WorkflowSection;

//! The right side of the window: one task and everything around it, block by block, each saying where it came from. Follows
//! the TaskContextController; text that is being typed is never touched by what arrives. Owned by the window.
class TaskPanel final : public QFrame {
    Q_OBJECT

public:
    TaskPanel(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);

    void build(); //!< what is in it; asked for behind the window's first picture, or when something is to be shown before
    void setOverlay(bool overlay); //!< over the list in a narrow window
    void focusTitle();
    void finishEditing(); //!< keeps what is typed, as if the focus had left it
    [[nodiscard]] QString shownTitle() const;
    [[nodiscard]] GrowingEdit& titleEdit() { return build(), *m_title; }
    [[nodiscard]] DescriptionSection& description() { return build(), *m_description; }
    [[nodiscard]] ActivitySection& activity() { return build(), *m_activity; }

Q_SIGNALS:
    void closeRequested();
    void taskRequested(convoy::RowKey task); //!< another task, to be shown instead
    void taskLinkRequested(const QString& uid);
    void doneToggled(convoy::RowKey task);
    void reviewRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; //!< of the description's editor: it has another height

private:
    [[nodiscard]] QWidget* makeHead(const ActionRegistry& actions);
    [[nodiscard]] QWidget* makeTitle(QWidget& body);
    void makeSections(QVBoxLayout& layout);
    void showContext(const context::TaskContext& context);
    void showNotice();
    void saveDescription(const QString& markdown, const QString& started);
    void offerUnsaved();
    void keepInSight(GrowingEdit& edit);
    [[nodiscard]] RowKey task() const;

    Collaborators m_with;
    const ActionRegistry& m_actions;
    QStackedLayout* m_stack = nullptr;
    QLabel* m_number = nullptr;
    QLabel* m_notice = nullptr;
    ConflictBar* m_conflicts = nullptr;
    QWidget* m_check = nullptr;
    GrowingEdit* m_title = nullptr;
    PropertyGrid* m_properties = nullptr;
    DescriptionSection* m_description = nullptr;
    SubtaskSection* m_subtasks = nullptr;
    LinkedTasksSection* m_blockedBy = nullptr;
    LinkedTasksSection* m_blocks = nullptr;
    ActivitySection* m_activity = nullptr;
    WorkflowSection* m_workflow = nullptr;
    AdviceSection* m_patterns = nullptr;
    AdviceSection* m_practices = nullptr;
    QScrollArea* m_scroll = nullptr;
    RowKey m_shown;
    struct Unsaved {
        QString text;
        QString started;
    };
    QHash<RowKey, Unsaved> m_unsaved; //!< descriptions that the store refused; shown again with their tasks
};

} // namespace convoy::ui
