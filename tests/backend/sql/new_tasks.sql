-- A run of new tasks is made by one statement. It must come to the same as group by group.

-- What a push leaves behind, without what is new each time; nothing of it stays.
create function t.outcome_of(groups jsonb, together boolean) returns jsonb language plpgsql as $$
declare
    answer jsonb;
    result jsonb;
begin
    begin
        if not together then
            create or replace function convoy.runs_of_new_tasks(who convoy.pusher, groups jsonb, known jsonb) returns int[] stable language sql as 'select ''{}''::int[]';
        end if;
        answer := t.push_groups('ann@laptop', groups);
        result := jsonb_build_object(
            'groups', (select jsonb_agg(g.value #- '{ops,0,seq}' order by g.n) from jsonb_array_elements(answer -> 'groups') with ordinality g (value, n)),
            'seqs', (select jsonb_agg(g.value #> '{ops,0,seq}' = to_jsonb((select r.seq from public.tasks r where r.id::text = g.value #>> '{ops,0,id}')) order by g.n)
                from jsonb_array_elements(answer -> 'groups') with ordinality g (value, n)),
            'rows', (select jsonb_agg(to_jsonb(r) - '{seq,updated_at,field_meta,created_at}'::text[] || jsonb_build_object('made', case when r.created_at < '2021-01-01' then r.created_at end) order by r.id) from public.tasks r),
            'stamps', (select jsonb_agg(regexp_replace(r.field_meta::text, '"seq": \d+|"stamp": "202[1-9][^"]*"', '', 'g') order by r.id) from public.tasks r where r.workspace_id = t.id('ws')),
            'order', (select jsonb_agg(r.number order by r.seq) from public.tasks r where r.workspace_id = t.id('ws')),
            'feed', (select jsonb_agg(to_jsonb(f) - '{id,seq,created_at,updated_at,field_meta}'::text[] order by f.op_group, f.subject_id) from public.activity_feed f),
            'ledger', (select jsonb_agg(to_jsonb(o) - '{seq,created_at}'::text[] #- '{outcome,seq}' order by o.op_id) from public.sync_operations o),
            'next', (select h.next_number from public.sync_heads h where h.workspace_id = t.id('ws')),
            'sent', (select jsonb_object_agg(e.key, jsonb_array_length(e.value -> 'rows')) from jsonb_each(answer -> 'rows') e));
        raise exception using errcode = 'TUNDO';
    exception when sqlstate 'TUNDO' then null;
    end;
    return result;
end $$;

create function t.same_together(what text, variadic ops jsonb[]) returns void language plpgsql as $$
declare
    groups jsonb := t.groups(variadic ops);
    one_by_one jsonb := t.outcome_of(groups, false);
    together jsonb := t.outcome_of(groups, true);
    part text;
begin
    foreach part in array array(select jsonb_object_keys(one_by_one)) loop
        perform t.is(together -> part, one_by_one -> part, what || ': ' || part);
    end loop;
end $$;

create function tests."A run that cannot be made together is tried once"() returns void language plpgsql as $$
declare
    ops jsonb[] := array(select t.op('create', 'tasks', 'n' || n, '{"title": "x"}') from generate_series(1, 9) n)
        || t.op('create', 'tasks', 'n10', jsonb_build_object('title', 'x', 'project_id', t.id('nowhere')));
    definition text := pg_get_functiondef('convoy.make_together'::regproc);
    answer jsonb;
begin
    create temporary sequence tried; -- counts also what is rolled back
    execute replace(definition, 'select array_agg(g.grp order by g.n), ', 'perform nextval(''pg_temp.tried''); select array_agg(g.grp order by g.n), ');
    answer := t.push_groups('ann@laptop', t.groups(variadic ops || array(select t.op('update', 'tasks', 'n1', '{"title": "y"}') from generate_series(1, 490) n)));
    perform t.is(currval('pg_temp.tried'), 1::bigint, 'attempts');
    perform t.is(answer #>> '{groups,9,status}', 'refused', 'the last');
    perform t.is((select count(*) from public.tasks where workspace_id = t.id('ws')), 10::bigint, 'the others are made');
    execute definition;
    drop sequence tried;
end $$;

create function tests."A run of new tasks comes to the same as one by one"() returns void language plpgsql as $$
declare
    a jsonb := t.op('create', 'tasks', 'n1', '{"title": "one", "status": "todo", "current_stage": "todo", "labels": ["b", "a", "b"]}', '{}', '09:01');
    b jsonb := t.op('create', 'tasks', 'n2', '{"title": null, "status": "todo", "current_stage": "todo", "due_date": "2026-1-7"}', '{}', '09:02');
    c jsonb := t.op('create', 'tasks', 'n3', jsonb_build_object('title', 'three', 'status', 'todo', 'current_stage', 'todo', 'parent_id', t.id('n1')), '{}', '09:03');
begin
    perform t.same_together('plain', a, b, c);
    perform t.same_together('from the future', a, b || '{"stamp": "2120-01-01T00:00:00+00:00"}', c - 'stamp');
    perform t.same_together('parent made later', c, a, b);
    perform t.same_together('parent of its own', a, b, jsonb_set(c, '{fields,parent_id}', to_jsonb(t.id('n3'))));
    perform t.same_together('status alone', a, b, t.op('create', 'tasks', 'n4', '{"title": "four", "status": "done"}'));
    perform t.same_together('stage of another workflow', a, b, t.op('create', 'tasks', 'n4', '{"title": "four", "current_stage": "elsewhere"}'));
    perform t.same_together('project that is not there', a, b, t.op('create', 'tasks', 'n4', jsonb_build_object('title', 'four', 'project_id', t.id('nowhere'))), c);
    perform t.same_together('a value that is none', a, b, t.op('create', 'tasks', 'n4', '{"title": "four", "due_date": "soon"}'), c);
    perform t.same_together('a field that is none', a, b, t.op('create', 'tasks', 'n4', '{"title": "four", "colour": "red"}'), c);
    perform t.same_together('the same twice', a, b, a || jsonb_build_object('op', gen_random_uuid()), c);
    perform t.same_together('one operation twice', a, b, c || jsonb_build_object('op', a -> 'op'));
    perform t.same_together('there already', a, b, t.op('create', 'tasks', 'task', '{"title": "again"}'), c);
    perform t.same_together('capitals', a, b, jsonb_set(c, '{id}', to_jsonb(upper(c ->> 'id'))), t.op('create', 'tasks', 'n4', jsonb_build_object('title', 'four', 'parent_id', upper(c ->> 'id'))));
    perform t.same_together('no id', a, b, jsonb_set(c, '{id}', '"tmp-1"'));
    update public.projects set deleted_at = now() where id = t.id('p2');
    perform t.same_together('into a project in the trash', a, b, t.op('create', 'tasks', 'n4', jsonb_build_object('title', 'four', 'project_id', t.id('p2'))) || '{"seen": 0}', c);
    perform t.same_together('others between', a, b, t.op('update', 'tasks', 'n1', '{"title": "uno"}', '{}', '09:05'), c, t.op('create', 'tasks', 'n4', '{"title": "four"}'));
    perform t.same_together('after a refusal', t.op('create', 'tasks', 'n1', '{"colour": "red"}'), b, c, t.op('create', 'tasks', 'n4', '{"title": "four"}'));
end $$;

create function tests."A run of new tasks is made together"() returns void language plpgsql as $$
declare
    who convoy.pusher := (t.id('ann'), t.id('ws'), 'owner', t.id('ann@laptop'), 'laptop', clock_timestamp(), convoy.rules());
    groups jsonb := t.groups(t.op('create', 'tasks', 'n1', '{"title": "1", "current_stage": "todo"}'), t.op('create', 'tasks', 'n2', '{"title": "2", "current_stage": "todo"}'),
        t.op('update', 'tasks', 'n2', '{"title": "3"}'), t.op('create', 'tasks', 'n3', '{"title": "4"}'));
begin
    perform t.is(convoy.runs_of_new_tasks(who, groups, '{}'), '{3,3,3,5}'::int[], 'runs');
    perform t.is(convoy.runs_of_new_tasks(who, groups, jsonb_build_object(groups #>> '{0,ops,0,op}', '{}'::jsonb)), '{1,3,3,5}'::int[], 'what the ledger knows is none');
    perform set_config('convoy.head', t.id('ws')::text, true);
    perform t.is(cardinality((convoy.make_together(who, jsonb_build_array(groups -> 0, groups -> 1), 1, 2, 70)).answers), 2, 'answers');
    perform t.is((select string_agg(x.title || x.number, ',' order by x.number) from public.tasks x where x.number >= 70), '170,271', 'rows');
end $$;
