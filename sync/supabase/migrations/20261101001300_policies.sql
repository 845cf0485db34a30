-- Reading by table is for members; writing goes through the functions, so there is no policy that lets anyone write.

do $$
declare
    name text;
begin
    foreach name in array array['workspaces', 'workspace_members', 'projects', 'milestones', 'tasks', 'task_dependencies', 'activity_feed'] loop
        execute format('alter table public.%I enable row level security', name);
        execute format('create policy members_read on public.%I for select to authenticated '
            'using (workspace_id in (select convoy.my_workspaces()))', name);
    end loop;
    foreach name in array array['workflows', 'patterns', 'best_practices', 'sync_field_rules'] loop
        execute format('alter table public.%I enable row level security', name);
        execute format('create policy everyone_reads on public.%I for select to authenticated using (true)', name);
    end loop;
end $$;

alter table public.sync_conflicts enable row level security;
create policy own_read on public.sync_conflicts for select to authenticated
    using (user_id = (select auth.uid()) and workspace_id in (select convoy.my_workspaces()));

alter table public.devices enable row level security;
create policy own_read on public.devices for select to authenticated
    using (user_id = (select auth.uid()) and not (select convoy.session_revoked((select auth.uid()))));

alter table public.sync_operations enable row level security;
create policy own_read on public.sync_operations for select to authenticated
    using (user_id = (select auth.uid()) and not (select convoy.session_revoked((select auth.uid()))));

alter table public.sync_heads enable row level security;
create policy members_read on public.sync_heads for select to authenticated using (workspace_id in (select convoy.my_workspaces()));

revoke all on all tables in schema public from anon, authenticated;
revoke all on all sequences in schema public from anon, authenticated;
grant select on public.workspaces, public.workspace_members, public.projects, public.milestones, public.tasks, public.task_dependencies,
    public.activity_feed, public.sync_conflicts, public.workflows, public.patterns, public.best_practices, public.sync_field_rules,
    public.devices, public.sync_operations, public.sync_heads to authenticated;
grant all on all tables in schema public to service_role;
grant all on all sequences in schema public to service_role;

revoke all on all functions in schema convoy from public, anon, authenticated;
grant usage on schema convoy to authenticated, service_role;
grant execute on function convoy.my_workspaces(), convoy.session_revoked(uuid) to authenticated;

revoke all on function public.sync_pull(jsonb), public.sync_rows(jsonb), public.sync_push(jsonb), public.workspace_create(jsonb), public.invitations_accept(jsonb),
    public.device_revoke(jsonb), public.reference_pull(jsonb), public.task_context(jsonb), public.task_activity(jsonb), public.sync_new_epoch(), public.purge()
    from public, anon, authenticated;
grant execute on function public.sync_pull(jsonb), public.sync_rows(jsonb), public.sync_push(jsonb), public.workspace_create(jsonb), public.invitations_accept(jsonb),
    public.device_revoke(jsonb), public.reference_pull(jsonb), public.task_context(jsonb), public.task_activity(jsonb) to authenticated;
grant execute on function public.sync_new_epoch(), public.purge() to service_role;
