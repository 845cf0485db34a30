-- Owner, editor, viewer, stranger, revoked member, anonymous: each function and each table.

create function tests."Owners and editors edit, viewers and others do not"() returns void language plpgsql as $$
declare
    edit jsonb := t.op('create', 'tasks', 'new', '{"title": "x"}');
begin
    perform t.is(t.push('vic@desk', edit) #>> '{error,code}', 'not_allowed', 'viewer');
    perform t.is(t.push('sam@desk', edit) #>> '{error,code}', 'not_allowed', 'stranger');
    perform t.is(t.push('rex@desk', edit) #>> '{error,code}', 'not_allowed', 'revoked');
    perform t.is(t.state_of('anonymous', 'select public.sync_push(''{}'')'), '42501', 'anonymous');
    perform t.is((select count(*) from public.tasks), 1::bigint, 'tasks');
    perform t.is(t.push('bob@desk', edit) ->> 'status', 'applied', 'editor');
end $$;

create function tests."A viewer makes nothing, however it is sent"() returns void language plpgsql as $$
declare
    answer jsonb;
    entity text;
    name text;
    action text;
    ops jsonb[];
begin
    -- As many as are made together; then behind a group that counts for nearly all that one push may do.
    foreach entity in array array['all', 'behind another'] loop
        ops := array(select t.op('create', 'tasks', entity || n, '{"title": "x", "status": "todo", "current_stage": "todo"}') from generate_series(1, 500) n);
        answer := t.push_groups('vic@desk', case entity when 'all' then t.groups(variadic ops)
            else jsonb_build_array(jsonb_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', to_jsonb(ops[1:498]))) || t.groups(variadic ops[499:500]) end);
        perform t.is((select count(*) from jsonb_array_elements(answer -> 'groups') g where g.value ->> 'status' = 'refused'),
            jsonb_array_length(answer -> 'groups')::bigint, entity);
    end loop;
    perform t.is((select count(*) from public.tasks), 1::bigint, 'tasks');
    perform t.push('bob@desk', t.op('create', 'activity_feed', 'note', jsonb_build_object('kind', 'comment', 'body', 'hi', 'task_id', t.id('task'))));
    for entity, name in select * from (values ('tasks', 'task'), ('projects', 'p1'), ('activity_feed', 'note'), ('workspaces', 'ws'), ('workspace_members', 'm bob')) v loop
        foreach action in array array['create', 'update', 'delete', 'restore'] loop
            continue when entity = 'workspaces' and action = 'create';
            perform t.is(t.push('vic@desk', t.op(action, entity, case action when 'create' then 'new ' || entity else name end, case
                when action not in ('create', 'update') then '{}'::jsonb
                when entity = 'tasks' then '{"title": "x"}'
                when entity = 'activity_feed' then '{"body": "x"}'
                when entity = 'workspace_members' then '{"role": "owner", "email": "x@example.org"}'
                else '{"name": "x"}' end)) #>> '{error,code}', 'not_allowed', action || ' ' || entity);
        end loop;
    end loop;
    perform t.is(t.push('vic@desk', t.op('create', 'milestones', 'mine', jsonb_build_object('name', 'x', 'project_id', t.id('p1')))) #>> '{error,code}', 'not_allowed', 'milestone');
    perform t.is(t.push('vic@desk', t.op('create', 'task_dependencies', 'mine', jsonb_build_object('task_id', t.id('task'), 'blocked_by_id', t.id('task')))) #>> '{error,code}', 'not_allowed', 'dependency');
end $$;

create function tests."Only owners change the workspace and members, one stays"() returns void language plpgsql as $$
begin
    perform t.is(t.push('bob@desk', t.op('update', 'workspaces', 'ws', '{"name": "Bob''s"}', t.seen('workspaces', 'ws', 'name'))) #>> '{error,code}', 'not_allowed', 'editor renames');
    perform t.is(t.push('bob@desk', t.op('update', 'workspace_members', 'm bob', '{"role": "owner"}', t.seen('workspace_members', 'm bob', 'role'))) #>> '{error,code}', 'not_allowed', 'editor promotes');
    perform t.is(t.push('ann@laptop', t.op('update', 'workspaces', 'ws', '{"name": "Ann''s"}', t.seen('workspaces', 'ws', 'name'))) ->> 'status', 'applied', 'owner renames');
    perform t.is(t.push('ann@laptop', jsonb_set(t.op('delete', 'workspace_members', ''), '{id}',
        (select to_jsonb(id) from public.workspace_members where role = 'owner'))) #>> '{error,code}', 'not_allowed', 'last owner leaves');
    perform t.is(t.push('vic@desk', t.op('delete', 'workspace_members', 'm vic')) ->> 'status', 'applied', 'a viewer may leave');
end $$;

create function tests."A pull shows members their workspace, to others it is gone"() returns void language plpgsql as $$
begin
    perform t.is(t.pull('vic') ->> 'state', 'ok', 'viewer');
    perform t.is(t.pull('vic') #>> '{changes,tasks,rows,0,5}', 'old', 'the task''s title');
    perform t.is(t.pull('sam') ->> 'state', 'gone', 'stranger');
    perform t.is(t.pull('rex') ->> 'reason', 'revoked', 'revoked');
    perform t.ok(t.pull('rex') -> 'changes' is null, 'and sees nothing');
    perform t.is(t.state_of('anonymous', 'select public.sync_pull(''{}'')'), '42501', 'anonymous');
end $$;

create function tests."Tables show members their rows and let nobody write"() returns void language plpgsql as $$
declare
    name text;
    person text;
begin
    foreach name in array convoy.synced_tables() loop
        foreach person in array array['sam', 'rex'] loop
            perform t.is(t.count_as(person, format('select count(*) from public.%I', name)), 0::bigint, person || ' reads ' || name);
        end loop;
        perform t.is(t.state_of('anonymous', format('select 1 from public.%I', name)), '42501', 'anonymous reads ' || name);
        foreach person in array array['ann', 'bob', 'vic'] loop
            perform t.is(t.state_of(person, format('insert into public.%I default values', name)), '42501', person || ' inserts ' || name);
            perform t.is(t.state_of(person, format('update public.%I set seq = 1', name)), '42501', person || ' updates ' || name);
            perform t.is(t.state_of(person, format('delete from public.%I', name)), '42501', person || ' deletes ' || name);
        end loop;
        if name not in ('sync_conflicts', 'task_dependencies') then
            perform t.ok(t.count_as('vic', format('select count(*) from public.%I', name)) > 0, 'vic reads ' || name);
        end if;
    end loop;
    foreach name in array array['sync_heads', 'sync_operations', 'devices'] loop
        perform t.is(t.count_as('sam', format('select count(*) from public.%I', name)), 0::bigint, 'sam reads ' || name);
    end loop;
    perform t.ok(t.count_as('sam', 'select count(*) from public.workflows') > 0, 'reference data is for everyone signed in');
    perform t.is(t.state_of('ann', 'update public.workflows set name = ''x'''), '42501', 'and for nobody to change');
end $$;

create function tests."Policies hold even when someone grants too much"() returns void language plpgsql as $$
begin
    grant all on all tables in schema public to anon, authenticated;
    perform t.is(t.count_as('sam', 'select count(*) from public.tasks'), 0::bigint, 'stranger');
    perform t.is(t.count_as('anonymous', 'select count(*) from public.tasks'), 0::bigint, 'anonymous');
    perform t.is(t.count_as('ann', 'with x as (update public.tasks set title = ''h'' returning 1) select count(*) from x'), 0::bigint, 'owner by table');
end $$;

create function tests."The context of a task is for members only"() returns void language plpgsql as $$
declare
    call text := format('select public.task_context(''{"task": "%s"}'')', t.id('task'));
begin
    perform t.is(t.state_of('vic', call), '', 'viewer');
    perform t.is(t.state_of('sam', call), 'PT404', 'stranger');
    perform t.is(t.state_of('rex', call), 'PT404', 'revoked');
    perform t.is(t.state_of('anonymous', call), '42501', 'anonymous');
end $$;

create function tests."Upkeep is for operators"() returns void language plpgsql as $$
begin
    perform t.is(t.state_of('ann', 'select public.purge()'), '42501', 'purge');
    perform t.is(t.state_of('ann', 'select public.sync_new_epoch()'), '42501', 'epoch');
    grant execute on function public.purge() to authenticated;
    perform t.is(t.state_of('ann', 'select public.purge()'), '42501', 'even when granted');
    perform t.is(t.state_of('anonymous', 'select public.workspace_create(''{}'')'), '42501', 'workspace_create');
    perform t.is(t.state_of('anonymous', 'select public.reference_pull(''{}'')'), '42501', 'reference_pull');
    perform t.is(t.state_of('sam', 'select public.reference_pull(''{}'')'), '', 'anyone signed in');
end $$;

create function tests."Comments are their author's; an owner may remove them"() returns void language plpgsql as $$
begin
    perform t.push('bob@desk', t.op('create', 'activity_feed', 'note', jsonb_build_object('kind', 'comment', 'body', 'hi', 'task_id', t.id('task'))));
    perform t.is(t.row('activity_feed', 'note') ->> 'author_name', 'bob@example.org', 'author');
    perform t.is(t.push('ann@laptop', t.op('update', 'activity_feed', 'note', '{"body": "no"}')) #>> '{error,code}', 'not_allowed', 'edit');
    perform t.is(t.push('ann@laptop', t.op('delete', 'activity_feed', 'note')) ->> 'status', 'applied', 'remove');
    perform t.is(t.push('bob@desk', t.op('create', 'activity_feed', 'fake', '{"kind": "system", "body": "x"}')) #>> '{error,code}', 'read_only', 'system entries');
end $$;

create function tests."A conflict entry is its person's alone"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    entry jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "A"}', base, '11:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "B"}', base, '10:00'));
    entry := jsonb_set(t.op('update', 'sync_conflicts', '', '{"resolution": "theirs"}'), '{id}', to_jsonb((t.loss('task', 'title')).id));
    perform t.is(t.count_as('ann', 'select count(*) from public.sync_conflicts'), 0::bigint, 'Ann reads');
    perform t.is(t.count_as('bob', 'select count(*) from public.sync_conflicts'), 1::bigint, 'Bob reads');
perform t.is(t.push('ann@laptop', entry) #>> '{error,code}', 'not_allowed', 'Ann resolves');
    perform t.is(t.push('bob@desk', entry) ->> 'status', 'applied', 'Bob resolves');
end $$;

create function tests."A row of another workspace cannot be reached through mine"() returns void language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.act('sam');
    perform public.workspace_create(jsonb_build_object('id', t.id('sams'), 'name', 'Sam'));
    answer := public.sync_push(jsonb_build_object('workspace', t.id('sams'), 'device', jsonb_build_object('id', t.id('sam@desk')),
        'groups', t.groups(t.op('update', 'tasks', 'task', '{"title": "stolen"}'), t.op('delete', 'tasks', 'task'),
            t.op('create', 'tasks', 'spy', jsonb_build_object('title', 'x', 'project_id', t.id('p1'))))));
    perform set_config('role', 'none', true);
    perform t.is(answer #>> '{groups,0,error,code}', 'not_allowed', 'update');
    perform t.is(answer #>> '{groups,1,error,code}', 'not_allowed', 'delete');
    perform t.is(answer #>> '{groups,2,error,code}', 'missing_row', 'reference');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'old', 'title');
end $$;

create function tests."A device that was shut out is out at once"() returns void language plpgsql as $$
begin
    perform t.push('bob@desk', t.op('create', 'tasks', 'b1', '{"title": "b1"}'));
    perform t.is(t.state_of('ann', format('select public.device_revoke(''{"device": "%s"}'')', t.id('bob@desk'))), 'PT404', 'someone else''s');
    perform t.is(t.state_of('bob', format('select public.device_revoke(''{"device": "%s"}'')', t.id('bob@desk'))), '', 'one''s own');
    perform t.is(t.push('bob@desk', t.op('create', 'tasks', 'b2', '{"title": "b2"}')) #>> '{error,code}', 'device_revoked', 'push');
    perform t.is(t.pull('bob') ->> 'state', 'gone', 'pull');
    perform t.is(t.count_as('bob', 'select count(*) from public.tasks'), 0::bigint, 'tables');
    perform t.is(t.count_as('bob', 'select count(*) from public.devices') + t.count_as('bob', 'select count(*) from public.sync_operations'), 0::bigint, 'own records');
end $$;

create function tests."An invitation is taken by whoever has confirmed its address"() returns void language plpgsql as $$
begin
    insert into auth.users (id, email, email_confirmed_at) values (t.id('sam'), 'Sam@example.org', now());
    perform t.push('ann@laptop', t.op('create', 'workspace_members', 'm sam', '{"email": "sam@example.org", "role": "editor"}'));
    perform t.is(t.pull('sam') ->> 'state', 'gone', 'before');
    perform t.is(t.state_of('sam', 'select public.invitations_accept(''{}'')'), '', 'accept');
    perform t.is(t.pull('sam') ->> 'state', 'ok', 'after');
    insert into auth.users (id, email, email_confirmed_at) values (t.id('rex'), 'rex@example.org', now());
    perform t.push('ann@laptop', t.op('create', 'workspace_members', 'rex again', '{"email": "rex@example.org", "role": "viewer"}'));
    perform t.is(t.state_of('rex', 'select public.invitations_accept(''{}'')'), '', 'accept once more');
    perform t.is(t.pull('rex') ->> 'state', 'ok', 'back');
    perform t.is(t.row('workspace_members', 'm rex') ->> 'role', 'viewer', 'as what he was invited as');
    perform t.ok(t.row('workspace_members', 'rex again') ->> 'deleted_at' is not null, 'and once only');
    perform t.push('ann@laptop', t.op('delete', 'workspace_members', 'm rex'));
    perform t.is(t.push('ann@laptop', t.op('create', 'workspace_members', 'rex a third time', '{"email": "rex@example.org", "role": "editor"}')) ->> 'status', 'applied', 'a third invitation');
    perform t.is(t.state_of('rex', 'select public.invitations_accept(''{}'')'), '', 'a third time');
    perform t.is(t.pull('rex') ->> 'state', 'ok', 'back again');
    perform t.is(t.row('workspace_members', 'm rex') ->> 'role', 'editor', 'as what he is this time');
end $$;

create function tests."A workspace is made once, whoever asks twice"() returns void language plpgsql as $$
declare
    first jsonb;
begin
    perform t.act('sam');
    first := public.workspace_create(jsonb_build_object('id', t.id('w2'), 'name', 'W', 'prefix', 'abc'));
    perform t.is(public.workspace_create(jsonb_build_object('id', t.id('w2'), 'name', 'W', 'prefix', 'abc'))::jsonb, first, 'again');
    perform t.ok(public.workspace_create(jsonb_build_object('id', t.id('ws'), 'name', 'mine')) ->> 'id' <> t.id('ws')::text, 'someone else''s id');
    perform t.is(first ->> 'role', 'owner', 'role');
end $$;
