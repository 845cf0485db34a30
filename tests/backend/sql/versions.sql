-- Programs older and newer than the server, what nothing new costs, and what upkeep removes.

create function tests."A program below min_schema is told so, and nothing of it is done"() returns void language plpgsql as $$
declare
    answer jsonb;
    head bigint := convoy.head_seq(t.id('ws'));
begin
    create or replace function convoy.schema_version() returns int immutable language sql as 'select 3';
    create or replace function convoy.min_schema() returns int immutable language sql as 'select 2';
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "new"}', t.seen('tasks', 'task', 'title')));
    perform t.is(answer ->> 'status', 'refused', 'status');
    perform t.is(answer #>> '{error,code}', 'upgrade_required', 'code');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'old', 'title');
    perform t.is(convoy.head_seq(t.id('ws')), head, 'head');
    perform t.act('bob');
    answer := public.sync_pull(jsonb_build_object('schema', 1, 'workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'after', 0))));
    perform t.is(answer ->> 'min_schema', '2', 'the pull says it');
    perform t.is(answer -> 'workspaces', '{}'::jsonb, 'and gives no rows');
end $$;

create function tests."An edit made with an older schema is brought up to date, one with a newer one is taken as it is"() returns void language plpgsql as $$
declare
    edit jsonb := t.op('update', 'tasks', 'task', '{"priority": "urgent"}', t.seen('tasks', 'task', 'priority'));
begin
    create or replace function convoy.schema_version() returns int immutable language sql as 'select 2';
    create or replace function convoy.upcast(op jsonb, schema int) returns jsonb immutable language sql as $up$
        select case when schema < 2 and op #>> '{fields,priority}' = 'urgent' then jsonb_set(op, '{fields,priority}', '"high"') else op end $up$;
    perform t.is(t.push('bob@desk', edit) ->> 'status', 'applied', 'schema 1');
    perform t.is(t.row('tasks', 'task') ->> 'priority', 'high', 'priority');
    perform t.is(t.push_groups('bob@desk', jsonb_build_array(jsonb_build_object('group', gen_random_uuid(), 'schema', 3, 'ops', jsonb_build_array(
        t.op('update', 'tasks', 'task', '{"title": "later"}', t.seen('tasks', 'task', 'title')))))) #>> '{groups,0,status}', 'applied', 'schema 3');
end $$;

create function tests."A field that this server does not know refuses its group and nothing else"() returns void language plpgsql as $$
declare
    answer jsonb := t.push_groups('bob@desk', t.groups(
        t.op('update', 'tasks', 'task', '{"mood": "fine"}'),
        t.op('update', 'tasks', 'task', '{"title": "new"}', t.seen('tasks', 'task', 'title'))));
begin
    perform t.is(answer #>> '{groups,0,error,code}', 'unknown_field', 'code');
    perform t.is(answer #>> '{groups,1,status}', 'applied', 'the other one');
end $$;

create function tests."A digest of all cursors says whether anything is new"() returns void language plpgsql as $$
declare
    digest text;
    answer jsonb;
begin
    select md5(format('%s:%s:%s:%s', h.workspace_id, 'editor', h.epoch, convoy.head_seq(h.workspace_id))) into digest from t.heads h;
    perform t.act('bob');
    answer := public.sync_pull(jsonb_build_object('digest', digest, 'schema', 1));
    perform t.is(answer ->> 'unchanged', 'true', 'nothing new');
    perform t.ok(octet_length(answer::text) < 400, 'short');
    perform set_config('role', 'none', true);
    update public.tasks set title = 'by hand' where id = t.id('task');
    perform t.act('bob');
    perform t.is(public.sync_pull(jsonb_build_object('digest', digest, 'schema', 1)) ->> 'unchanged', 'false', 'something new');
    perform t.act('rex');
    perform t.is(public.sync_pull(jsonb_build_object('digest', digest, 'schema', 1)) ->> 'unchanged', 'false', 'a revoked member');
    perform t.is(public.sync_pull(jsonb_build_object('digest', md5(''), 'schema', 1)) ->> 'unchanged', 'true', 'who has nothing and has read it');
end $$;

create function tests."Purge removes old tombstones, the old ledger and conflicts closed long ago, and nothing younger"() returns void language plpgsql as $$
declare
    purged jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'dead', '{"title": "d"}'), t.op('create', 'tasks', 'dying', '{"title": "y"}'));
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'dead'), t.op('delete', 'tasks', 'dying'));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "ann"}', t.seen('tasks', 'task', 'title'), '10:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "bob"}', '{"title": {"value": "old", "seq": 1}}', '09:30'));
    perform t.ok((t.loss('task', 'title')).id is not null, 'a conflict');
    alter table public.tasks disable trigger stamp;
    alter table public.sync_conflicts disable trigger stamp;
    update public.tasks set deleted_at = now() - interval '91 days' where id = t.id('dead');
    update public.sync_conflicts set resolution = 'theirs', updated_at = now() - interval '31 days';
    alter table public.tasks enable trigger stamp;
    alter table public.sync_conflicts enable trigger stamp;
    update public.sync_operations set created_at = now() - interval '181 days' where op_id = (select op_id from public.sync_operations limit 1);
    perform set_config('request.jwt.claims', '', true);
    purged := public.purge();
    perform t.is((purged ->> 'operations')::int, 1, 'one of the ledger');
    perform t.ok(t.row('tasks', 'dead') is null, 'old tombstone');
    perform t.ok(t.row('tasks', 'dying') is not null, 'young tombstone');
    perform t.ok((select bool_and(c.deleted_at is not null) from public.sync_conflicts c), 'closed conflicts become tombstones');
end $$;
