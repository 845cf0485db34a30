-- What a device compares itself by, and how it gets what differs. A row's checksum is made of what a device keeps of it, so
-- that a copy whose values changed under the same seq is found as well.

-- One column as text. Absent and empty are the same, and a JSON value is as jsonb writes it.
create function convoy.plain_text(field text, type text) returns text immutable language sql as $$
    select case
        when type = 'timestamp' then format('coalesce(btrim(to_json(r.%I)::text, ''"''), '''')', field)
        when type = 'boolean' then format('case when r.%I then ''1'' else ''0'' end', field)
        when type in ('set', 'json') then format('coalesce(nullif(r.%I::text, ''null''), '''')', field)
        else format('coalesce(r.%I::text, '''')', field)
    end
$$;

-- id, seq, created_at, updated_at and the fields that a program of that schema knows, each behind the last and a unit separator.
create function convoy.plain_row(entity text, schema int) returns text stable language sql as $$
    select 'r.id || e''\x1f'' || r.seq || e''\x1f'' || ' || convoy.plain_text('created_at', 'timestamp') || ' || e''\x1f'' || '
        || convoy.plain_text('updated_at', 'timestamp')
        || coalesce(string_agg(' || e''\x1f'' || ' || convoy.plain_text(f.field, f.type), '' order by f.ordinal), '')
    from public.sync_field_rules f where f.entity = plain_row.entity and f.since <= schema
$$;

create function convoy.bucket(id uuid) returns int immutable language sql as $$ select get_byte(uuid_send(id), 0) & 63 $$;

-- Of each table 64 buckets by the first byte of the id: how many live rows, and the md5 of the rows' md5s in order of id. With
-- a window only what every device with that window has: no tasks finished before it, no older entries of the feed. Those
-- from `low` to below `high`: nearly all the time goes into the md5s, so that fewer buckets take less of it.
create function convoy.checksums(ws uuid, viewer uuid, schema int, since timestamptz, low int, high int) returns json
stable language plpgsql as $$
declare
    name text;
    part json;
    result jsonb := '{}';
begin
    foreach name in array convoy.synced_tables() loop
        execute format('select coalesce(json_agg(json_build_array(b.bucket, b.count, b.hash) order by b.bucket), ''[]'') from ('
            'select convoy.bucket(r.id) as bucket, count(*) as count, md5(string_agg(md5(%s), '''' order by r.id)) as hash '
            'from public.%I r where r.workspace_id = $1 and r.deleted_at is null and convoy.bucket(r.id) between $4 and $5 - 1%s group by 1) b', convoy.plain_row(name, schema), name,
            case name
                when 'sync_conflicts' then ' and r.user_id = $2'
                when 'tasks' then ' and ($3 is null or r.completion_date is null or r.completion_date >= $3 or r.status not in (''done'', ''cancelled''))'
                when 'activity_feed' then ' and ($3 is null or r.created_at >= $3)'
                else '' end)
            into part using ws, viewer, since, low, high;
        result := result || jsonb_build_object(name, part);
    end loop;
    return result;
end $$;

-- All rows of some buckets of a table, or those with these ids; tombstones too.
create function convoy.rows_of(ws uuid, viewer uuid, name text, buckets int[], ids uuid[]) returns text
stable language plpgsql as $$
declare
    body text;
begin
    execute format('select string_agg(%s, '','' order by r.seq) from public.%I r where r.workspace_id = $1 and %s%s', convoy.wire_row(name), name,
        case when ids is null then 'convoy.bucket(r.id) = any($3)' else 'r.id = any($4)' end,
        case name when 'sync_conflicts' then ' and r.user_id = $2' else '' end)
        into body using ws, viewer, buckets, ids;
    return body;
end $$;

create function public.sync_rows(request jsonb) returns json
stable language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set enable_seqscan = off as $$
declare
    person uuid := convoy.require_person();
    ws uuid;
    state json;
    entities text[] := '{}';
    bodies text[] := '{}';
    part record;
begin
    request := convoy.request_of(request);
    ws := (request ->> 'workspace')::uuid;
    state := convoy.pull_state(person, jsonb_build_object('id', ws, 'epoch', request -> 'epoch', 'after', request -> 'after'), convoy.head_seq(ws));
    if state ->> 'state' = 'ok' and coalesce((request ->> 'schema')::int, 1) >= convoy.min_schema() then
        for part in
            select n.name, (select array_agg(v::int) from jsonb_array_elements_text(request -> 'buckets' -> n.name) v) as buckets,
                (select array_agg(v::uuid) from jsonb_array_elements_text(request -> 'ids' -> n.name) v) as ids
            from unnest(convoy.synced_tables()) n (name)
        loop
            if part.buckets is not null or part.ids is not null then
                entities := entities || part.name;
                bodies := bodies || convoy.rows_of(ws, person, part.name, part.buckets, part.ids);
            end if;
        end loop;
    end if;
    return format('{"server_time":%s,"schema":%s,"min_schema":%s,"state":%s,"rows":%s}', to_json(clock_timestamp()),
        convoy.schema_version(), convoy.min_schema(), to_json(state ->> 'state'), convoy.wrap(entities, bodies));
end $$;
