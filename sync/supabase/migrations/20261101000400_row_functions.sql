-- Functions that read and write rows of any synced table. They are generated from sync_field_rules as plain static SQL,
-- so that their plans are cached (dynamic SQL costs more than the work itself). A later migration that adds a column
-- adds its rule and calls convoy.build_row_functions() again.

create function convoy.synced_tables() returns text[] immutable language sql as $$
    select array['tasks', 'activity_feed', 'task_dependencies', 'projects', 'milestones', 'workspaces',
                 'workspace_members', 'sync_conflicts']
$$;

create function convoy.wire_columns(entity text) returns text[] stable language plpgsql as $$
begin
    return array['id', 'seq', 'created_at', 'updated_at', 'deleted_at'] ||
        (select array_agg(r.field order by r.ordinal) from public.sync_field_rules r where r.entity = wire_columns.entity);
end $$;

-- The JSON text of one column. Building text is several times faster than building jsonb.
create function convoy.wire_text(field text, type text) returns text immutable language sql as $$
    select case
        when type in ('uuid', 'reference', 'date') then format('coalesce(''"'' || r.%I || ''"'', ''null'')', field)
        when type = 'integer' then format('coalesce(r.%I::text, ''null'')', field)
        when type = 'boolean' then format('case when r.%I then ''true'' else ''false'' end', field)
        when type in ('set', 'json') then format('coalesce(r.%I::text, ''null'')', field)
        else format('coalesce(to_json(r.%I)::text, ''null'')', field)
    end
$$;

create function convoy.wire_row(entity text) returns text stable language sql as $$
    select '''["'' || r.id || ''",'' || r.seq || '','' || to_json(r.created_at)::text || '','' || to_json(r.updated_at)::text '
        '|| '','' || coalesce(to_json(r.deleted_at)::text, ''null'')'
        || string_agg(' || '','' || ' || convoy.wire_text(field, type), '' order by ordinal) || ' || '']'''
    from public.sync_field_rules f where f.entity = wire_row.entity
$$;

create function convoy.cast_of(field text, type text) returns text immutable language sql as $$
    select case
        when type in ('uuid', 'reference') then format('(patch ->> %L)::uuid', field)
        when type = 'integer' then format('(patch ->> %L)::bigint', field)
        when type = 'boolean' then format('(patch ->> %L)::boolean', field)
        when type = 'timestamp' then format('(patch ->> %L)::timestamptz', field)
        when type = 'date' then format('(patch ->> %L)::date', field)
        when type in ('set', 'json') then format('nullif(patch -> %L, ''null'')', field)
        else format('patch ->> %L', field)
    end
$$;

create function convoy.build_readers() returns void language plpgsql as $$
declare
    name text;
    pages text[] := '{}';
    extras text[] := '{}';
    loads text := '';
    heads text[] := '{}';
    cuts text[] := '{}';
    counts text[] := '{}';
    mine text;
    wanted text;
begin
    foreach name in array convoy.synced_tables() loop
        mine := case name when 'sync_conflicts' then ' and r.user_id = viewer' else '' end;
        -- A first fill may leave out what was finished before the cutoff and nothing else hangs on. A second one brings what it
        -- left out, back to an earlier cutoff: nothing that a device with the window `had` must have.
        wanted := case name
            when 'tasks' then ' and (cutoff is null or r.seq > fill_head or r.completion_date is null '
                'or r.completion_date >= cutoff or r.status not in (''done'', ''cancelled'') '
                'or exists (select 1 from public.tasks c where c.parent_id = r.id) '
                'or exists (select 1 from public.task_dependencies d where d.task_id = r.id) '
                'or exists (select 1 from public.task_dependencies d where d.blocked_by_id = r.id)) '
                'and (had is null or (r.seq <= fill_head and r.deleted_at is null and r.completion_date < had and r.status in (''done'', ''cancelled'')))'
            when 'activity_feed' then ' and (cutoff is null or r.seq > fill_head or r.created_at >= cutoff) '
                'and (had is null or (r.seq <= fill_head and r.deleted_at is null and r.created_at < had))'
            else ' and had is null' end;
        pages := pages || format('select %L::text, string_agg(x.t, '','' order by x.seq) from (select r.seq, %s as t '
            'from public.%I r where r.workspace_id = ws and r.seq > low and r.seq <= high%s%s order by r.seq) x',
            name, convoy.wire_row(name), name, mine, wanted);
        extras := extras || format('select %L::text, string_agg(%s, '','' order by r.seq) '
            'from public.%I r where r.workspace_id = ws and r.id = any(ids)%s',
            name, convoy.wire_row(name), name, mine);
        loads := loads || format(E'    %s entity = %L then\n        return (select to_jsonb(r) from public.%I r where r.id = target);\n',
            case loads when '' then 'if' else 'elsif' end, name, name);
        heads := heads || format('(select max(r.seq) from public.%I r where r.workspace_id = ws)', name);
        cuts := cuts || format('(select r.seq from public.%I r where r.workspace_id = ws and r.seq > low%s order by r.seq limit rows)',
            name, mine);
        counts := counts || format('(select count(*) from public.%I r where r.workspace_id = ws and r.deleted_at is null%s%s)',
            name, mine, wanted);
    end loop;
    execute format('create or replace function convoy.page(ws uuid, low bigint, high bigint, viewer uuid, cutoff timestamptz, '
        'fill_head bigint, had timestamptz) returns table (entity text, body text) stable language plpgsql as $f$ begin return query %s; end $f$',
        array_to_string(pages, E'\nunion all '));
    execute format('create or replace function convoy.rows_by_id(ws uuid, ids uuid[], viewer uuid) '
        'returns table (entity text, body text) stable language plpgsql as $f$ begin return query %s; end $f$',
        array_to_string(extras, E'\nunion all '));
    execute format(E'create or replace function convoy.load_row(entity text, target uuid) returns jsonb stable '
        'language plpgsql as $f$ begin\n%s    end if;\n    return null;\nend $f$', loads);
    execute format('create or replace function convoy.head_seq(ws uuid) returns bigint stable language plpgsql as $f$ begin '
        'return greatest((select h.purge_floor from public.sync_heads h where h.workspace_id = ws), %s); end $f$',
        array_to_string(heads, ', '));
    -- The seq of the last row of a page; null when there are fewer rows than that.
    execute format('create or replace function convoy.page_end(ws uuid, low bigint, rows int, viewer uuid) returns bigint stable '
        'language plpgsql as $f$ begin return (select u.seq from (%s) u order by u.seq offset rows - 1 limit 1); end $f$',
        array_to_string(cuts, E'\nunion all '));
    -- How many rows there are behind low; for where they are known to be fewer than a page.
    execute format('create or replace function convoy.rows_behind(ws uuid, low bigint, rows int, viewer uuid) returns int stable '
        'language plpgsql as $f$ begin return (select count(*) from (%s) u); end $f$', array_to_string(cuts, E'\nunion all '));
    execute format('create or replace function convoy.live_rows(ws uuid, viewer uuid, cutoff timestamptz, fill_head bigint, had timestamptz) '
        'returns bigint stable language plpgsql as $f$ begin return %s; end $f$', array_to_string(counts, ' + '));
end $$;

create function convoy.build_writers() returns void language plpgsql as $$
declare
    name text;
    inserts text := '';
    updates text := '';
    columns text;
    given text;
    sets text;
    task_columns text;
    task_values text;
begin
    foreach name in array convoy.synced_tables() loop
        select string_agg(quote_ident(f.field), ', ' order by f.ordinal),
            string_agg(case when c.is_nullable = 'NO' and c.column_default is not null
                    then format('case when patch ? %L then %s else %s end', f.field, convoy.cast_of(f.field, f.type), c.column_default)
                else convoy.cast_of(f.field, f.type) end, ', ' order by f.ordinal),
            string_agg(format('%1$I = case when patch ? %1$L then %2$s else r.%1$I end', f.field, convoy.cast_of(f.field, f.type)),
                ', ' order by f.ordinal)
        into columns, given, sets
        from public.sync_field_rules f
        join information_schema.columns c on c.table_schema = 'public' and c.table_name = f.entity and c.column_name = f.field
        where f.entity = name;
        if name = 'tasks' then
            task_columns := columns;
            task_values := given;
        end if;
        inserts := inserts || format(E'    %s entity = %L then\n        insert into public.%I as r (id, workspace_id, created_at, created_by, %s) '
            'values (row_id, ws, made, author, %s) returning r.seq into result;' || E'\n',
            case inserts when '' then 'if' else 'elsif' end, name, name, columns, given);
        updates := updates || format(E'    %s entity = %L then\n        update public.%I r set deleted_at = case when patch ? ''deleted_at'' '
            'then (patch ->> ''deleted_at'')::timestamptz else r.deleted_at end, %s where r.id = target returning r.seq into result;' || E'\n',
            case updates when '' then 'if' else 'elsif' end, name, name, sets);
    end loop;
    -- Many new tasks at once; made is the stamp of each.
    execute format('create or replace function convoy.insert_tasks(ws uuid, author uuid, ids uuid[], times timestamptz[], patches jsonb[]) '
        'returns table (id uuid, seq bigint) language plpgsql as $f$ #variable_conflict use_column' || E'\n' ||
        'begin return query insert into public.tasks as r (id, workspace_id, created_at, created_by, %s) '
        'select u.id, ws, u.made, author, %s from unnest(ids, times, patches) u (id, made, patch) returning r.id, r.seq; end $f$', task_columns, task_values);
    execute format(E'create or replace function convoy.insert_row(entity text, row_id uuid, ws uuid, made timestamptz, author uuid, patch jsonb) '
        'returns bigint language plpgsql as $f$ declare result bigint; begin\n%s    end if;\n    return result;\nend $f$', inserts);
    execute format(E'create or replace function convoy.update_row(entity text, target uuid, patch jsonb) '
        'returns bigint language plpgsql as $f$ declare result bigint; begin\n%s    end if;\n    return result;\nend $f$', updates);
end $$;

-- The rules of all fields as one constant: putting them together at each push would cost more than the push.
create function convoy.build_rules() returns void language plpgsql as $$
begin
    execute format('create or replace function convoy.rules() returns jsonb immutable language plpgsql as $f$ begin return %L::jsonb; end $f$', (
        select jsonb_object_agg(e.entity, e.fields) from (
            select r.entity, jsonb_object_agg(r.field, jsonb_build_object('rule', r.rule, 'group', r."group", 'type', r.type, 'required', a.attnotnull)) as fields
            from public.sync_field_rules r
            join pg_catalog.pg_attribute a on a.attrelid = format('public.%I', r.entity)::regclass and a.attname = r.field
            group by r.entity) e));
end $$;

create function convoy.build_row_functions() returns void language sql as $$
    select convoy.build_readers();
    select convoy.build_writers();
    select convoy.build_rules();
$$;

select convoy.build_row_functions();

-- {table: {"columns": [...], "rows": [...]}}, without the tables that have none.
create function convoy.wrap(entities text[], bodies text[]) returns text stable language plpgsql as $$
begin
    return (select coalesce('{' || string_agg(format('%s:{"columns":%s,"rows":[%s]}', to_json(b.entity), to_json(convoy.wire_columns(b.entity)), b.body), ',') || '}', '{}')
    from (select e.entity, string_agg(e.body, ',') as body from unnest(entities, bodies) e (entity, body)
          where e.body is not null group by e.entity) b);
end $$;
