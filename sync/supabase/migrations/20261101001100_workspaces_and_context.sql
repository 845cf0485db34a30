-- The other functions that a client calls.

-- A workspace, its owner and its head at once. The same id from the same person answers the same again.
create function public.workspace_create(request jsonb) returns json
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
declare
    person uuid := convoy.require_person();
    ws uuid;
    made public.workspaces;
    head public.sync_heads;
    rows text;
begin
    request := convoy.request_of(request);
    ws := coalesce((request ->> 'id')::uuid, gen_random_uuid());
    if convoy.session_revoked(person) then
        raise exception 'This device was shut out.' using errcode = 'PT403', detail = 'device_revoked';
    end if;
    select * into made from public.workspaces where id = ws;
    if made.created_by is distinct from person and made.id is not null then
        ws := gen_random_uuid(); -- taken by someone else
        made := null;
    end if;
    perform set_config('lock_timeout', '2s', true), set_config('convoy.head', ws::text, true), -- it has no head before this
        set_config('convoy.device', coalesce(request #>> '{device,id}', ''), true);
    if made.id is null then
        perform convoy.greet_device(person, request -> 'device');
        insert into public.workspaces (id, workspace_id, created_by, name, prefix)
            values (ws, ws, person, coalesce(nullif(request ->> 'name', ''), 'Workspace'),
                coalesce(nullif(upper(request ->> 'prefix'), ''), 'CNV'));
        insert into public.workspace_members (workspace_id, created_by, user_id, role, email, display_name)
            values (ws, person, person, 'owner', auth.jwt() ->> 'email', auth.jwt() #>> '{user_metadata,display_name}');
    end if;
    perform set_config('convoy.head', '', true), set_config('convoy.device', '', true), set_config('lock_timeout', '0', true);
    select * into head from public.sync_heads where workspace_id = ws;
    select convoy.wrap(array_agg(p.entity), array_agg(p.body)) into rows
        from convoy.rows_by_id(ws, array(select ws union all select m.id from public.workspace_members m
            where m.workspace_id = ws and m.user_id = person), person) p;
    return format('{"id":"%s","epoch":"%s","role":%s,"rows":%s}', ws, head.epoch, to_json(convoy.role_in(ws, person)), rows);
exception
    when check_violation or data_exception then
        raise exception 'The prefix is 1 to 8 capital letters or digits, a letter first.' using errcode = 'PT400', detail = 'bad_value';
    when unique_violation or query_canceled then -- made by another connection in this moment
        raise exception 'busy' using errcode = 'PT503', detail = 'Retry-After: 1';
    when others then
        if left(sqlstate, 2) in ('40', '53', '55', '57') then
            raise exception 'busy' using errcode = 'PT503', detail = 'Retry-After: 1', hint = sqlstate;
        end if;
        raise;
end $$;

-- Invitations are member rows with an address and no person yet; whoever has confirmed that address takes them.
create function public.invitations_accept(request jsonb default '{}') returns json
language plpgsql security definer set search_path = '' as $$
declare
    person uuid := convoy.require_person();
    accepted uuid[];
begin
    if convoy.session_revoked(person) then
        raise exception 'This device was shut out.' using errcode = 'PT403', detail = 'device_revoked';
    end if;
    if not exists (select 1 from public.workspace_members m join auth.users u on lower(m.email) = lower(u.email)
            where u.id = person and m.user_id is null and m.deleted_at is null) then
        return '{"accepted": []}'; -- without waiting for a console's turn
    end if;
    with invited as (
        select m.id, m.workspace_id, m.role from public.workspace_members m join auth.users u on lower(m.email) = lower(u.email)
        where u.id = person and u.email_confirmed_at is not null and m.user_id is null and m.deleted_at is null),
    back as ( -- who had been a member before is that one again
        update public.workspace_members o set deleted_at = null, role = i.role from invited i
        where o.workspace_id = i.workspace_id and o.user_id = person and o.deleted_at is not null returning o.workspace_id),
    done as (
        update public.workspace_members m set deleted_at = clock_timestamp() from invited i join back b using (workspace_id) where m.id = i.id),
    mine as (
        update public.workspace_members m set user_id = person from invited i
        where m.id = i.id and not exists (select 1 from public.workspace_members o where o.workspace_id = i.workspace_id and o.user_id = person)
        returning m.workspace_id)
    select coalesce(array_agg(workspace_id), '{}') into accepted from (select workspace_id from mine union all select workspace_id from back) taken;
    return json_build_object('accepted', to_json(accepted));
end $$;

-- Shuts a device of the caller out, at once and for good.
create function public.device_revoke(request jsonb) returns json
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
    person uuid := convoy.require_person();
    found_name text;
begin
    request := convoy.request_of(request);
    if convoy.session_revoked(person) then
        raise exception 'This device was shut out.' using errcode = 'PT403', detail = 'device_revoked';
    end if;
    update public.devices d set revoked_at = coalesce(d.revoked_at, now())
        where d.user_id = person and d.id = (request ->> 'device')::uuid returning d.name into found_name;
    if not found then
        raise exception 'You have no such device.' using errcode = 'PT404', detail = 'missing_row';
    end if;
    return json_build_object('device', request ->> 'device', 'name', found_name);
end $$;

create function public.reference_pull(request jsonb default '{}') returns json
stable language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
    manifest json := convoy.reference_manifest();
begin
    perform convoy.require_person();
    return json_build_object('count', manifest -> 'count', 'hash', manifest -> 'hash', 'entities', json_build_object(
        'workflows', (select json_build_object('columns', '["id","updated_at","name","description","stages","is_default"]'::json,
            'rows', coalesce(json_agg(json_build_array(id, updated_at, name, description, stages, is_default) order by id), '[]')) from public.workflows),
        'patterns', (select json_build_object('columns', '["id","updated_at","title","body","applies_to"]'::json,
            'rows', coalesce(json_agg(json_build_array(id, updated_at, title, body, applies_to) order by id), '[]')) from public.patterns),
        'best_practices', (select json_build_object('columns', '["id","updated_at","title","body","applies_to"]'::json,
            'rows', coalesce(json_agg(json_build_array(id, updated_at, title, body, applies_to) order by id), '[]')) from public.best_practices)));
end $$;

-- Advice that applies to a task: every rule that is named must match; no rule at all means always.
create function convoy.applies(rules jsonb, workflow uuid, stage text, labels jsonb) returns boolean immutable language plpgsql as $$
begin
    return (coalesce(rules -> 'workflows', '[]') = '[]' or rules -> 'workflows' @> to_jsonb(workflow))
        and (coalesce(rules -> 'stages', '[]') = '[]' or rules -> 'stages' @> to_jsonb(stage))
        and (coalesce(rules -> 'labels', '[]') = '[]' or exists (
            select 1 from jsonb_array_elements_text(rules -> 'labels') w
            join jsonb_array_elements_text(labels) h on lower(h.value) = lower(w.value)));
end $$;

-- A row as a client sees it: by column name, without what stays on the server.
create function convoy.shown(r jsonb) returns jsonb stable language sql as $$
    select case when r is null then null else r - 'field_meta' end
$$;

-- The page of a task's activity behind a moment and, at that very moment, an id: what a device's history window left out.
create function public.task_activity(request jsonb) returns json
stable language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
declare
    person uuid := convoy.require_person();
    ws uuid;
    moment timestamptz;
    last uuid;
    page json[];
begin
    request := convoy.request_of(request);
    moment := coalesce((request ->> 'before')::timestamptz, 'infinity');
    last := coalesce((request ->> 'before_id')::uuid, '00000000-0000-0000-0000-000000000000');
    select t.workspace_id into ws from public.tasks t where t.id = (request ->> 'task')::uuid;
    if ws is null or convoy.role_in(ws, person) is null or convoy.session_revoked(person) then
        raise exception 'There is no such task.' using errcode = 'PT404', detail = 'missing_row';
    end if;
    page := array(select convoy.shown(to_jsonb(f)) from public.activity_feed f
        where f.task_id = (request ->> 'task')::uuid and f.deleted_at is null and f.created_at <= moment and (f.created_at, f.id) < (moment, last)
        order by f.created_at desc, f.id desc limit 21);
    return json_build_object('server_time', clock_timestamp(), 'activity', to_json(page[1:20]), 'more', cardinality(page) > 20);
end $$;

create function public.task_context(request jsonb) returns json
stable language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' as $$
declare
    person uuid := convoy.require_person();
    t public.tasks;
    flow public.workflows;
begin
    request := convoy.request_of(request);
    select * into t from public.tasks where id = (request ->> 'task')::uuid;
    if t.id is null or convoy.role_in(t.workspace_id, person) is null or convoy.session_revoked(person) then
        raise exception 'There is no such task.' using errcode = 'PT404', detail = 'missing_row';
    end if;
    select w.* into flow from public.workflows w left join public.projects p on p.id = t.project_id
        where w.id = p.workflow_id or w.is_default order by w.id is not distinct from p.workflow_id desc limit 1;
    return json_build_object(
        'server_time', clock_timestamp(),
        'task', convoy.shown(to_jsonb(t)),
        'project', convoy.shown(convoy.load_row('projects', t.project_id)),
        'milestone', convoy.shown(convoy.load_row('milestones', t.milestone_id)),
        'workspace', convoy.shown(convoy.load_row('workspaces', t.workspace_id)),
        'parent', convoy.shown(convoy.load_row('tasks', t.parent_id)),
        'subtasks', (select coalesce(json_agg(convoy.shown(to_jsonb(c)) order by c.position collate "C", c.id), '[]')
            from public.tasks c where c.parent_id = t.id and c.deleted_at is null),
        'blocked_by', (select coalesce(json_agg(convoy.shown(to_jsonb(b)) order by b.position collate "C", b.id), '[]')
            from public.task_dependencies d join public.tasks b on b.id = d.blocked_by_id
            where d.task_id = t.id and d.deleted_at is null and b.deleted_at is null),
        'blocks', (select coalesce(json_agg(convoy.shown(to_jsonb(b)) order by b.position collate "C", b.id), '[]')
            from public.task_dependencies d join public.tasks b on b.id = d.task_id
            where d.blocked_by_id = t.id and d.deleted_at is null and b.deleted_at is null),
        'activity', (select coalesce(json_agg(convoy.shown(to_jsonb(a)) order by a.created_at desc, a.id desc), '[]')
            from (select * from public.activity_feed f where f.task_id = t.id and f.deleted_at is null
                  order by f.created_at desc, f.id desc limit 20) a),
        'more', (select count(*) > 20 from (select 1 from public.activity_feed f where f.task_id = t.id and f.deleted_at is null limit 21) a),
        'workflow', to_jsonb(flow),
        'patterns', (select coalesce(json_agg(p order by p.title), '[]') from public.patterns p
            where convoy.applies(p.applies_to, flow.id, t.current_stage, t.labels)),
        'best_practices', (select coalesce(json_agg(p order by p.title), '[]') from public.best_practices p
            where convoy.applies(p.applies_to, flow.id, t.current_stage, t.labels)));
end $$;
