-- Throwing a project away touches one row and hides all its tasks and milestones. So it competes with what was done to them:
-- content that whoever threw the project away had not seen keeps the project, whichever of the two comes first. An
-- operation says by "seen" how far its maker had seen the workspace; one that does not say it is left alone.

-- Who changed content of the project beyond `seen` last, and when. Null: nobody did. A set may have come out of a merge
-- that its own device knows nothing of; any other value of a device has been seen there.
create function convoy.unseen_in_project(who convoy.pusher, project uuid, seen bigint) returns jsonb stable language plpgsql as $$
begin
    return (select m.value
        from (select 'tasks' as entity, to_jsonb(t) as r from public.tasks t
                where t.workspace_id = who.ws and t.seq > seen and t.project_id = project and t.deleted_at is null
            union all select 'milestones', to_jsonb(s) from public.milestones s
                where s.workspace_id = who.ws and s.seq > seen and s.project_id = project and s.deleted_at is null) x,
            jsonb_each(x.r -> 'field_meta') m
        where (m.key in ('*', 'deleted_at') or who.rules -> x.entity -> m.key ->> 'rule' in ('last_writer', 'text', 'elements', 'server_wins'))
            and not convoy.has_seen(who, case jsonb_typeof(x.r -> m.key) when 'array' then m.value else m.value - 'base' end, seen)
        order by (m.value ->> 'seq')::bigint desc limit 1);
end $$;

-- After content of a task or a milestone was written: takes its project out of the trash when the maker had not seen it go
-- there, with a note to whoever threw it away. The project; null when it is where it should be.
create function convoy.bring_back_project(who convoy.pusher, row_id uuid, op jsonb) returns convoy.outcome language plpgsql as $$
declare
    cur jsonb;
    meta jsonb;
    result convoy.outcome;
begin
    select to_jsonb(p) into cur from public.projects p where p.deleted_at is not null and p.id = case op ->> 'entity'
        when 'tasks' then (select t.project_id from public.tasks t where t.id = row_id and t.deleted_at is null)
        else (select m.project_id from public.milestones m where m.id = row_id and m.deleted_at is null) end;
    meta := convoy.meta_of(cur, 'deleted_at');
    if cur is null or convoy.has_seen(who, meta, (op ->> 'seen')::bigint) then
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
