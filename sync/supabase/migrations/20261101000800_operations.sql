-- One operation of a push: what it may do, and doing it. Called with the head locked, inside the group's subtransaction.

create type convoy.outcome as (
    status text, -- applied, merged, conflict, rebase
    id uuid,
    number bigint,
    seq bigint,
    lost text[],
    rebase jsonb,
    changes jsonb, -- for the feed; null: none
    cur jsonb -- the row before
);

-- Raises the refusal when this person may not do this. `cur` is null for a new row.
create function convoy.check_right(who convoy.pusher, entity text, action text, op jsonb, cur jsonb) returns void language plpgsql as $$
declare
    writer boolean := who.role in ('owner', 'editor');
begin
    if cur ->> 'workspace_id' <> who.ws::text then
        perform convoy.refuse('not_allowed', 'This belongs to another workspace.');
    end if;
    case entity
        when 'tasks', 'task_dependencies', 'projects', 'milestones' then
            null;
        when 'activity_feed' then
            if coalesce(cur ->> 'kind', op #>> '{fields,kind}', 'comment') <> 'comment' then
                perform convoy.refuse('read_only', 'The activity feed is written by the server.');
            end if;
            if cur is not null and cur ->> 'author_id' <> who.person::text and not (action = 'delete' and who.role = 'owner') then
                perform convoy.refuse('not_allowed', 'Only its author may change a comment.');
            end if;
        when 'workspaces' then
            writer := who.role = 'owner' and cur is not null;
        when 'workspace_members' then
            writer := who.role = 'owner' or (action = 'delete' and cur ->> 'user_id' = who.person::text);
            perform convoy.keep_an_owner(who.ws, action, op, cur);
        when 'sync_conflicts' then
            writer := cur ->> 'user_id' = who.person::text and action in ('update', 'delete');
        else
            perform convoy.refuse('unknown_entity', format('This server knows no "%s".', entity));
    end case;
    if not coalesce(writer, false) then
        perform convoy.refuse('not_allowed', case when who.role = 'viewer' then 'You can view this workspace but not change it.'
            else 'You may not change this.' end);
    end if;
end $$;

create function convoy.keep_an_owner(ws uuid, action text, op jsonb, cur jsonb) returns void language plpgsql as $$
begin
    if cur ->> 'role' = 'owner' and cur ->> 'deleted_at' is null
        and (action = 'delete' or coalesce(op #>> '{fields,role}', 'owner') <> 'owner')
        and not exists (select 1 from public.workspace_members m where m.workspace_id = ws and m.role = 'owner'
            and m.deleted_at is null and m.user_id is not null and m.id <> (cur ->> 'id')::uuid) then
        perform convoy.refuse('not_allowed', 'A workspace keeps at least one owner.');
    end if;
end $$;

-- The fields in canonical form, or a refusal.
create function convoy.clean_fields(who convoy.pusher, entity text, fields jsonb) returns jsonb language plpgsql as $$
declare
    rules jsonb := who.rules -> entity;
    f text;
    v jsonb;
    clean jsonb;
    rule jsonb;
    result jsonb := fields;
begin
    for f, v in select key, value from jsonb_each(fields) loop
        rule := rules -> f;
        if rule is null then
            perform convoy.refuse('unknown_field', format('This server knows no field "%s" of %s.', f, entity));
        elsif rule ->> 'rule' = 'server' then
            perform convoy.refuse('read_only', format('"%s" is given by the server.', f));
        end if;
        if v = 'null' and (rule ->> 'required')::boolean and rule ->> 'type' = 'text' then
            result := result || jsonb_build_object(f, ''); -- cleared
        elsif rule ->> 'type' <> 'text' or jsonb_typeof(v) <> 'string' or octet_length(v::text) > 262144 then -- else it is as it will come back
            clean := convoy.canonical(rule ->> 'type', v);
            if clean is distinct from v then
                result := result || jsonb_build_object(f, clean);
            end if;
        end if;
    end loop;
    return result;
end $$;

-- The row that a create means when it is not a new one: the same id made by the same person, or known to this device as a
-- row of this workspace before it was purged (a create with a base), or the natural-key twin.
create function convoy.twin_of(who convoy.pusher, entity text, row_id uuid, fields jsonb, again boolean) returns jsonb language plpgsql as $$
declare
    found_id uuid;
    cur jsonb;
begin
    case entity
        when 'task_dependencies' then
            select d.id into found_id from public.task_dependencies d
            where d.task_id = (fields ->> 'task_id')::uuid and d.blocked_by_id = (fields ->> 'blocked_by_id')::uuid and d.workspace_id = who.ws;
        when 'workspace_members' then
            select m.id into found_id from public.workspace_members m
            where m.workspace_id = who.ws and (m.user_id = (fields ->> 'user_id')::uuid
                or (m.user_id is null and fields ->> 'user_id' is null and lower(m.email) = lower(fields ->> 'email')));
        when 'tasks' then
            if fields ->> 'series_id' is not null then
                select t.id into found_id from public.tasks t where t.series_id = (fields ->> 'series_id')::uuid
                    and t.occurrence_date = (fields ->> 'occurrence_date')::date and t.workspace_id = who.ws;
            end if;
        else null;
    end case;
    cur := convoy.load_row(entity, coalesce(found_id, row_id));
    if cur is null or (found_id is null and (cur ->> 'workspace_id' <> who.ws::text
        or (cur ->> 'created_by' is distinct from who.person::text and not again))) then
        return null;
    end if;
    return cur;
end $$;

-- The values that a create's base names, clean.
create function convoy.base_values(who convoy.pusher, entity text, op jsonb) returns jsonb language plpgsql as $$
begin
    return convoy.clean_fields(who, entity, (select coalesce(jsonb_object_agg(b.key, b.value -> 'value'), '{}')
        from jsonb_each(op -> 'base') b where op -> 'fields' ? b.key));
end $$;

-- What the maker of a row known from before a purge had changed of it, field groups whole.
create function convoy.changed_since(who convoy.pusher, entity text, op jsonb) returns jsonb language plpgsql as $$
declare
    rules jsonb := who.rules -> entity;
    base jsonb := convoy.base_values(who, entity, op);
    changed text[] := array(select f.key from jsonb_each(op -> 'fields') f where f.value is distinct from base -> f.key);
begin
    return (select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(op -> 'fields') f
        where f.key = any(changed) or exists (select 1 from unnest(changed) c
            where rules -> c ->> 'group' <> '' and rules -> c ->> 'group' = rules -> f.key ->> 'group'));
end $$;

-- The row as it was before the purge, then the change: only what was changed now competes with what others changed of it.
create function convoy.insert_again(who convoy.pusher, entity text, row_id uuid, op jsonb, patch jsonb, stamp timestamptz) returns bigint language plpgsql as $$
declare
    changed jsonb := convoy.changed_since(who, entity, op);
    seq bigint;
begin
    perform set_config('convoy.stamp', '1970-01-01 00:00:00+00', true);
    seq := convoy.insert_row(entity, row_id, who.ws, stamp, who.person, patch || convoy.base_values(who, entity, op));
    perform set_config('convoy.stamp', stamp::text, true);
    return case changed when '{}' then seq else coalesce(convoy.update_row(entity, row_id, changed), seq) end;
end $$;

create function convoy.brief(value jsonb) returns jsonb immutable language plpgsql as $$
begin
    return case when octet_length(value::text) <= 1000 then value else to_jsonb(left(value #>> '{}', 240) || ' …') end;
end $$;

-- What the feed says of an update: the old and the new value of each field, long texts cut. Moves within a list are not news.
create function convoy.feed_changes(patch jsonb, cur jsonb) returns jsonb immutable language plpgsql as $$
begin
    return (select jsonb_agg(jsonb_build_object('field', p.key, 'old', convoy.brief(cur -> p.key), 'new', convoy.brief(p.value)) order by p.key)
    from jsonb_each(patch) p where p.key <> 'position');
end $$;

create function convoy.apply_create(who convoy.pusher, entity text, op jsonb, stamp timestamptz) returns convoy.outcome language plpgsql as $$
declare
    row_id uuid := (op ->> 'id')::uuid;
    cur jsonb;
    result convoy.outcome;
    patch jsonb := op -> 'fields';
    again boolean := coalesce(op -> 'base', '{}') <> '{}';
begin
    cur := convoy.twin_of(who, entity, row_id, patch, again);
    if cur is not null then
        if again then
            op := op || jsonb_build_object('fields', convoy.changed_since(who, entity, op));
            if op -> 'fields' = '{}' then
                return convoy.apply_restore(who, entity, op, cur, stamp);
            end if;
        elsif entity = 'workspace_members' and cur ->> 'deleted_at' is not null then -- invited anew, as what is said now
            op := op || jsonb_build_object('base', (select jsonb_object_agg(f.key, jsonb_build_object('value', cur -> f.key, 'seq', cur -> 'seq'))
                from jsonb_each(op -> 'fields') f));
        else
            perform convoy.name_unseen(who, entity, op, cur);
        end if;
        return convoy.apply_update(who, entity, op, cur, stamp);
    end if;
    perform convoy.check_right(who, entity, 'create', op, null);
    if convoy.load_row(entity, row_id) is not null then
        row_id := gen_random_uuid(); -- someone else's
    end if;
    if entity = 'activity_feed' then
        patch := patch || jsonb_build_object('kind', 'comment', 'author_id', who.person, 'author_name', convoy.person_name(who.ws, who.person),
            'device_id', who.device, 'device_name', who.device_name);
    elsif entity = 'tasks' then
        patch := patch || jsonb_build_object('number', op -> 'number');
        result.number := (op ->> 'number')::bigint;
    end if;
    result.seq := case when again then convoy.insert_again(who, entity, row_id, op, patch, stamp)
        else convoy.insert_row(entity, row_id, who.ws, stamp, who.person, patch) end;
    result.status := 'applied';
    result.id := row_id;
    result.lost := '{}';
    result.changes := '[]';
    result.cur := patch;
    return result;
end $$;

create function convoy.person_name(ws uuid, person uuid) returns text stable language plpgsql as $$
begin
    return (select coalesce(nullif(m.display_name, ''), m.email) from public.workspace_members m where m.workspace_id = ws and m.user_id = person);
end $$;

-- An edit of a row in the trash: if its deletion had not been seen, content brings the row back, with a note to whoever
-- deleted it. Structural data stays as the server has it.
create function convoy.against_deletion(who convoy.pusher, entity text, op jsonb, cur jsonb, result convoy.verdict, stamp timestamptz)
returns convoy.verdict language plpgsql as $$
declare
    meta jsonb := convoy.meta_of(cur, 'deleted_at');
    seen bigint;
    side jsonb := jsonb_build_object('device', who.device, 'user', who.person, 'stamp', stamp, 'value', 'null'::jsonb);
    content jsonb;
begin
    select coalesce(min((b.value ->> 'seq')::bigint), 0) into seen from jsonb_each(coalesce(op -> 'base', '{}')) b;
    if entity = 'task_dependencies' and op ->> 'action' = 'create' then
        result.patch := result.patch || '{"deleted_at": null}'; -- the person wants this edge
        return result;
    elsif entity = 'sync_conflicts' or convoy.has_seen(who, meta, seen) then
        if entity <> 'sync_conflicts' and op ->> 'action' = 'create' then
            result.patch := result.patch || '{"deleted_at": null}'; -- made anew by who had thrown it away
        end if;
        return result;
    end if;
    select jsonb_object_agg(p.key, p.value) into content from jsonb_each(result.patch) p
        where who.rules -> entity -> p.key ->> 'rule' <> 'rank';
    if content is null then
        result.merged := result.merged or result.patch <> '{}';
        result.patch := '{}'; -- only its place in a list: dropped, and not answered as if it had been taken
    elsif entity in ('workspaces', 'workspace_members', 'projects', 'milestones') and op ->> 'action' = 'update' then
        result.lost := result.lost || array(select jsonb_object_keys(content));
        perform convoy.record_loss(who, entity, (cur ->> 'id')::uuid, c.key, 'server_wins', side || jsonb_build_object('value', c.value),
            convoy.meta_of(cur, 'deleted_at') || jsonb_build_object('value', cur -> c.key), op -> 'base' -> c.key -> 'value')
            from jsonb_each(content) c;
        result.patch := '{}';
    else
        result.patch := result.patch || '{"deleted_at": null}';
        result.merged := true;
        perform convoy.deletion_lost(who, entity, cur, side);
    end if;
    return result;
end $$;

create function convoy.apply_update(who convoy.pusher, entity text, op jsonb, cur jsonb, stamp timestamptz) returns convoy.outcome language plpgsql as $$
declare
    result convoy.outcome;
    verdict convoy.verdict;
begin
    if cur is null then
        perform convoy.refuse('gone_row', 'This was removed for good on the server; it has to be created again.');
    end if;
    perform convoy.check_right(who, entity, 'update', op, cur);
    verdict := convoy.merge(who, entity, op, cur, stamp);
    result.id := (cur ->> 'id')::uuid;
    result.number := (cur ->> 'number')::bigint;
    result.seq := (cur ->> 'seq')::bigint;
    result.cur := cur;
    result.lost := verdict.lost;
    if verdict.rebase <> '{}' then
        result.status := 'rebase';
        result.lost := '{}'; -- nothing is done yet, so nothing has lost
        result.rebase := verdict.rebase;
        return result;
    end if;
    if cur ->> 'deleted_at' is not null then
        verdict := convoy.against_deletion(who, entity, op, cur, verdict, stamp);
        result.lost := verdict.lost;
    end if;
    if entity = 'sync_conflicts' and verdict.patch ->> 'resolution' = '' and exists (select 1 from public.sync_conflicts c
        where c.row_id = (cur ->> 'row_id')::uuid and c.field = cur ->> 'field' and c.user_id = who.person
            and c.resolution = '' and c.deleted_at is null and c.id <> result.id) then
        verdict.patch := '{}'; -- a decision is taken back, but a newer entry asks the same already
        verdict.merged := true; -- not as if it had been taken
    end if;
    if verdict.patch <> '{}' then
        result.seq := coalesce(convoy.update_row(entity, result.id, verdict.patch), result.seq);
        result.changes := convoy.feed_changes(verdict.patch, cur);
    end if;
    result.status := case when verdict.lost <> '{}' then 'conflict' when verdict.merged then 'merged' else 'applied' end;
    return result;
end $$;

-- A deletion loses against content that it had not seen, against being taken out of the trash, and a dependency's against being
-- made. The base of a deletion: {"deleted_at": {"value": null, "seq": n}}, and an older seq for each field that showed an edit
-- under way instead of the server's value.
create function convoy.apply_delete(who convoy.pusher, entity text, op jsonb, cur jsonb, stamp timestamptz) returns convoy.outcome language plpgsql as $$
declare
    result convoy.outcome;
    side jsonb := jsonb_build_object('device', who.device, 'user', who.person, 'stamp', stamp, 'value', stamp);
    seen bigint := (op #>> '{base,deleted_at,seq}')::bigint;
    newer jsonb;
begin
    result.id := (op ->> 'id')::uuid;
    result.status := 'applied';
    result.lost := '{}';
    if cur is null then
        return result; -- gone already
    end if;
    perform convoy.check_right(who, entity, 'delete', op, cur);
    result.id := (cur ->> 'id')::uuid;
    result.seq := (cur ->> 'seq')::bigint;
    result.number := (cur ->> 'number')::bigint;
    result.cur := cur;
    if cur ->> 'deleted_at' is not null then
        perform convoy.delete_too(who, entity, cur, stamp);
        return result;
    end if;
    if seen is not null then
        select m.value into newer from jsonb_each(cur -> 'field_meta') m
            where (m.key = 'deleted_at' or m.key = '*' and entity = 'task_dependencies'
                or who.rules -> entity -> m.key ->> 'rule' in ('last_writer', 'text', 'elements', 'server_wins'))
            and not convoy.has_seen(who, m.value, coalesce((op -> 'base' -> m.key ->> 'seq')::bigint, seen))
            order by (m.value ->> 'seq')::bigint desc limit 1;
    end if;
    if newer is null and entity in ('projects', 'tasks') and op ? 'seen' then
        newer := convoy.unseen_inside(who, entity, result.id, (op ->> 'seen')::bigint);
    end if;
    if newer is not null then
        perform convoy.record_loss(who, entity, result.id, 'deleted_at', 'delete', side, newer || '{"value": null}', 'null');
        result.status := 'conflict';
        result.lost := '{deleted_at}';
        return result;
    end if;
    result.seq := convoy.update_row(entity, result.id, jsonb_build_object('deleted_at', who.now));
    result.changes := '[]';
    return result;
end $$;

create function convoy.apply_restore(who convoy.pusher, entity text, op jsonb, cur jsonb, stamp timestamptz) returns convoy.outcome language plpgsql as $$
declare
    result convoy.outcome;
begin
    if cur is null then
        perform convoy.refuse('gone_row', 'This was removed for good on the server; it has to be created again.');
    end if;
    if coalesce(op -> 'fields', '{}') <> '{}' then
        result := convoy.apply_update(who, entity, op, cur, stamp);
    else
        perform convoy.check_right(who, entity, 'restore', op, cur);
        result := ('applied', cur ->> 'id', cur ->> 'number', cur ->> 'seq', '{}', null, null, cur);
    end if;
    if result.status <> 'rebase' and cur ->> 'deleted_at' is not null then
        -- Undo of a deletion of one's own that has met another one.
        if (convoy.meta_of(cur, 'deleted_at') ->> 'seq')::bigint > (op #>> '{base,deleted_at,seq}')::bigint then
            perform convoy.deletion_lost(who, entity, cur, jsonb_build_object('device', who.device, 'user', who.person, 'stamp', stamp, 'value', 'null'::jsonb), false);
        end if;
        result.seq := coalesce(convoy.update_row(entity, result.id, '{"deleted_at": null}'), result.seq);
        result.changes := coalesce(result.changes, '[]');
    end if;
    return result;
end $$;

-- One operation. Its fields come out clean, its stamp no later than now.
create function convoy.apply_op(who convoy.pusher, op jsonb) returns convoy.outcome language plpgsql as $$
declare
    entity text := op ->> 'entity';
    stamp timestamptz := least(coalesce((op ->> 'stamp')::timestamptz, who.now), who.now);
    text_base text := case when op -> 'fields' ? 'description' then op #>> '{base,description,seq}' end; -- a deletion names it, too
    cur jsonb;
begin
    if who.rules -> entity is null then
        perform convoy.refuse('unknown_entity', format('This server knows no "%s".', entity));
    elsif entity in ('workflows', 'patterns', 'best_practices') then
        perform convoy.refuse('read_only', 'Reference data can only be read.');
    end if;
    op := op || jsonb_build_object('fields', convoy.clean_fields(who, entity, coalesce(op -> 'fields', '{}')));
    perform set_config('convoy.stamp', stamp::text, true);
    perform set_config('convoy.base', coalesce(text_base, ''), true), set_config('convoy.set_base', '', true);
    if op ->> 'action' = 'create' then
        return convoy.apply_create(who, entity, op, stamp);
    end if;
    cur := convoy.load_row(entity, (op ->> 'id')::uuid);
    case op ->> 'action'
        when 'update' then return convoy.apply_update(who, entity, op, cur, stamp);
        when 'delete' then return convoy.apply_delete(who, entity, op, cur, stamp);
        when 'restore' then return convoy.apply_restore(who, entity, op, cur, stamp);
        else perform convoy.refuse('bad_value', 'An operation is create, update, delete or restore.');
    end case;
end $$;
