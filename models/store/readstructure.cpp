#include "store/reads.h"

#include "store/rowreader.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

#define WORKSPACES "SELECT " CONVOY_HEADER_COLUMNS ", t.name, t.prefix FROM workspaces t JOIN ids i ON i.key=t.key"
#define PROJECTS                                                                                                       \
    "SELECT " CONVOY_HEADER_COLUMNS ", t.name, t.description, t.workflow_id, t.archived, t.position"                   \
    " FROM projects t JOIN ids i ON i.key=t.key"
#define MILESTONES                                                                                                     \
    "SELECT " CONVOY_HEADER_COLUMNS ", t.project_id, t.name, t.description, t.due_date, t.completion_date, t.position" \
    " FROM milestones t JOIN ids i ON i.key=t.key"

//! Of a workspace. The membership row says it once it is here; before that the list of memberships did, in the cursor.
#define MY_ROLE(workspace)                                                                                             \
    "CASE WHEN ifnull((SELECT value FROM meta WHERE name='user_id'),'')='' THEN 'owner' ELSE"                          \
    " ifnull((SELECT m.role FROM workspace_members m WHERE m.workspace_id=" workspace " AND m.deleted_at IS NULL"       \
    " AND m.user_id=(SELECT value FROM meta WHERE name='user_id')),"                                                   \
    " ifnull((SELECT c.role FROM cursors c WHERE c.workspace_id=" workspace "), 'owner')) END"
#define SYNCS_HERE(workspace) "ifnull((SELECT c.enabled FROM cursors c WHERE c.workspace_id=" workspace "), 1)"

Workspace readWorkspace(const Statement& statement)
{
    RowReader row(statement);
    Workspace workspace;
    row.header(workspace);
    workspace.name = row.text();
    workspace.prefix = row.text();
    return workspace;
}

Project readProject(const Statement& statement)
{
    RowReader row(statement);
    Project project;
    row.header(project);
    project.name = row.text();
    project.description = row.text();
    project.workflow = row.key();
    project.archived = row.integer() != 0;
    project.position = row.text();
    return project;
}

Milestone readMilestone(const Statement& statement)
{
    RowReader row(statement);
    Milestone milestone;
    row.header(milestone);
    milestone.project = row.key();
    milestone.name = row.text();
    milestone.description = row.text();
    milestone.dueDate = row.date();
    milestone.completionDate = row.text();
    milestone.position = row.text();
    return milestone;
}

Role roleFrom(const QString& text)
{
    return text == "owner"_L1 ? Role::Owner : text == "viewer"_L1 ? Role::Viewer : Role::Editor;
}

Member readMember(const Statement& statement)
{
    RowReader row(statement);
    Member member;
    row.header(member);
    member.userId = row.text();
    member.email = row.text();
    member.displayName = row.text();
    member.role = roleFrom(row.text());
    return member;
}

} // namespace

Result<std::vector<Workspace>> Reads::workspaces() const
{
    Statement statement
        = m_database.prepare(WORKSPACES " WHERE t.deleted_at IS NULL ORDER BY t.name COLLATE NOCASE, i.uid");
    return allRows<Workspace>(m_database, statement, "read the workspaces", readWorkspace);
}

Result<std::vector<Member>> Reads::members(RowKey workspace) const
{
    Statement statement = m_database.prepare(
        "SELECT " CONVOY_HEADER_COLUMNS ", t.user_id, t.email, t.display_name, t.role FROM workspace_members t"
        " JOIN ids i ON i.key=t.key WHERE t.workspace_id=? AND t.deleted_at IS NULL ORDER BY t.display_name, t.email, "
        "i.uid");
    statement.bind(workspace);
    return allRows<Member>(m_database, statement, "read the members", readMember);
}

Result<std::vector<Project>> Reads::projects(RowKey workspace) const
{
    Statement statement = m_database.prepare(PROJECTS
        " WHERE t.deleted_at IS NULL AND (?1 IS NULL OR t.workspace_id=?1) ORDER BY ifnull(t.position,''), i.uid");
    statement.bind(workspace);
    return allRows<Project>(m_database, statement, "read the projects", readProject);
}

Result<std::vector<Milestone>> Reads::milestones(RowKey project) const
{
    const char* all = MILESTONES " WHERE t.deleted_at IS NULL ORDER BY ifnull(t.position,''), i.uid";
    const char* some
        = MILESTONES " WHERE t.project_id=? AND t.deleted_at IS NULL ORDER BY ifnull(t.position,''), i.uid";
    Statement statement = m_database.prepare(project ? some : all);
    if (project)
        statement.bind(project);
    return allRows<Milestone>(m_database, statement, "read the milestones", readMilestone);
}

Result<Workspace> Reads::workspace(RowKey row) const
{
    Statement statement = m_database.prepare(WORKSPACES " WHERE t.key=?");
    statement.bind(row);
    return oneRow<Workspace>(m_database, statement, "read a workspace", readWorkspace);
}

Result<Project> Reads::project(RowKey row) const
{
    Statement statement = m_database.prepare(PROJECTS " WHERE t.key=?");
    statement.bind(row);
    return oneRow<Project>(m_database, statement, "read a project", readProject);
}

Result<Milestone> Reads::milestone(RowKey row) const
{
    Statement statement = m_database.prepare(MILESTONES " WHERE t.key=?");
    statement.bind(row);
    return oneRow<Milestone>(m_database, statement, "read a milestone", readMilestone);
}

Result<Role> Reads::myRole(RowKey workspace) const
{
    Statement statement = m_database.prepare("SELECT " MY_ROLE("?1"));
    statement.bind(workspace);
    return oneRow<Role>(m_database, statement, "read the role", [](const Statement& row) { return roleFrom(row.text(0)); });
}

Result<bool> Reads::syncsHere(RowKey workspace) const
{
    Statement statement = m_database.prepare("SELECT " SYNCS_HERE("?1"));
    statement.bind(workspace);
    return oneRow<bool>(m_database, statement, "read a cursor", [](const Statement& row) { return row.integer(0) != 0; });
}

Result<RowKey> Reads::defaultWorkspace() const
{
    Statement statement = m_database.prepare(
        "SELECT key FROM (SELECT t.key, t.created_at AS made, " MY_ROLE("t.key") " AS role, " SYNCS_HERE("t.key") " AS syncs"
        " FROM workspaces t WHERE t.deleted_at IS NULL)"
        " ORDER BY syncs=1 AND role='owner' DESC, syncs=1 AND role<>'viewer' DESC, made IS NULL, made, key LIMIT 1");
    const auto first = allRows<RowKey>(m_database, statement, "read the default workspace", [](const Statement& row) { return row.key(0); });
    if (!first)
        return first.error();
    return first->empty() ? RowKey {} : first->front();
}

} // namespace convoy::store
