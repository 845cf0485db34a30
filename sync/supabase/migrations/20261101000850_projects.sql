-- Throwing a project away touches one row and hides all its tasks and milestones. So it competes with what was done to them:
-- content that whoever threw the project away had not seen keeps the project, whichever of the two comes first. An
-- operation says by "seen" how far its maker had seen the workspace; one that does not say it is left alone.

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

-- The same of what is in a project, by its newest row of which that is so.
create function convoy.unseen_in_project(who convoy.pusher, project uuid, seen bigint) returns jsonb stable language plpgsql as $$
begin
    return (select m.meta
        from ((select 'tasks' as entity, to_jsonb(t) as r from public.tasks t
                where t.workspace_id = who.ws and t.seq > seen and t.project_id = project and t.deleted_at is null order by t.seq desc)
            union all (select 'milestones', to_jsonb(s) from public.milestones s
                where s.workspace_id = who.ws and s.seq > seen and s.project_id = project and s.deleted_at is null order by s.seq desc)) x,
            lateral (select convoy.unseen_of(who, x.entity, x.r, seen) as meta) m
        where m.meta is not null limit 1);
end $$;

-- After content of a task or a milestone was written: takes its project out of the trash when the maker had not seen it go
-- there, or has moved there what others had changed meanwhile; with a note to whoever threw it away. The project; null when
-- it is where it should be.
create function convoy.bring_back_project(who convoy.pusher, row_id uuid, op jsonb) returns convoy.outcome language plpgsql as $$
declare
    seen bigint := op ->> 'seen';
    cur jsonb;
    meta jsonb;
    result convoy.outcome;
begin
    select to_jsonb(p) into cur from public.projects p where p.deleted_at is not null and p.id = case op ->> 'entity'
        when 'tasks' then (select t.project_id from public.tasks t where t.id = row_id and t.deleted_at is null)
        else (select m.project_id from public.milestones m where m.id = row_id and m.deleted_at is null) end;
    meta := convoy.meta_of(cur, 'deleted_at');
    if cur is null or (convoy.has_seen(who, meta, seen) and not (op -> 'fields' ? 'project_id'
            and convoy.unseen_of(who, op ->> 'entity', convoy.load_row(op ->> 'entity', row_id), seen) is not null)) then
        return null;
    end if;
    perform set_config('convoy.base', '', true), set_config('convoy.set_base', '', true); -- those are the other row's
    perform convoy.record_loss(who, 'projects', (cur ->> 'id')::uuid, 'deleted_at', 'delete', meta || jsonb_build_object('value', cur -> 'deleted_at'),
        jsonb_build_object('device', who.device, 'user', who.person, 'stamp', current_setting('convoy.stamp'), 'value', 'null'::jsonb), 'null');
    result.id := (cur ->> 'id')::uuid;
    result.seq := convoy.update_row('projects', result.id, '{"deleted_at": null}');
    result.changes := '[]';
    result.cur := cur;
    return result;
end $$;
