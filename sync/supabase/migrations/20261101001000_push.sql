-- sync_push: groups of operations, each all or nothing, in order, under the workspace's head lock. See
-- sync/remote/README.md for the request and the answer.

-- What a group leaves behind besides its rows.
create type convoy.group_result as (
    answer jsonb,
    committed boolean,
    feed jsonb, -- {row id: entry}
    ids jsonb, -- {id sent: id that stands}, where they differ
    next_number bigint
);

-- An operation made by an older program, as today's would have made it. Every schema version that changes what an
-- existing field means, or renames one, adds its step here; new fields need none.
create function convoy.upcast(op jsonb, schema int) returns jsonb immutable language plpgsql as $$
begin
    return op;
end $$;

-- Ids that turned out to be others, put in their places. Rarely any.
create function convoy.renamed(op jsonb, ids jsonb) returns jsonb immutable language plpgsql as $$
begin
    if ids = '{}' then
        return op;
    end if;
    return op || jsonb_build_object('id', coalesce(ids -> (op ->> 'id'), op -> 'id'), 'fields', coalesce((
        select jsonb_object_agg(f.key, coalesce(ids -> (f.value #>> '{}'), f.value)) from jsonb_each(coalesce(op -> 'fields', '{}')) f), '{}'));
end $$;

create function convoy.op_answer(op jsonb, o convoy.outcome) returns jsonb immutable language plpgsql as $$
begin
    return jsonb_build_object('op', op -> 'op', 'id', o.id, 'number', o.number, 'seq', o.seq, 'status', o.status, 'lost', to_jsonb(o.lost))
        || case when o.rebase is null then '{}' else jsonb_build_object('rebase', o.rebase) end;
end $$;

-- Every operation of a group with one status; the one that failed with its own.
create function convoy.undone(grp jsonb, status text, op_status text, failed text, failed_status text, error jsonb) returns jsonb immutable language plpgsql as $$
begin
    return (select jsonb_build_object('group', grp -> 'group', 'status', status, 'replayed', false,
        'ops', coalesce(jsonb_agg(jsonb_build_object('op', o.value -> 'op', 'id', o.value -> 'id', 'number', null, 'seq', null, 'lost', '[]'::jsonb,
            'status', case when o.value ->> 'op' = failed then failed_status else op_status end)
            || case when o.value ->> 'op' = failed and error is not null then jsonb_build_object('error', error) else '{}' end
            order by o.n), '[]'))
        || case when error is null then '{}' else jsonb_build_object('error', error) end
    from jsonb_array_elements(grp -> 'ops') with ordinality o (value, n));
end $$;

-- The feed entry of one row; a row edited twice in a group has one entry.
create function convoy.feed_entry(feed jsonb, op jsonb, o convoy.outcome) returns jsonb immutable language plpgsql as $$
begin
    return case when o.changes is null or op ->> 'entity' in ('activity_feed', 'sync_conflicts') then feed
        else feed || jsonb_build_object(o.id, jsonb_build_object(
            'subject_table', op ->> 'entity',
            'action', case when feed ? o.id::text then feed -> o.id::text ->> 'action'
                when op ->> 'action' = 'create' and o.cur ? 'id' then 'update' else op ->> 'action' end,
            'changes', coalesce(feed -> o.id::text -> 'changes', '[]') || o.changes,
            'task_id', case op ->> 'entity' when 'tasks' then o.id::text else o.cur ->> 'task_id' end,
            'project_id', case op ->> 'entity' when 'projects' then o.id::text else coalesce(op -> 'fields' ->> 'project_id', o.cur ->> 'project_id') end)) end;
end $$;

create function convoy.apply_group(who convoy.pusher, grp jsonb, ids jsonb, next_number bigint) returns convoy.group_result language plpgsql as $$
declare
    op jsonb;
    o convoy.outcome;
    back convoy.brought_back;
    answers jsonb[] := '{}';
    result convoy.group_result := (null, true, '{}', ids, next_number);
    status text := 'applied';
    placed uuid[] := '{}';
    stage_led uuid[] := '{}';
    uprooted uuid[] := '{}';
    edges uuid[] := '{}';
    code text;
    sentence text;
    state text;
    schema int := coalesce((grp ->> 'schema')::int, 1);
begin
    for op in select value from jsonb_array_elements(grp -> 'ops') loop
        op := convoy.renamed(convoy.upcast(op, schema), result.ids);
        if op ->> 'entity' = 'tasks' and op ->> 'action' = 'create' then
            op := op || jsonb_build_object('number', result.next_number);
        end if;
        o := convoy.apply_op(who, op);
        if op ->> 'action' <> 'delete' and op ? 'seen' and o.changes is not null then
            back := convoy.bring_back(who, op ->> 'entity', o.id, op, result.feed);
            if back.feed is not null then
                o.status := case o.status when 'applied' then 'merged' else o.status end;
                result.feed := back.feed;
                placed := placed || back.tasks;
            end if;
        end if;
        answers := answers || convoy.op_answer(op, o);
        if o.status = 'rebase' then
            status := 'rebase';
        elsif o.status <> 'applied' and status = 'applied' then
            status := 'merged';
        end if;
        if o.id::text <> op ->> 'id' then
            result.ids := result.ids || jsonb_build_object(op ->> 'id', o.id);
        end if;
        result.feed := convoy.feed_entry(result.feed, op, o);
        if op ->> 'entity' = 'tasks' and o.status <> 'rebase' then
            result.next_number := greatest(result.next_number, o.number + 1);
            if op ->> 'action' in ('create', 'restore') or op -> 'fields' ?| array['project_id', 'milestone_id', 'parent_id', 'current_stage', 'status', 'completion_date'] then
                placed := placed || o.id;
            end if;
            if op -> 'fields' ? 'current_stage' and not 'current_stage' = any(o.lost) then
                stage_led := stage_led || o.id;
            end if;
            if op ->> 'action' = 'delete' or op -> 'fields' ? 'project_id' and op ->> 'action' <> 'create' then
                uprooted := uprooted || o.id;
            end if;
        elsif op ->> 'entity' = 'task_dependencies' and op ->> 'action' in ('create', 'restore') then
            edges := edges || o.id;
        elsif op ->> 'action' <> 'delete' then
            perform convoy.check_references(who, op ->> 'entity', o.id);
        end if;
    end loop;
    if status = 'rebase' then
        raise exception using errcode = 'CV002';
    end if;
    if cardinality(placed) + cardinality(uprooted) > 0 then
        perform convoy.settle_tasks(who, placed, stage_led, uprooted);
    end if;
    if cardinality(edges) > 0 then
        perform convoy.settle_edges(who, edges);
    end if;
    result.answer := jsonb_build_object('group', grp -> 'group', 'status', status, 'replayed', false, 'ops', to_jsonb(answers));
    return result;
exception
    when sqlstate 'CV002' then
        result.answer := jsonb_build_object('group', grp -> 'group', 'status', 'rebase', 'replayed', false, 'ops', (
            select jsonb_agg(case a ->> 'status' when 'rebase' then a else a || '{"status": "rolled_back", "seq": null, "number": null, "lost": []}' end)
            from unnest(answers) a));
        result := (result.answer, false, '{}', ids, next_number);
        return result;
    when others then
        get stacked diagnostics sentence = message_text, code = pg_exception_detail, state = returned_sqlstate;
        if left(state, 2) in ('40', '53', '55', '57') then
            raise; -- busy, not wrong
        end if;
        code := case when state = 'CV001' then code when left(state, 2) in ('22', '23') then 'bad_value' else 'server_error' end;
        result.answer := convoy.undone(grp, 'refused', 'rolled_back', op ->> 'op', case code when 'gone_row' then 'gone_row' else 'error' end,
            jsonb_build_object('code', code, 'message', case when code = 'bad_value' and state <> 'CV001'
                then format('One of the values is not allowed here (%s).', sentence) else sentence end));
        result := (result.answer, false, '{}', ids, next_number);
        return result;
end $$;

-- A group that was committed before: the answer that was given then. Null when it is new.
create function convoy.replayed(person uuid, grp jsonb, known jsonb) returns jsonb stable language plpgsql as $$
declare
    first jsonb := known -> (grp #>> '{ops,0,op}');
begin
    if first is null or first ->> 'group_status' = 'rebase' then
        return null;
    end if;
    return jsonb_build_object('group', grp -> 'group', 'status', first -> 'group_status', 'replayed', true,
        'ops', (select jsonb_agg(coalesce(known -> (o.value ->> 'op') -> 'outcome', jsonb_build_object('op', o.value -> 'op', 'id', o.value -> 'id',
            'number', null, 'seq', null, 'status', 'error', 'lost', '[]'::jsonb,
            'error', '{"code": "bad_value", "message": "This operation was not part of the group when it was committed."}'::jsonb)) order by o.n)
            from jsonb_array_elements(grp -> 'ops') with ordinality o (value, n)));
end $$;

-- An operation that was answered with `rebase` goes on under another id. Whatever comes under this one is a second delivery, or the
-- same question again: it must never be done, though its base may be the server's text by now.
create function convoy.asked_again(grp jsonb, known jsonb) returns jsonb immutable language plpgsql as $$
begin
    if known = '{}' then -- nearly always: the group is not put together anew for nothing
        return grp;
    end if;
    return jsonb_set(grp, '{ops}', (select jsonb_agg(case when known #>> array[o.value ->> 'op', 'group_status'] = 'rebase'
            then o.value || '{"again": true}' else o.value end order by o.n)
        from jsonb_array_elements(grp -> 'ops') with ordinality o (value, n)));
end $$;

-- One look into the ledger for each operation: any other plan, made while the ledger was short, would read all of it once it is long.
create function convoy.known_ops(person uuid, groups jsonb) returns jsonb stable language plpgsql as $$
begin
    return (select coalesce(jsonb_object_agg(s.op_id, jsonb_build_object('outcome', s.outcome, 'group_status', s.group_status)), '{}')
    from jsonb_array_elements(groups) g, jsonb_array_elements(g.value -> 'ops') o, lateral (
        select k.op_id, k.outcome, k.group_status from public.sync_operations k
        where k.user_id = person and k.op_id = (o.value ->> 'op')::uuid limit 1) s);
end $$;

create function convoy.write_ledger(who convoy.pusher, groups jsonb[], answers jsonb[]) returns void language plpgsql as $$
begin
    insert into public.sync_operations (user_id, op_id, workspace_id, group_id, group_status, device_id, entity, row_id, seq, outcome)
    select who.person, (o.value ->> 'op')::uuid, who.ws, (a.answer ->> 'group')::uuid, a.answer ->> 'status', who.device,
        a.grp -> 'ops' -> (o.n - 1)::int ->> 'entity', (o.value ->> 'id')::uuid, (o.value ->> 'seq')::bigint, o.value - 'rebase'
    from unnest(groups, answers) a (grp, answer), jsonb_array_elements(a.answer -> 'ops') with ordinality o (value, n)
    where a.answer ->> 'status' <> 'rebase' or o.value ->> 'status' = 'rebase'
    on conflict do nothing; -- one id used twice in a request: the first stands
end $$;

-- System entries of the activity feed: who, on which device, old and new; one per group and row.
create function convoy.write_feed(who convoy.pusher, groups jsonb[], feeds jsonb[]) returns void language plpgsql as $$
declare
    person_name text := convoy.person_name(who.ws, who.person);
begin
    insert into public.activity_feed (workspace_id, created_by, kind, task_id, project_id, subject_table, subject_id, action, changes,
        author_id, author_name, device_id, device_name, op_group)
    select who.ws, who.person, 'system', (e.value ->> 'task_id')::uuid, (e.value ->> 'project_id')::uuid, e.value ->> 'subject_table',
        e.key::uuid, e.value ->> 'action', e.value -> 'changes', who.person, person_name, who.device, who.device_name, (f.grp ->> 'group')::uuid
    from unnest(groups, feeds) with ordinality f (grp, feed, n), jsonb_each(f.feed) e
    order by f.n;
end $$;

create function convoy.greet_device(person uuid, device jsonb) returns void language plpgsql as $$
begin
    insert into public.devices as d (user_id, id, name, session_id)
    select person, (device ->> 'id')::uuid, coalesce(device ->> 'name', ''), auth.jwt() ->> 'session_id'
    where device ->> 'id' is not null
    on conflict (user_id, id) do update set name = excluded.name, session_id = excluded.session_id, last_seen_at = now()
    where (d.name, d.session_id) is distinct from (excluded.name, excluded.session_id) or d.last_seen_at < now() - interval '10 minutes';
end $$;

-- Why nothing of this request will be done; null when it will.
create function convoy.push_refusal(person uuid, request jsonb) returns jsonb stable language plpgsql as $$
declare
    ws uuid := (request ->> 'workspace')::uuid;
    dropped timestamptz;
begin
    if coalesce((request ->> 'schema')::int, 1) < convoy.min_schema() then
        return '{"code": "upgrade_required", "message": "This program is too old for the server; its edits are kept."}';
    elsif convoy.session_revoked(person) or exists (select 1 from public.devices d
            where d.user_id = person and d.id = (request #>> '{device,id}')::uuid and d.revoked_at is not null) then
        return '{"code": "device_revoked", "message": "This device was shut out."}';
    elsif convoy.role_in(ws, person) is null then
        return '{"code": "not_allowed", "message": "You are no member of this workspace."}';
    end if;
    select w.deleted_at into dropped from public.workspaces w where w.id = ws;
    if dropped is not null and request #>> '{groups,0,ops,0,entity}' is distinct from 'workspaces' then
        return '{"code": "not_allowed", "message": "This workspace was deleted."}';
    end if;
    return null;
end $$;

-- Rows that a group touches or names; text that looks like one does no harm.
create function convoy.rows_named(grp jsonb) returns text[] immutable language plpgsql as $$
begin
    return array(select o.value ->> 'id' from jsonb_array_elements(grp -> 'ops') o
        union all select f.value from jsonb_array_elements(grp -> 'ops') o, jsonb_each_text(coalesce(o.value -> 'fields', '{}')) f
            where length(f.value) = 36);
end $$;

-- The groups one after the other; the ledger, the feed and the next number once at the end.
create function convoy.push_groups(who convoy.pusher, groups jsonb, next_number bigint, out answers jsonb[], out replayed_ids uuid[]) language plpgsql as $$
declare
    known jsonb := convoy.known_ops(who.person, groups);
    started timestamptz := clock_timestamp();
    grp jsonb;
    answer jsonb;
    r convoy.group_result;
    ids jsonb := '{}';
    number bigint := next_number;
    ops int := 0;
    done_groups jsonb[] := '{}';
    done_answers jsonb[] := '{}';
    asked_groups jsonb[] := '{}'; -- and those that come again under other ids, once their texts are merged
    asked_answers jsonb[] := '{}';
    feeds jsonb[] := '{}';
    held text[] := '{}'; -- rows whose edit comes again, or that were not made: later edits of them must not overtake it
    run_ends int[] := convoy.runs_of_new_tasks(who, groups, known);
    run_end int;
    done_before int := 0; -- groups up to here are done as parts of a run
    at int := 0;
    made convoy.made_together;
begin
    answers := '{}';
    replayed_ids := '{}';
    for grp in select value from jsonb_array_elements(groups) loop
        at := at + 1;
        continue when at <= done_before;
        run_end := least(coalesce(run_ends[at], at), at + 500 - ops); -- least() passes over null
        if run_end > at + 1 and cardinality(held) = 0 and ids = '{}' then
            made := convoy.make_together(who, groups, at, run_end - 1, number);
            if made.answers is not null then
                answers := answers || made.answers;
                done_groups := done_groups || made.groups;
                done_answers := done_answers || made.answers;
                feeds := feeds || made.feeds;
                number := number + run_end - at;
                ops := ops + run_end - at;
                done_before := run_end - 1;
                continue;
            end if;
            run_ends := '{}'; -- one of them is not as simple as it looks: each on its own
        end if;
        answer := convoy.replayed(who.person, grp, known);
        if answer is not null then
            answers := answers || answer;
            replayed_ids := replayed_ids || array(select (o.value ->> 'id')::uuid from jsonb_array_elements(answer -> 'ops') o);
            continue;
        end if;
        ops := ops + jsonb_array_length(grp -> 'ops');
        if (ops > 500 and ops > jsonb_array_length(grp -> 'ops')) or clock_timestamp() > started + interval '2 seconds' then
            answers := answers || convoy.undone(grp, 'not_processed', 'rolled_back', null, null, null);
            continue;
        elsif jsonb_array_length(grp -> 'ops') > 500 then
            answers := answers || convoy.undone(grp, 'refused', 'rolled_back', null, null,
                '{"code": "too_large", "message": "More than 500 operations in one group."}');
            continue;
        end if;
        if cardinality(held) > 0 and held && convoy.rows_named(grp) then
            answers := answers || convoy.undone(grp, 'not_processed', 'rolled_back', null, null, null);
            held := held || array(select o.value ->> 'id' from jsonb_array_elements(grp -> 'ops') o);
            continue;
        end if;
        r := convoy.apply_group(who, convoy.asked_again(grp, known), ids, number);
        answers := answers || r.answer;
        if r.committed then
            ids := r.ids;
            number := r.next_number;
            done_groups := done_groups || grp;
            done_answers := done_answers || r.answer;
            feeds := feeds || r.feed;
        elsif r.answer ->> 'status' = 'rebase' then
            held := held || array(select o.value ->> 'id' from jsonb_array_elements(grp -> 'ops') o);
            asked_groups := asked_groups || grp;
            asked_answers := asked_answers || r.answer;
        elsif r.answer #>> '{error,code}' = 'gone_row' then
            held := held || array(select o.value ->> 'id' from jsonb_array_elements(grp -> 'ops') o);
        else -- refused: what needs the rows that it would have made has to wait for the person's decision
            held := held || array(select o.value ->> 'id' from jsonb_array_elements(grp -> 'ops') o where o.value ->> 'action' = 'create');
        end if;
    end loop;
    perform set_config('convoy.stamp', '', true), set_config('convoy.base', '', true), set_config('convoy.set_base', '', true);
    perform convoy.write_feed(who, done_groups, feeds);
    perform convoy.write_ledger(who, done_groups || asked_groups, done_answers || asked_answers);
    if number <> next_number then
        update public.sync_heads set next_number = number where workspace_id = who.ws;
    end if;
end $$;

-- The answer to a request of which nothing was done.
create function convoy.nothing_pushed(epoch uuid, groups jsonb, status text, error jsonb) returns json stable language plpgsql as $$
begin
    return json_build_object('server_time', clock_timestamp(), 'schema', convoy.schema_version(), 'min_schema', convoy.min_schema(),
        'epoch', epoch, 'from', 0, 'to', 0, 'rows', '{}'::json, 'groups', (select coalesce(json_agg(convoy.undone(g.value, status, 'rolled_back',
            case when error is not null then g.value #>> '{ops,0,op}' end, case when error is not null then 'error' end, error)), '[]')
            from jsonb_array_elements(groups) g));
end $$;

create function convoy.push(person uuid, request jsonb) returns json language plpgsql as $$
declare
    ws uuid := (request ->> 'workspace')::uuid;
    groups jsonb := coalesce(request -> 'groups', '[]');
    refusal jsonb := convoy.push_refusal(person, request);
    h public.sync_heads;
    who convoy.pusher;
    low bigint;
    high bigint;
    done record;
    rows text;
begin
    if refusal is not null then
        return convoy.nothing_pushed(null, groups, 'refused', refusal);
    end if;
    perform set_config('lock_timeout', '2s', true);
    select * into h from public.sync_heads where workspace_id = ws for update;
    if request ->> 'epoch' <> h.epoch::text then -- put back to an older backup since: its bases count what is no longer so
        perform set_config('lock_timeout', '0', true);
        return convoy.nothing_pushed(h.epoch, groups, 'not_processed', null);
    end if;
    -- From here on only a console that waits for this very lock can hold one of our rows: wait but briefly, before it
    -- is counted a deadlock and that console's statement is the one to fail.
    perform set_config('lock_timeout', '250ms', true), set_config('convoy.head', ws::text, true),
        set_config('convoy.device', coalesce(request #>> '{device,id}', ''), true), set_config('convoy.person', person::text, true);
    perform convoy.greet_device(person, request -> 'device');
    who := (person, ws, convoy.role_in(ws, person), request #>> '{device,id}', request #>> '{device,name}', clock_timestamp(), convoy.rules());
    low := convoy.head_seq(ws);
    done := convoy.push_groups(who, groups, h.next_number);
    high := convoy.head_seq(ws);
    select convoy.wrap(array_agg(p.entity), array_agg(p.body)) into rows from (
        select * from convoy.page(ws, low, high, person, null, 0, null)
        union all select * from convoy.rows_by_id(ws, done.replayed_ids, person) where cardinality(done.replayed_ids) > 0) p;
    perform set_config('convoy.head', '', true), set_config('convoy.device', '', true), set_config('convoy.person', '', true), set_config('lock_timeout', '0', true);
    return format('{"server_time":%s,"schema":%s,"min_schema":%s,"epoch":"%s","from":%s,"to":%s,"groups":%s,"rows":%s}',
        to_json(clock_timestamp()), convoy.schema_version(), convoy.min_schema(), h.epoch, low, high, '[' || array_to_string(done.answers, ',') || ']', coalesce(rows, '{}'));
end $$;

create function public.sync_push(request jsonb) returns json
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    person uuid := convoy.require_person();
begin
    return convoy.push(person, convoy.request_of(request));
exception
    when query_canceled then
        raise; -- out of time: with less in it, it may get done
    when others then
        if left(sqlstate, 2) in ('40', '53', '55', '57') then
            raise exception 'busy' using errcode = 'PT503', detail = 'Retry-After: 1', hint = sqlstate;
        end if;
        raise;
end $$;
