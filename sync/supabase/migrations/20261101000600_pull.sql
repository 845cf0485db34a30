-- sync_pull: everything new in all of the caller's workspaces, in one request and one snapshot (STABLE). See
-- sync/remote/README.md for the request and the answer. The answer is built as JSON text.

create function convoy.reference_manifest() returns json stable language plpgsql as $$
begin
    return (select json_build_object('count', count(*), 'hash', md5(coalesce(string_agg(r.line, ',' order by r.line), '')))
    from (select 'workflows:' || id || ':' || updated_at as line from public.workflows
          union all select 'patterns:' || id || ':' || updated_at from public.patterns
          union all select 'best_practices:' || id || ':' || updated_at from public.best_practices) r);
end $$;

create function convoy.memberships_of(person uuid) returns json stable language plpgsql as $$
begin
    return (select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name, 'role', m.role, 'epoch', h.epoch) order by w.name, w.id), '[]')
    from public.workspace_members m
    join public.workspaces w on w.id = m.workspace_id and w.deleted_at is null
    join public.sync_heads h on h.workspace_id = w.id
    where m.user_id = person and m.deleted_at is null and not convoy.session_revoked(person));
end $$;

-- All cursors of a device that has read everything, in one value: id:role:epoch:head of each membership, in order of id.
create function convoy.cursor_digest(person uuid) returns text stable language plpgsql as $$
begin
    return (select md5(coalesce(string_agg(format('%s:%s:%s:%s', w.id, m.role, h.epoch, convoy.head_seq(w.id)), ',' order by w.id), ''))
    from public.workspace_members m
    join public.workspaces w on w.id = m.workspace_id and w.deleted_at is null
    join public.sync_heads h on h.workspace_id = w.id
    where m.user_id = person and m.deleted_at is null and not convoy.session_revoked(person));
end $$;

-- "gone", "resync" or "ok"; the first that applies.
create function convoy.pull_state(person uuid, asked jsonb, head bigint) returns json stable language plpgsql as $$
declare
    ws uuid := (asked ->> 'id')::uuid;
    low bigint := coalesce((asked ->> 'after')::bigint, 0);
    h public.sync_heads;
begin
    if exists (select 1 from public.workspaces w where w.id = ws and w.deleted_at is not null) then
        return json_build_object('state', 'gone', 'reason', 'deleted');
    end if;
    if not exists (select 1 from public.sync_heads where workspace_id = ws) and not convoy.session_revoked(person) then
        return json_build_object('state', 'gone', 'reason', 'missing'); -- put back to a backup that is older than the workspace
    end if;
    if convoy.role_in(ws, person) is null or convoy.session_revoked(person) then
        return json_build_object('state', 'gone', 'reason', 'revoked');
    end if;
    select * into h from public.sync_heads where workspace_id = ws;
    -- The pages of a first fill are below the floor until the fill has passed it. What was purged before it began it does not
    -- miss; what is deleted after that has a seq above the head of then.
    if low <> 0 and (asked ->> 'epoch' is distinct from h.epoch::text or greatest(low, (asked ->> 'fill_head')::bigint) < h.purge_floor
        or low > head) then
        return json_build_object('state', 'resync', 'epoch', h.epoch);
    end if;
    return json_build_object('state', 'ok', 'epoch', h.epoch);
end $$;

-- One workspace's part of the answer; `taken` is how many of the allowed rows it may hold, `verify` which buckets to sum up.
create function convoy.pull_workspace(person uuid, asked jsonb, allowed int, verify jsonb, schema int, out answer text, out taken int)
stable language plpgsql as $$
declare
    ws uuid := (asked ->> 'id')::uuid;
    low bigint := coalesce((asked ->> 'after')::bigint, 0);
    cutoff timestamptz := (asked ->> 'cutoff')::timestamptz;
    had timestamptz := (asked ->> 'had')::timestamptz;
    head bigint := convoy.head_seq(ws);
    fill_head bigint := coalesce((asked ->> 'fill_head')::bigint, head);
    state json := convoy.pull_state(person, asked, head);
    high bigint;
    changes text := '{}';
begin
    taken := 0;
    if state ->> 'state' <> 'ok' then
        answer := state::text;
        return;
    end if;
    high := head;
    if head > low and allowed > 0 then
        high := convoy.page_end(ws, low, allowed, person);
        -- Counted, not head - low: the numbers are those of all workspaces, and what one does not take the next ones may have.
        taken := case when high is null then convoy.rows_behind(ws, low, allowed, person) else allowed end;
        high := coalesce(high, head);
        select convoy.wrap(array_agg(p.entity), array_agg(p.body)) into changes
            from convoy.page(ws, low, high, person, cutoff, fill_head, had) p;
    elsif head > low then
        high := low;
    end if;
    answer := format('{"state":"ok","epoch":"%s","next":%s,"has_more":%s,"changes":%s%s%s}', state ->> 'epoch', high,
        (high < head)::text, changes,
        case when low = 0 then ',"head":' || head || ',"total":' || convoy.live_rows(ws, person, cutoff, fill_head, had) else '' end,
        case when jsonb_typeof(verify) = 'array' and high >= head
            then ',"checksums":' || convoy.checksums(ws, person, schema, (asked ->> 'window')::timestamptz, (verify ->> 0)::int, (verify ->> 1)::int)
            else '' end);
end $$;

create function public.sync_pull(request jsonb) returns json
stable language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set enable_seqscan = off as $$
declare
    person uuid := convoy.require_person();
    asked jsonb;
    allowed int;
    schema int;
    part record;
    parts text[] := '{}';
begin
    request := convoy.request_of(request);
    if request ? 'digest' then
        return format('{"server_time":%s,"schema":%s,"min_schema":%s,"reference":%s,"unchanged":%s}', to_json(clock_timestamp()),
            convoy.schema_version(), convoy.min_schema(), convoy.reference_manifest(),
            (convoy.cursor_digest(person) = request ->> 'digest')::text);
    end if;
    allowed := least(greatest(coalesce((request ->> 'limit')::int, 1000), 1), 5000);
    schema := coalesce((request ->> 'schema')::int, 1);
    if schema >= convoy.min_schema() then
        for asked in select value from jsonb_array_elements(coalesce(request -> 'workspaces', '[]')) loop
            part := convoy.pull_workspace(person, asked, allowed, request -> 'verify', schema);
            parts := parts || format('%s:%s', to_json((asked ->> 'id')::uuid), part.answer);
            allowed := allowed - part.taken;
        end loop;
    end if;
    return format('{"server_time":%s,"schema":%s,"min_schema":%s,"reference":%s,"memberships":%s,"workspaces":{%s}}',
        to_json(clock_timestamp()), convoy.schema_version(), convoy.min_schema(), convoy.reference_manifest(),
        convoy.memberships_of(person), array_to_string(parts, ','));
end $$;
