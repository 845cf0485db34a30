-- Runs of new tasks, as an import or a long time offline makes them, are made by one statement; group by group costs
-- several times that. Whatever is not plain about one of them sends the run back to be done group by group, so the result is the same.

create type convoy.made_together as (groups jsonb[], answers jsonb[], feeds jsonb[]); -- null: not done

-- For each group the number of the first one from there on that is more than a new task on its own.
create function convoy.runs_of_new_tasks(who convoy.pusher, groups jsonb, known jsonb) returns int[] stable language plpgsql as $$
declare
    plain boolean;
    result int[] := '{}';
    run_end int := jsonb_array_length(groups) + 1;
    at int := run_end;
begin
    if coalesce(who.role, '') not in ('owner', 'editor') then
        return result;
    end if;
    for plain in
        select jsonb_array_length(g.value -> 'ops') = 1 and o.op ->> 'action' = 'create' and o.op ->> 'entity' = 'tasks'
            and coalesce(o.op -> 'base', '{}') = '{}' and o.op ->> 'id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            and o.op #>> '{fields,series_id}' is null and not known ? (o.op ->> 'op')
        from jsonb_array_elements(groups) with ordinality g (value, n), lateral (select g.value #> '{ops,0}' as op) o
        order by g.n desc
    loop
        at := at - 1;
        if plain is not true then
            run_end := at;
        end if;
        result := run_end || result;
    end loop;
    return result;
end $$;

create function convoy.make_together(who convoy.pusher, groups jsonb, first int, last int, next_number bigint) returns convoy.made_together
language plpgsql as $$
declare
    result convoy.made_together;
    state text;
    ids uuid[];
    times timestamptz[];
    patches jsonb[];
    stage_led uuid[];
    seqs bigint[];
begin
    if coalesce(who.role, '') not in ('owner', 'editor') then
        return null;
    end if;
    select array_agg(g.grp order by g.n), array_agg((g.op ->> 'id')::uuid order by g.n),
        array_agg(least(coalesce((g.op ->> 'stamp')::timestamptz, who.now), who.now) order by g.n),
        array_agg(convoy.clean_fields(who, 'tasks', coalesce(g.op -> 'fields', '{}')) || jsonb_build_object('number', next_number + g.n - 1) order by g.n)
    into result.groups, ids, times, patches
    from (select groups -> (n - 1) as grp, convoy.upcast(groups -> (n - 1) #> '{ops,0}', coalesce((groups -> (n - 1) ->> 'schema')::int, 1)) as op,
        n - first + 1 as n from generate_series(first, last) n) g;
    -- What is made later in the run is not there yet for what comes before it.
    if exists (select 1 from unnest(patches) with ordinality p (patch, n) join unnest(ids) with ordinality i (id, n)
            on i.id = (p.patch ->> 'parent_id')::uuid and i.n >= p.n) then
        raise exception using errcode = 'CV003';
    end if;
    perform set_config('convoy.stamp', 'made', true), set_config('convoy.base', '', true), set_config('convoy.set_base', '', true);
    seqs := array(select t.seq from convoy.insert_tasks(who.ws, who.person, ids, times, patches) t);
    stage_led := array(select i.id from unnest(ids, patches) i (id, patch) where i.patch ? 'current_stage');
    if convoy.settle_tasks(who, ids, stage_led, '{}') or exists (select 1 from unnest(patches) n (patch)
            join public.projects p on p.id = (n.patch ->> 'project_id')::uuid and p.deleted_at is not null) then
        raise exception using errcode = 'CV003';
    end if;
    select array_agg(jsonb_build_object('group', r.grp -> 'group', 'status', 'applied', 'replayed', false, 'ops', jsonb_build_array(
            jsonb_build_object('op', r.grp #> '{ops,0,op}', 'id', r.id, 'number', r.patch -> 'number', 'seq', r.seq, 'status', 'applied', 'lost', '[]'::jsonb))) order by r.n),
        array_agg(jsonb_build_object(r.id, jsonb_build_object('subject_table', 'tasks', 'action', 'create', 'changes', '[]'::jsonb,
            'task_id', r.id, 'project_id', r.patch ->> 'project_id')) order by r.n)
    into result.answers, result.feeds
    from unnest(result.groups, ids, patches, seqs) with ordinality r (grp, id, patch, seq, n);
    return result;
exception
    when others then
        get stacked diagnostics state = returned_sqlstate;
        if left(state, 2) in ('40', '53', '55', '57') then
            raise; -- busy, not wrong
        end if;
        return null;
end $$;
