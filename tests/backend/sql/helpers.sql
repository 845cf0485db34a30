-- The vocabulary of the SQL tests. Persons: ann (owner), bob (editor), vic (viewer), rex (revoked), sam (a stranger).
-- Every id is made from a name. A test is a function in the schema tests; its name is the sentence it proves.
create schema t;
create schema tests;
create extension if not exists dblink;

create function t.id(name text) returns uuid immutable language sql as $$ select md5(name)::uuid $$;

create function t.act(person text) returns void language plpgsql as $$
begin
    perform set_config('request.jwt.claims', case when person = 'anonymous' then '{"role": "anon"}' else
        jsonb_build_object('sub', t.id(person), 'role', 'authenticated', 'email', person || '@example.org', 'session_id', t.id(person || ' session'))::text end, true);
    perform set_config('role', case when person = 'anonymous' then 'anon' else 'authenticated' end, true);
end $$;

-- Stamps are times of one long gone day, so that no clock of today touches them.
create function t.at(clock text) returns text immutable language sql as $$ select '2020-01-01T' || clock || ':00+00:00' $$;

create function t.op(action text, entity text, name text, fields jsonb default '{}', base jsonb default '{}', clock text default '09:00', overlapped jsonb default '[]')
returns jsonb language sql as $$
    select jsonb_build_object('op', gen_random_uuid(), 'action', action, 'entity', entity, 'id', t.id(name), 'fields', fields, 'base', base,
        'stamp', t.at(clock), 'overlaps', overlapped)
$$;

-- device: 'ann@laptop'. The whole answer.
create function t.push_groups(device text, groups jsonb) returns jsonb language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.act(split_part(device, '@', 1));
    answer := public.sync_push(jsonb_build_object('workspace', t.id('ws'), 'schema', 1,
        'device', jsonb_build_object('id', t.id(device), 'name', split_part(device, '@', 2)), 'groups', groups));
    perform set_config('role', 'none', true);
    return answer;
end $$;

create function t.groups(variadic ops jsonb[]) returns jsonb language sql as $$
    select jsonb_agg(jsonb_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', jsonb_build_array(o))) from unnest(ops) o
$$;

-- One group of these operations; its part of the answer.
create function t.push(device text, variadic ops jsonb[]) returns jsonb language sql as $$
    select t.push_groups(device, jsonb_build_array(jsonb_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', to_jsonb(ops)))) -> 'groups' -> 0
$$;

create function t.row(entity text, name text) returns jsonb language sql as $$ select convoy.load_row(entity, t.id(name)) $$;

-- What a device that has just pulled knows of these fields: the base of its edits.
create function t.seen(entity text, name text, variadic fields text[]) returns jsonb language sql as $$
    select jsonb_object_agg(f, jsonb_build_object('value', t.row(entity, name) -> f, 'seq', t.row(entity, name) -> 'seq')) from unnest(fields) f
$$;

create function t.is(got anyelement, wanted anyelement, what text) returns void language plpgsql as $$
begin
    if got is distinct from wanted then
        raise exception '%: got %, wanted %', what, got, wanted using errcode = 'TFAIL';
    end if;
end $$;

create function t.ok(truth boolean, what text) returns void language plpgsql as $$
begin
    perform t.is(coalesce(truth, false), true, what);
end $$;

-- The SQLSTATE that a person gets for a statement; '' when it works.
create function t.state_of(person text, statement text) returns text language plpgsql as $$
begin
    perform t.act(person);
    execute statement;
    perform set_config('role', 'none', true);
    return '';
exception when others then
    perform set_config('role', 'none', true);
    return sqlstate;
end $$;

create function t.count_as(person text, statement text) returns bigint language plpgsql as $$
declare
    result bigint;
begin
    perform t.act(person);
    execute statement into result;
    perform set_config('role', 'none', true);
    return result;
end $$;

create function t.pull(person text, low bigint default 0, epoch uuid default null, extra jsonb default '{}') returns jsonb language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.act(person);
    answer := public.sync_pull(extra || jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'epoch',
        coalesce(epoch, case when low > 0 then (select h.epoch from t.heads h) end), 'after', low))));
    perform set_config('role', 'none', true);
    return answer -> 'workspaces' -> t.id('ws')::text;
end $$;
create view t.heads as select * from public.sync_heads where workspace_id = t.id('ws');

create function t.loss(row_name text, field text) returns public.sync_conflicts language sql as $$
    select c from public.sync_conflicts c where c.row_id = t.id(row_name) and c.field = loss.field
$$;

-- A workspace with everyone in it, a project with a milestone, another project, and a task.
create function t.world() returns void language plpgsql as $$
begin
    perform t.act('ann');
    perform public.workspace_create(jsonb_build_object('id', t.id('ws'), 'name', 'World', 'device', jsonb_build_object('id', t.id('ann@laptop'), 'name', 'laptop')));
    perform set_config('role', 'none', true);
    perform t.push('ann@laptop',
        t.op('create', 'workspace_members', 'm bob', jsonb_build_object('user_id', t.id('bob'), 'role', 'editor', 'email', 'bob@example.org')),
        t.op('create', 'workspace_members', 'm vic', jsonb_build_object('user_id', t.id('vic'), 'role', 'viewer', 'email', 'vic@example.org')),
        t.op('create', 'workspace_members', 'm rex', jsonb_build_object('user_id', t.id('rex'), 'role', 'editor', 'email', 'rex@example.org')),
        t.op('delete', 'workspace_members', 'm rex'),
        t.op('create', 'projects', 'p1', '{"name": "One"}'), t.op('create', 'projects', 'p2', '{"name": "Two"}'),
        t.op('create', 'milestones', 'm1', jsonb_build_object('name', 'First', 'project_id', t.id('p1'))));
    perform t.push('ann@laptop', t.op('create', 'tasks', 'task', jsonb_build_object('title', 'old', 'description', 'one', 'project_id', t.id('p1'),
        'labels', '["a", "b"]'::jsonb, 'current_stage', 'todo', 'status', 'todo', 'position', 'n')));
end $$;
grant usage on schema t to anon, authenticated;
grant execute on all functions in schema t to anon, authenticated;
grant select on t.heads to authenticated;
