-- For operators: after a restore, and now and then (pg_cron on Supabase, or any scheduler with the service key).

-- Step one after restoring a backup: every cursor that points into the lost future is answered with "resync".
create function public.sync_new_epoch() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
    heads bigint;
begin
    perform convoy.require_operator();
    update public.sync_heads set epoch = gen_random_uuid();
    get diagnostics heads = row_count;
    return heads;
end $$;

-- Nothing may name a row that the purge takes: whoever edits such a task later would be refused. What is in the trash by its
-- project goes there itself. Nobody's edit: anybody's is later.
create function convoy.uproot(ws uuid, before timestamptz) returns void language plpgsql as $$
begin
    perform set_config('convoy.stamp', '1970-01-01 00:00:00+00', true);
    -- What goes with this purge itself is left alone: a seq of today would lift the floor over everybody's cursor.
    update public.tasks t set deleted_at = coalesce(t.deleted_at, clock_timestamp()), project_id = null, milestone_id = null
        from public.projects p where p.workspace_id = ws and p.deleted_at < before
            and t.workspace_id = ws and t.project_id = p.id and (t.deleted_at is null or t.deleted_at >= before);
    update public.milestones m set deleted_at = clock_timestamp()
        from public.projects p where p.workspace_id = ws and p.deleted_at < before
            and m.workspace_id = ws and m.project_id = p.id and m.deleted_at is null;
    update public.tasks t set milestone_id = null
        from public.milestones m where m.workspace_id = ws and m.deleted_at < before
            and t.workspace_id = ws and t.milestone_id = m.id and (t.deleted_at is null or t.deleted_at >= before);
    update public.tasks t set parent_id = null
        from public.tasks u where u.workspace_id = ws and u.deleted_at < before
            and t.workspace_id = ws and t.parent_id = u.id and (t.deleted_at is null or t.deleted_at >= before);
    perform set_config('convoy.stamp', '', true);
end $$;

create function convoy.purge_workspace(ws uuid, before timestamptz) returns bigint language plpgsql as $$
declare
    name text;
    top bigint := 0;
    part_top bigint;
    part bigint;
    total bigint := 0;
begin
    perform 1 from public.sync_heads where workspace_id = ws for update;
    perform convoy.uproot(ws, before);
    update public.sync_conflicts set deleted_at = clock_timestamp()
        where workspace_id = ws and resolution <> '' and deleted_at is null and updated_at < clock_timestamp() - interval '30 days';
    foreach name in array convoy.synced_tables() loop
        continue when name = 'workspaces';
        execute format('with gone as (delete from public.%I where workspace_id = $1 and deleted_at < $2 returning seq) '
            'select count(*), max(seq) from gone', name) into part, part_top using ws, before;
        total := total + part;
        top := greatest(top, coalesce(part_top, 0));
    end loop;
    update public.sync_heads set purge_floor = top where workspace_id = ws and purge_floor < top;
    return total;
end $$;

create function public.purge() returns json
language plpgsql security definer set search_path = '' as $$
declare
    ws uuid;
    rows bigint := 0;
    ops bigint;
begin
    perform convoy.require_operator();
    perform pg_advisory_xact_lock(7205759403792793);
    perform set_config('convoy.purging', 'on', true);
    for ws in select workspace_id from public.sync_heads order by workspace_id loop
        rows := rows + convoy.purge_workspace(ws, clock_timestamp() - interval '90 days');
    end loop;
    delete from public.sync_operations where created_at < now() - interval '180 days';
    get diagnostics ops = row_count;
    perform set_config('convoy.purging', '', true);
    return json_build_object('rows', rows, 'operations', ops);
end $$;
