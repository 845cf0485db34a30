#pragma once

#include <QObject>

namespace convoy::ui {

Q_NAMESPACE

//! Everything that can be done by menu, key or palette. The order is that of the cheat sheet.
enum class ActionId : quint8 {
    // Task
    NewTask, NewSubtask, OpenTask, RenameTask, ToggleDone, Trash, Restore, SetDueToday, SetDueTomorrow, DueLater, DueEarlier,
    ClearDue, PriorityHigh, PriorityMedium, PriorityLow, PriorityNone, CopyMarkdown,
    PickStatus, PickStage, PickPriority, PickLabels, PickAssignee, PickDue, PickPlace, PickBlocker, MoveUp, MoveDown, MoveLeft, MoveRight, Indent,
    Outdent,
    // Edit
    Undo, Redo, SelectAll, FindHere, SearchAll,
    // Go
    ViewInbox, ViewToday, ViewUpcoming, ViewReady, ViewAll, ViewDone, ViewTrash, NextPane, PreviousPane, Back, Palette,
    // Structure
    NewWorkspace, NewProject, NewMilestone, RenamePlace, RemovePlace, MoveViewUp, MoveViewDown, ImportTasks, RemoveSample,
    // View
    ToggleSidebar, TogglePanel, ToggleBoard, ShowDone, AddFilter, ClearFilter, SaveView, UpdateView, ExpandAll, CollapseAll,
    OrderPosition, OrderDue, OrderPriority, OrderTitle, OrderCreated, OrderUpdated, OrderNumber, OrderStage, OrderProject, OrderMilestone,
    OrderLabels, OrderAssignee, OrderDescending, GroupNone, GroupProject, GroupStage, GroupStatus, GroupPriority, GroupDue, GroupAssignee,
    GroupLabels, ThemeSystem, ThemeLight, ThemeDark,
    // Sync
    SyncNow, PauseSync, SyncPanel, SignIn, SignOut,
    // Help and program
    Preferences, CheatSheet, About, CloseWindow, Quit,
    Count,
};
Q_ENUM_NS(ActionId)

enum class ActionSection : quint8 { Task, Edit, Go, Structure, View, Sync, Program, Count };

//! Where a key works: in the whole window, or only while the task list (or the sidebar) has the focus.
enum class ActionScope : quint8 { Window, List, Sidebar };

//! The name under which an action's shortcut is stored: that of the enumerator.
[[nodiscard]] QString nameOf(ActionId id);

} // namespace convoy::ui
