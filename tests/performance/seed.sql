-- Puts a workspace full of tasks straight into the tables, for measurements:
--   psql -v workspace=UUID -v owner=UUID -v rows=100000 -f seed.sql DATABASE
-- Triggers are off; what they would have written is written here: seqs in order, a head, a member.
\set ON_ERROR_STOP on
set session_replication_role = replica;
begin;
insert into public.sync_heads (workspace_id, next_number) values (:'workspace', :rows + 1);
insert into public.workspaces (id, workspace_id, seq, name, prefix, created_by)
    values (:'workspace', :'workspace', nextval('public.sync_seq'), 'Measured', 'MEA', :'owner');
insert into public.workspace_members (workspace_id, seq, user_id, role, email, created_by)
    values (:'workspace', nextval('public.sync_seq'), :'owner', 'owner', 'owner@example.org', :'owner');
insert into public.projects (id, workspace_id, seq, name, position, created_by)
    select md5(:'workspace' || 'p' || n)::uuid, :'workspace', nextval('public.sync_seq'), 'Project ' || n, lpad(n::text, 4, '0') || 'aaa', :'owner'
    from generate_series(1, 50) n;
insert into public.milestones (id, workspace_id, seq, project_id, name, position, created_by)
    select md5(:'workspace' || 'm' || n)::uuid, :'workspace', nextval('public.sync_seq'), md5(:'workspace' || 'p' || (n % 50 + 1))::uuid,
        'Milestone ' || n, lpad(n::text, 4, '0') || 'aaa', :'owner'
    from generate_series(1, 200) n;
-- Five levels: of every hundred tasks 40 stand on top, then come 20, 20, 10 and 10, each below one of the level before.
insert into public.tasks (id, workspace_id, seq, created_at, updated_at, created_by, title, description, project_id, milestone_id,
        parent_id, current_stage, status, completion_date, priority, labels, start_date, due_date, position, number)
    select md5(:'workspace' || 't' || n)::uuid, :'workspace', nextval('public.sync_seq'),
        timestamptz '2025-01-01' + n * interval '5 minutes', timestamptz '2025-01-01' + n * interval '7 minutes', :'owner',
        (array['Fix the pump in hall', 'Prüfe die Lieferung für Halle', 'Écrire le rapport du lot', 'Проверить насос номер', 'ポンプを点検する', 'Call the supplier about order'])[n % 6 + 1] || ' ' || n,
        case when n % 10 = 0 then repeat('The seal leaks when the pressure rises; measure before and after. ', 12 + n % 20)
             when n % 3 = 0 then 'See the notes of last week, part ' || n else '' end,
        case when n / 100 % 20 = 0 then null else md5(:'workspace' || 'p' || (n / 100 % 50 + 1))::uuid end,
        case when n % 4 = 0 and n / 100 % 20 <> 0 then md5(:'workspace' || 'm' || (n / 100 % 50 + 50))::uuid end,
        case when n % 100 >= 40 then md5(:'workspace' || 't' || (n - case when n % 100 < 60 then 40 when n % 100 < 90 then 20 else 10 end))::uuid end,
        case when n % 4 = 3 then 'done' when n % 7 = 0 then 'in_progress' else 'todo' end,
        case when n % 4 = 3 then 'done' when n % 7 = 0 then 'in_progress' else 'todo' end,
        case when n % 4 = 3 then timestamptz '2026-01-01' + n * interval '1 minute' end,
        (array['none', 'none', 'low', 'medium', 'high'])[n % 5 + 1],
        case when n % 3 = 0 then '["pump", "urgent"]'::jsonb when n % 5 = 0 then '["office"]'::jsonb else '[]'::jsonb end,
        case when n % 9 = 0 then date '2026-11-01' + (n % 60)::int end,
        case when n % 2 = 0 then date '2026-10-01' + (n % 200)::int end,
        lpad(to_hex(n), 6, '0') || 'abc', n
    from generate_series(1, :rows) n;
insert into public.task_dependencies (workspace_id, seq, created_by, task_id, blocked_by_id)
    select :'workspace', nextval('public.sync_seq'), :'owner', md5(:'workspace' || 't' || n)::uuid, md5(:'workspace' || 't' || (n - 7))::uuid
    from generate_series(50, :rows, 50) n;
commit;
\if :{?no_analyze}
\else
analyze;
\endif
