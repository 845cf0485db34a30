-- Throwing a project away touches one row and hides all its tasks and milestones; a task hides its comments in the same way. So it
-- competes with what was done to them: content that whoever threw it away had not seen keeps it, whichever of the two comes
-- first. An operation says by "seen" how far its maker had seen the workspace; one that does not say it is left alone.

-- A create met a twin that another device had made: of each field in which that one differs it is said by name who made it and
-- when. So a deletion that knew the own copy only, and comes later, does not take along what it had not seen.
create function convoy.name_unseen(who convoy.pusher, entity text, op jsonb, cur jsonb) returns void language plpgsql as $$
declare
    meta jsonb := cur -> 'field_meta' -> '*';
    unseen jsonb;
begin
    if meta ->> 'device' = who.device::text and meta ->> 'user' = who.person::text then
        return;
    end if;
    select jsonb_object_agg(r.key, meta) into unseen from jsonb_each(who.rules -> entity) r
        where r.value ->> 'rule' in ('last_writer', 'text', 'elements', 'server_wins') and not cur -> 'field_meta' ? r.key
            and coalesce(cur -> r.key, 'null') <> coalesce(op -> 'fields' -> r.key, 'null')
            and (op -> 'fields' ? r.key or coalesce(cur -> r.key, 'null') not in ('null', '""', '[]', 'false'));
    if unseen is not null then
        perform set_config('convoy.naming', 'on', true);
        execute format('update public.%I set field_meta = $1 || field_meta where id = $2', entity) using unseen, (cur ->> 'id')::uuid;
        perform set_config('convoy.naming', '', true);
    end if;
end $$;

-- Who changed content of this row beyond `seen` last, and when; null: nobody. A set or a text may have come out of a merge
-- that its own device did not know then; any other value of a device has been seen there.
create function convoy.unseen_of(who convoy.pusher, entity text, r jsonb, seen bigint) returns jsonb stable language plpgsql as $$
begin
    return (select f.value from jsonb_each(r -> 'field_meta') f
        where (f.key in ('*', 'deleted_at') or who.rules -> entity -> f.key ->> 'rule' in ('last_writer', 'text', 'elements', 'server_wins'))
            and not convoy.has_seen(who, case when who.rules -> entity -> f.key ->> 'rule' in ('elements', 'text') then f.value else f.value - 'base' end, seen)
            -- The purge takes references to what it removes; nobody's edit.
            and not (f.key in ('milestone_id', 'parent_id') and r -> f.key = 'null' and not f.value ? 'device')
        order by (f.value ->> 'seq')::bigint desc limit 1);
end $$;

-- Whether anything of it may be: cheap, for many rows of one's own.
create function convoy.may_be_unseen(who convoy.pusher, meta jsonb, seen bigint) returns boolean immutable language plpgsql as $$
begin
    return exists (select 1 from jsonb_each(meta) f where (f.value ->> 'seq')::bigint > seen and (f.value ->> 'device' is distinct from who.device::text
        or f.value ->> 'user' is distinct from who.person::text or (f.value ->> 'base')::bigint > seen));
end $$;

-- The same of what is in a project or below a task, by the newest row of which that is so.
create function convoy.unseen_inside(who convoy.pusher, entity text, container uuid, seen bigint) returns jsonb stable language plpgsql as $$
begin
    if entity = 'tasks' then
        return (select m.meta from public.activity_feed a, lateral (select convoy.unseen_of(who, 'activity_feed', to_jsonb(a), seen) as meta) m
            where a.task_id = container and a.seq > seen and a.kind = 'comment' and a.deleted_at is null and m.meta is not null order by a.seq desc limit 1);
    end if;
    return (select m.meta
        from ((select 'tasks' as entity, to_jsonb(t) as r from public.tasks t
                where t.workspace_id = who.ws and t.seq > seen and t.project_id = container and t.deleted_at is null
                    and convoy.may_be_unseen(who, t.field_meta, seen) order by t.seq desc)
            union all (select 'milestones', to_jsonb(s) from public.milestones s
                where s.workspace_id = who.ws and s.seq > seen and s.project_id = container and s.deleted_at is null
                    and convoy.may_be_unseen(who, s.field_meta, seen) order by s.seq desc)
            union all (select 'activity_feed', to_jsonb(a) from public.activity_feed a
                where a.workspace_id = who.ws and a.seq > seen and a.kind = 'comment' and a.deleted_at is null
                    and convoy.may_be_unseen(who, a.field_meta, seen) and container = coalesce(a.project_id,
                    (select t.project_id from public.tasks t where t.id = a.task_id and t.deleted_at is null)) order by a.seq desc)) x,
            lateral (select convoy.unseen_of(who, x.entity, x.r, seen) as meta) m
        where m.meta is not null limit 1);
end $$;

-- What hides this row: the project of a task or a milestone, the task of a comment. Null: nothing can.
create function convoy.container_of(entity text, r jsonb) returns jsonb stable language plpgsql as $$
begin
    return case
        when entity in ('tasks', 'milestones') then convoy.load_row('projects', (r ->> 'project_id')::uuid)
        when entity <> 'activity_feed' or r ->> 'kind' <> 'comment' then null
        when r ->> 'task_id' is not null then convoy.load_row('tasks', (r ->> 'task_id')::uuid)
        else convoy.load_row('projects', (r ->> 'project_id')::uuid) end;
end $$;

-- Asked of every operation, so by index and without loading rows; bring_back() follows container_of() for the few that are.
create function convoy.is_hidden(entity text, row_id uuid) returns boolean stable language plpgsql as $$
begin
    return case entity
        when 'tasks' then exists (select 1 from public.tasks t join public.projects p on p.id = t.project_id
            where t.id = row_id and p.deleted_at is not null)
        when 'milestones' then exists (select 1 from public.milestones m join public.projects p on p.id = m.project_id
            where m.id = row_id and p.deleted_at is not null)
        when 'activity_feed' then exists (select 1 from public.activity_feed a left join public.tasks t on t.id = a.task_id
            left join public.projects p on p.id = coalesce(t.project_id, a.project_id)
            where a.id = row_id and (t.deleted_at is not null or p.deleted_at is not null))
        else false end;
end $$;

-- Somebody deletes what is in the trash already: nothing changes, but they want it there as well, and are told when it comes back.
create function convoy.delete_too(who convoy.pusher, entity text, cur jsonb, stamp timestamptz) returns void language plpgsql as $$
declare
    meta jsonb := convoy.meta_of(cur, 'deleted_at');
begin
    if (meta ->> 'device', meta ->> 'user') is not distinct from (who.device::text, who.person::text) or not cur -> 'field_meta' ? 'deleted_at' then
        return;
    end if;
    meta := meta || jsonb_build_object('also', (select coalesce(jsonb_agg(a.value), '[]') from jsonb_array_elements(meta -> 'also') a
            where (a.value ->> 'device', a.value ->> 'user') is distinct from (who.device::text, who.person::text))
        || jsonb_build_object('device', who.device, 'user', who.person, 'stamp', stamp));
    perform set_config('convoy.naming', 'on', true);
    execute format('update public.%I set field_meta = field_meta || $1 where id = $2', entity) using jsonb_build_object('deleted_at', meta), (cur ->> 'id')::uuid;
    perform set_config('convoy.naming', '', true);
end $$;

-- A deletion is taken back: a note to everybody who wanted it.
create function convoy.deletion_lost(who convoy.pusher, entity text, cur jsonb, winner jsonb, also_own boolean default true) returns void language plpgsql as $$
declare
    meta jsonb := convoy.meta_of(cur, 'deleted_at');
begin
    perform convoy.record_loss(who, entity, (cur ->> 'id')::uuid, 'deleted_at', 'delete', d.value || jsonb_build_object('value', cur -> 'deleted_at'), winner, 'null')
        from jsonb_array_elements(coalesce(meta -> 'also', '[]') || (meta - 'also')) d
        where also_own or (d.value ->> 'device', d.value ->> 'user') is distinct from (who.device::text, who.person::text);
end $$;

create type convoy.brought_back as (feed jsonb, tasks uuid[]);

-- After content of a row was written: takes what hides it out of the trash when the maker had not seen it go there, or has moved
-- there what others had changed meanwhile; with a note to whoever threw it away. What that adds to the group; null: nothing.
create function convoy.bring_back(who convoy.pusher, entity text, row_id uuid, op jsonb, feed jsonb) returns convoy.brought_back language plpgsql as $$
declare
    seen bigint := op ->> 'seen';
    r jsonb;
    cur jsonb;
    meta jsonb;
    restored convoy.outcome;
    result convoy.brought_back;
begin
    if not convoy.is_hidden(entity, row_id) then
        return null;
    end if;
    r := convoy.load_row(entity, row_id);
    while r ->> 'deleted_at' is null loop
        cur := convoy.container_of(entity, r);
        exit when cur is null;
        entity := case when entity = 'activity_feed' and r ->> 'task_id' is not null then 'tasks' else 'projects' end;
        if cur ->> 'deleted_at' is not null then
            meta := convoy.meta_of(cur, 'deleted_at');
            exit when convoy.has_seen(who, meta, seen)
                and not (op -> 'fields' ? 'project_id' and coalesce(convoy.unseen_of(who, op ->> 'entity', r, seen),
                    convoy.unseen_inside(who, 'tasks', row_id, seen)) is not null);
            perform set_config('convoy.base', '', true), set_config('convoy.set_base', '', true); -- those are the other row's
            perform convoy.deletion_lost(who, entity, cur,
                jsonb_build_object('device', who.device, 'user', who.person, 'stamp', current_setting('convoy.stamp'), 'value', 'null'::jsonb));
            restored := ('applied', cur ->> 'id', null, convoy.update_row(entity, (cur ->> 'id')::uuid, '{"deleted_at": null}'), '{}', null, '[]', cur);
            result.feed := convoy.feed_entry(coalesce(result.feed, feed), jsonb_build_object('entity', entity, 'action', 'restore'), restored);
            result.tasks := coalesce(result.tasks, '{}') || case entity when 'tasks' then array[restored.id] else '{}' end;
        end if;
        r := cur - 'deleted_at';
    end loop;
    return result;
end $$;
