-- Prints milliseconds of one page of 5,000 rows and of one push of 500 new tasks and 500 changed ones, as the signed-in owner of
-- a workspace; the plans of every statement inside go to stderr. See server-plans.
set client_min_messages = warning;
select set_config('request.jwt.claims', json_build_object('sub', :'owner', 'role', 'authenticated')::text, false) is null as also_ignored,
    set_config('request.jwt.claim.sub', :'owner', false) is null as ignored \gset
create function pg_temp.milliseconds(call text) returns numeric language plpgsql as $$
declare
    began timestamptz := clock_timestamp();
begin
    execute call;
    return round(extract(epoch from clock_timestamp() - began) * 1000, 1);
end $$;
select coalesce(min(seq), 0) - 1 as first from public.tasks where workspace_id = :'workspace' \gset
select epoch from public.sync_heads where workspace_id = :'workspace' \gset
select json_build_object('limit', 5000, 'schema', 1, 'workspaces', json_build_array(json_build_object('id', :'workspace', 'epoch', :'epoch',
    'after', :first))) as pull \gset
select json_build_object('workspace', :'workspace', 'device', json_build_object('id', gen_random_uuid(), 'name', 'plans'), 'schema', 1, 'groups',
    json_agg(json_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', json_build_array(json_build_object('op', gen_random_uuid(),
        'entity', 'tasks', 'id', gen_random_uuid(), 'action', 'create', 'fields', json_build_object('title', 'Pushed ' || n,
        'status', 'todo', 'position', 'aaa' || n), 'base', '{}'::json, 'stamp', '2026-11-25T10:00:00.000000+00:00'))))) as push
    from generate_series(1, 500) n \gset
select json_build_object('workspace', :'workspace', 'device', json_build_object('id', gen_random_uuid(), 'name', 'plans'), 'schema', 1, 'groups',
    json_agg(json_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', json_build_array(json_build_object('op', gen_random_uuid(),
        'entity', 'tasks', 'id', t.id, 'action', 'update', 'fields', json_build_object('title', 'Changed'),
        'base', json_build_object('title', json_build_object('value', t.title, 'seq', t.seq)), 'stamp', '2026-11-25T10:00:00.000000+00:00'))))) as change
    from (select * from public.tasks where workspace_id = :'workspace' order by seq limit 500) t \gset
set role authenticated;
-- The first call of a session plans; the middle of three is what a server that runs pays.
select pg_temp.milliseconds(format('select public.sync_pull(%L)', :'pull')) as ignored \gset
select 'pull 5000: ' || percentile_cont(0.5) within group (order by pg_temp.milliseconds(format('select public.sync_pull(%L)', :'pull'))) || ' ms;'
    from generate_series(1, 5);
begin;
select 'push 500 new: ' || pg_temp.milliseconds(format('select public.sync_push(%L)', :'push')) || ' ms;';
select 'push 500 changed: ' || pg_temp.milliseconds(format('select public.sync_push(%L)', :'change')) || ' ms';
rollback;
reset role;
load 'auto_explain';
set auto_explain.log_min_duration = 0;
set auto_explain.log_nested_statements = on;
set auto_explain.log_analyze = on;
set auto_explain.log_buffers = on;
set client_min_messages = log;
set role authenticated;
begin;
select length(public.sync_pull(:'pull')::text) is null as ignored \gset
select length(public.sync_push(:'push')::text) is null as ignored \gset
rollback;
