-- Convoy's tables. Column names are those of models/domain/schema.cpp; a test compares the two.
--
-- Every synced row has the same first columns. References between rows are checked by sync_push and not by
-- foreign keys: a foreign key would take locks on other rows in an order of its own, and a purge or a
-- dashboard edit may leave a reference to a row that is gone, which clients handle.

create schema if not exists convoy; -- internals; never exposed by the Data API

create sequence public.sync_seq as bigint;

-- One row per workspace. Its row lock is what makes order of seq = order of commit.
create table public.sync_heads (
    workspace_id uuid primary key,
    epoch uuid not null default gen_random_uuid(),
    purge_floor bigint not null default 0,
    next_number bigint not null default 1
);

create table public.workspaces (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    name text not null default '' check (name <> ''),
    prefix text not null default 'CNV' check (prefix ~ '^[A-Z][A-Z0-9]{0,7}$')
);

create table public.workspace_members (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    user_id uuid, -- null: an invitation, found by its address
    role text not null default 'editor' check (role in ('owner', 'editor', 'viewer')),
    email text,
    display_name text,
    check (user_id is not null or email is not null)
);

create table public.projects (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    name text not null default '',
    description text not null default '',
    workflow_id uuid, -- null: the default workflow
    archived boolean not null default false,
    position text not null default ''
);

create table public.milestones (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    project_id uuid not null,
    name text not null default '',
    description text not null default '',
    due_date date,
    completion_date timestamptz,
    position text not null default ''
);

create table public.tasks (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    title text not null default '',
    description text not null default '',
    project_id uuid, -- null: the inbox
    milestone_id uuid,
    parent_id uuid,
    current_stage text not null default '',
    status text not null default 'todo' check (status in ('todo', 'in_progress', 'done', 'cancelled')),
    completion_date timestamptz,
    priority text not null default 'none' check (priority in ('none', 'low', 'medium', 'high')),
    labels jsonb not null default '[]' check (jsonb_typeof(labels) = 'array'),
    start_date date,
    due_date date,
    due_time text check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    time_zone text,
    recurrence text,
    series_id uuid,
    occurrence_date date,
    reminder text,
    assignee_id uuid,
    position text not null default '',
    number bigint
);

create table public.task_dependencies (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    task_id uuid not null,
    blocked_by_id uuid not null check (blocked_by_id <> task_id)
);

create table public.activity_feed (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    kind text not null default 'comment' check (kind in ('comment', 'system')),
    task_id uuid,
    project_id uuid,
    body text not null default '',
    subject_table text,
    subject_id uuid,
    action text check (action in ('create', 'update', 'delete', 'restore')),
    changes jsonb,
    author_id uuid,
    author_name text,
    device_id uuid,
    device_name text,
    op_group uuid
);

create table public.sync_conflicts (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null,
    seq bigint not null,
    field_meta jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    created_by uuid,
    user_id uuid not null, -- the person whose value lost; only they see the row
    row_table text not null,
    row_id uuid not null,
    field text not null,
    rule text not null,
    base_value jsonb,
    mine_value jsonb,
    theirs_value jsonb,
    mine_device text,
    theirs_device text,
    mine_stamp timestamptz,
    theirs_stamp timestamptz,
    resolution text not null default '' check (resolution in ('', 'mine', 'theirs', 'both'))
);

-- Reference data: the same for everyone, read only for clients.
create table public.workflows (
    id uuid primary key default gen_random_uuid(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    name text not null,
    description text not null default '',
    stages jsonb not null check (jsonb_typeof(stages) = 'array' and jsonb_array_length(stages) > 0),
    is_default boolean not null default false
);
create unique index workflows_one_default on public.workflows (is_default) where is_default;

create table public.patterns (
    id uuid primary key default gen_random_uuid(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    title text not null,
    body text not null,
    applies_to jsonb not null default '{}'
);

create table public.best_practices (like public.patterns including all);

-- Who may come, and from where. A lost laptop is shut out by revoked_at.
create table public.devices (
    user_id uuid not null,
    id uuid not null,
    name text not null default '',
    session_id text,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    revoked_at timestamptz,
    primary key (user_id, id)
);
create index devices_session on public.devices (session_id) where revoked_at is not null;

-- The ledger of committed operations: a replay answers from here and changes nothing.
create table public.sync_operations (
    user_id uuid not null,
    op_id uuid not null,
    workspace_id uuid not null,
    group_id uuid not null,
    group_status text not null,
    device_id uuid,
    entity text not null,
    row_id uuid not null,
    seq bigint,
    outcome jsonb not null,
    created_at timestamptz not null default now(),
    primary key (user_id, op_id)
);
create index sync_operations_age on public.sync_operations (created_at);

-- The pull: one range of one index per table.
create unique index workspaces_seq on public.workspaces (workspace_id, seq);
create unique index workspace_members_seq on public.workspace_members (workspace_id, seq);
create unique index projects_seq on public.projects (workspace_id, seq);
create unique index milestones_seq on public.milestones (workspace_id, seq);
create unique index tasks_seq on public.tasks (workspace_id, seq);
create unique index task_dependencies_seq on public.task_dependencies (workspace_id, seq);
create unique index activity_feed_seq on public.activity_feed (workspace_id, seq);
create unique index sync_conflicts_seq on public.sync_conflicts (workspace_id, seq);
create unique index sync_conflicts_mine on public.sync_conflicts (workspace_id, user_id, seq);

-- Natural keys: a second create finds the surviving row.
create unique index workspace_members_user on public.workspace_members (workspace_id, user_id)
    where user_id is not null;
create unique index workspace_members_invited on public.workspace_members (workspace_id, lower(email))
    where user_id is null;
create unique index task_dependencies_edge on public.task_dependencies (task_id, blocked_by_id);
create unique index tasks_occurrence on public.tasks (series_id, occurrence_date)
    where series_id is not null and occurrence_date is not null;
create unique index sync_conflicts_open on public.sync_conflicts (row_id, field, user_id)
    where resolution = '' and deleted_at is null;

-- Other ways in.
create index workspace_members_mine on public.workspace_members (user_id) where deleted_at is null;
create index workspace_members_address on public.workspace_members (lower(email)) where user_id is null;
create index tasks_children on public.tasks (parent_id) where parent_id is not null;
create index task_dependencies_blocks on public.task_dependencies (blocked_by_id);
create index activity_feed_task on public.activity_feed (task_id, created_at desc);
