-- Throwing a project away touches one row and hides all its tasks and milestones; a task hides its comments in the same way. So it
-- competes with what was done to them: content that whoever threw it away had not seen keeps it, whichever of the two comes
-- first. An operation says by "seen" how far its maker had seen the workspace; one that does not say it is left alone.

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

-- The same of what is in a project or below a task, by the newest row of which that is so.
create function convoy.unseen_inside(who convoy.pusher, entity text, container uuid, seen bigint) returns jsonb stable language plpgsql as $$
begin
    if entity = 'tasks' then
        return (select m.meta from public.activity_feed a, lateral (select convoy.unseen_of(who, 'activity_feed', to_jsonb(a), seen) as meta) m
            where a.task_id = container and a.seq > seen and a.kind = 'comment' and a.deleted_at is null and m.meta is not null order by a.seq desc limit 1);
    end if;
    return (select m.meta
        from ((select 'tasks' as entity, to_jsonb(t) as r from public.tasks t
                where t.workspace_id = who.ws and t.seq > seen and t.project_id = container and t.deleted_at is null order by t.seq desc)
            union all (select 'milestones', to_jsonb(s) from public.milestones s
                where s.workspace_id = who.ws and s.seq > seen and s.project_id = container and s.deleted_at is null order by s.seq desc)
            union all (select 'activity_feed', to_jsonb(a) from public.activity_feed a
                where a.workspace_id = who.ws and a.seq > seen and a.kind = 'comment' and a.deleted_at is null and container = coalesce(a.project_id,
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
            perform convoy.record_loss(who, entity, (cur ->> 'id')::uuid, 'deleted_at', 'delete', meta || jsonb_build_object('value', cur -> 'deleted_at'),
                jsonb_build_object('device', who.device, 'user', who.person, 'stamp', current_setting('convoy.stamp'), 'value', 'null'::jsonb), 'null');
            restored := ('applied', cur ->> 'id', null, convoy.update_row(entity, (cur ->> 'id')::uuid, '{"deleted_at": null}'), '{}', null, '[]', cur);
            result.feed := convoy.feed_entry(coalesce(result.feed, feed), jsonb_build_object('entity', entity, 'action', 'restore'), restored);
            result.tasks := coalesce(result.tasks, '{}') || case entity when 'tasks' then array[restored.id] else '{}' end;
        end if;
        r := cur - 'deleted_at';
    end loop;
    return result;
end $$;
