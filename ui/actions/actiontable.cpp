#include "ui/actions/actiontable.h"

#include <vector>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

#define T(text) QT_TRANSLATE_NOOP("ActionRegistry", text)

QList<QKeySequence> key(QLatin1StringView text) { return { QKeySequence(QString(text), QKeySequence::PortableText) }; }

void addTasks(std::vector<ActionRow>& t)
{
    using enum ActionId;
    const auto s = ActionSection::Task;
    const auto list = ActionScope::List;
    t.push_back({ NewTask, s, T("&New task"), "list-add"_L1, key("Ctrl+N"_L1) });
    t.push_back({ NewSubtask, s, T("New &subtask"), "view-list-tree"_L1, key("Ctrl+Shift+N"_L1) });
    t.push_back({ OpenTask, s, T("&Open in panel"), {}, { QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter) }, list });
    t.push_back({ RenameTask, s, T("&Rename task"), "edit-rename"_L1, key("F2"_L1), list });
    t.push_back({ ToggleDone, s, T("&Done"), "dialog-ok"_L1, key("Ctrl+D"_L1) });
    t.push_back({ Trash, s, T("Move to &trash"), "edit-delete"_L1, key("Del"_L1), list });
    t.push_back({ Restore, s, T("Put &back"), "edit-undo"_L1 });
    t.push_back({ SetDueToday, s, T("Due &today"), "go-jump-today"_L1 });
    t.push_back({ SetDueTomorrow, s, T("Due to&morrow"), {} });
    t.push_back({ DueLater, s, T("Due one day &later"), {}, key("Alt+."_L1) });
    t.push_back({ DueEarlier, s, T("Due one day &earlier"), {}, key("Alt+,"_L1) });
    t.push_back({ ClearDue, s, T("No due dat&e"), {} });
    t.push_back({ PriorityHigh, s, T("&High priority"), {}, key("Ctrl+Alt+3"_L1) });
    t.push_back({ PriorityMedium, s, T("&Medium priority"), {}, key("Ctrl+Alt+2"_L1) });
    t.push_back({ PriorityLow, s, T("&Low priority"), {}, key("Ctrl+Alt+1"_L1) });
    t.push_back({ PriorityNone, s, T("&No priority"), {}, key("Ctrl+Alt+0"_L1) });
    t.push_back({ CopyMarkdown, s, T("&Copy as Markdown"), "edit-copy"_L1, key("Ctrl+Shift+C"_L1) });
    t.push_back({ PickStatus, s, T("Set st&atus"), {}, key("S"_L1), list });
    t.push_back({ PickStage, s, T("Set sta&ge"), {}, key("G, S"_L1), list });
    t.push_back({ PickPriority, s, T("Set &priority"), {}, key("P"_L1), list });
    t.push_back({ PickLabels, s, T("Set &labels"), {}, key("L"_L1), list });
    t.push_back({ PickAssignee, s, T("Ass&ign to"), {}, key("A"_L1), list });
    t.push_back({ PickDue, s, T("Set d&ue date"), "view-calendar-day"_L1, key("Ctrl+Shift+D"_L1) });
    t.push_back({ PickPlace, s, T("&Move to"), "folder"_L1, key("Ctrl+Shift+M"_L1) });
    t.push_back({ PickBlocker, s, T("&Wait for"), {}, key("M, B"_L1), list });
    t.push_back({ MoveUp, s, T("Move &up"), {}, key("Ctrl+Up"_L1), list });
    t.push_back({ MoveDown, s, T("Move do&wn"), {}, key("Ctrl+Down"_L1), list });
    t.push_back({ MoveLeft, s, T("Move to the column at the le&ft"), {}, key("Ctrl+Left"_L1), list });
    t.push_back({ MoveRight, s, T("Move to the column at the &right"), {}, key("Ctrl+Right"_L1), list });
    t.push_back({ Indent, s, T("Make a su&btask of the one above"), {}, key("Ctrl+]"_L1), list });
    t.push_back({ Outdent, s, T("Move one le&vel out"), {}, key("Ctrl+["_L1), list });
}

void addEditingAndPlaces(std::vector<ActionRow>& t)
{
    using enum ActionId;
    t.push_back({ Undo, ActionSection::Edit, T("&Undo"), "edit-undo"_L1, key("Ctrl+Z"_L1) });
    t.push_back({ Redo, ActionSection::Edit, T("&Redo"), "edit-redo"_L1, key("Ctrl+Shift+Z"_L1) });
    t.push_back({ SelectAll, ActionSection::Edit, T("Select &all"), {}, key("Ctrl+A"_L1), ActionScope::List });
    t.push_back({ FindHere, ActionSection::Edit, T("&Find"), "search"_L1, key("Ctrl+F"_L1) });
    t.push_back({ SearchAll, ActionSection::Edit, T("&Search everything"), "edit-find"_L1, key("Ctrl+Shift+F"_L1) });
    const auto go = ActionSection::Go;
    t.push_back({ ViewInbox, go, T("&Inbox"), "mail-folder-inbox"_L1, key("Ctrl+1"_L1) });
    t.push_back({ ViewToday, go, T("&Today"), "view-calendar-day"_L1, key("Ctrl+2"_L1) });
    t.push_back({ ViewUpcoming, go, T("&Upcoming"), "view-calendar-upcoming-days"_L1, key("Ctrl+3"_L1) });
    t.push_back({ ViewReady, go, T("&Can start now"), "media-playback-start"_L1, key("Ctrl+4"_L1) });
    t.push_back({ ViewAll, go, T("&All"), "view-list-details"_L1, key("Ctrl+5"_L1) });
    t.push_back({ ViewDone, go, T("&Done list"), "dialog-ok"_L1, key("Ctrl+6"_L1) });
    t.push_back({ ViewTrash, go, T("T&rash"), "user-trash"_L1, key("Ctrl+7"_L1) });
    t.push_back({ NextPane, go, T("&Next pane"), {}, key("F6"_L1) });
    t.push_back({ PreviousPane, go, T("&Previous pane"), {}, key("Shift+F6"_L1) });
    t.push_back({ Back, go, T("&Back to the list"), {}, key("Esc"_L1) });
    t.push_back({ Palette, go, T("Co&mmand palette"), {}, key("Ctrl+K"_L1) });
    const auto places = ActionSection::Structure;
    t.push_back({ NewWorkspace, places, T("New &workspace"), "folder-new"_L1 });
    t.push_back({ NewProject, places, T("New &project"), "folder-new"_L1, key("Ctrl+Alt+N"_L1) });
    t.push_back({ NewMilestone, places, T("New &milestone"), "flag"_L1, key("Ctrl+Alt+M"_L1) });
    t.push_back({ RenamePlace, places, T("&Rename"), "edit-rename"_L1, key("F2"_L1), ActionScope::Sidebar });
    t.push_back({ RemovePlace, places, T("Move to &trash"), "edit-delete"_L1, key("Del"_L1), ActionScope::Sidebar });
    t.push_back({ MoveViewUp, places, T("Move view &up"), {}, key("Ctrl+Up"_L1), ActionScope::Sidebar });
    t.push_back({ MoveViewDown, places, T("Move view do&wn"), {}, key("Ctrl+Down"_L1), ActionScope::Sidebar });
    t.push_back({ ImportTasks, places, T("&Import tasks"), "document-import"_L1 });
    t.push_back({ RemoveSample, places, T("Remove sam&ple project"), {} });
}

void addView(std::vector<ActionRow>& t)
{
    using enum ActionId;
    const auto s = ActionSection::View;
    const auto window = ActionScope::Window;
    t.push_back({ ToggleSidebar, s, T("&Sidebar"), "sidebar-collapse"_L1, key("F9"_L1), window, ActionKind::Switch });
    t.push_back({ TogglePanel, s, T("Task &panel"), "sidebar-expand-right"_L1, key("Ctrl+I"_L1), window, ActionKind::Switch });
    t.push_back({ ToggleBoard, s, T("&Board"), "view-file-columns"_L1, key("Ctrl+B"_L1), window, ActionKind::Switch });
    t.push_back({ ShowDone, s, T("Show &done tasks"), {}, key("Ctrl+Shift+H"_L1), window, ActionKind::Switch });
    t.push_back({ AddFilter, s, T("&Filter"), "view-filter"_L1, key("Ctrl+Shift+L"_L1) });
    t.push_back({ ClearFilter, s, T("Clea&r filter"), {}, key("Ctrl+Alt+F"_L1) });
    t.push_back({ SaveView, s, T("Save as &view"), {} });
    t.push_back({ UpdateView, s, T("&Update view"), {} });
    t.push_back({ ExpandAll, s, T("&Expand all"), {} });
    t.push_back({ CollapseAll, s, T("&Collapse all"), {} });
    const std::pair<ActionId, const char*> orders[] { { OrderPosition, T("&My own order") }, { OrderDue, T("Sort by &due date") },
        { OrderPriority, T("Sort by &priority") }, { OrderTitle, T("Sort by &title") }, { OrderCreated, T("Sort by &age") },
        { OrderUpdated, T("Sort by last &change") }, { OrderNumber, T("Sort by &number") }, { OrderStage, T("Sort by &stage") },
        { OrderProject, T("Sort by pro&ject") }, { OrderMilestone, T("Sort by m&ilestone") }, { OrderLabels, T("Sort by &labels") },
        { OrderAssignee, T("Sort by &assignee") } };
    for (const auto& [id, text] : orders)
        t.push_back({ id, s, text, {}, {}, window, ActionKind::Order });
    t.push_back({ OrderDescending, s, T("&Reverse order"), {}, {}, window, ActionKind::Switch });
    const std::pair<ActionId, const char*> groups[] { { GroupNone, T("&No groups") }, { GroupProject, T("Group by pro&ject") },
        { GroupStage, T("Group by sta&ge") }, { GroupStatus, T("Group by st&atus") }, { GroupPriority, T("Group by &priority") },
        { GroupDue, T("Group by &due date") }, { GroupAssignee, T("Group by assi&gnee") }, { GroupLabels, T("Group by &labels") } };
    for (const auto& [id, text] : groups)
        t.push_back({ id, s, text, {}, {}, window, ActionKind::Group });
    t.push_back({ ThemeSystem, s, T("Colours &follow the system"), {}, {}, window, ActionKind::Theme });
    t.push_back({ ThemeLight, s, T("&Light colours"), {}, {}, window, ActionKind::Theme });
    t.push_back({ ThemeDark, s, T("Dar&k colours"), {}, {}, window, ActionKind::Theme });
}

void addSyncAndProgram(std::vector<ActionRow>& t)
{
    using enum ActionId;
    const auto s = ActionSection::Sync;
    t.push_back({ SyncNow, s, T("&Sync now"), "view-refresh"_L1, { QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R) } });
    t.push_back({ PauseSync, s, T("&Pause sync"), {}, {}, ActionScope::Window, ActionKind::Switch });
    t.push_back({ SyncPanel, s, T("Sync &details"), {}, key("Ctrl+Shift+S"_L1) });
    t.push_back({ SignIn, s, T("Sign &in"), {} });
    t.push_back({ SignOut, s, T("Sign &out"), {} });
    const auto program = ActionSection::Program;
    t.push_back({ Preferences, program, T("&Preferences"), "configure"_L1, key("Ctrl+,"_L1) });
    t.push_back({ CheatSheet, program, T("&Keyboard shortcuts"), {}, key("F1"_L1) });
    t.push_back({ About, program, T("&About Convoy"), {} });
    t.push_back({ CloseWindow, program, T("&Close window"), {}, key("Ctrl+W"_L1) });
    t.push_back({ Quit, program, T("&Quit"), "application-exit"_L1, key("Ctrl+Q"_L1) });
}

#undef T

} // namespace

std::span<const ActionRow> actionTable()
{
    static const std::vector<ActionRow> table = [] {
        std::vector<ActionRow> rows;
        addTasks(rows);
        addEditingAndPlaces(rows);
        addView(rows);
        addSyncAndProgram(rows);
        return rows;
    }();
    return table;
}

} // namespace convoy::ui
