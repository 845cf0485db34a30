-- The cursor: pages, resync, gone, tombstones, and the race that the usual recipe loses.

create function tests."Pages in seq order add up to everything, once"() returns void language plpgsql as $$
declare
    page jsonb;
    low bigint := 0;
    rows bigint := 0;
    pages int := 0;
begin
    perform t.push_groups('ann@laptop', (select jsonb_agg(jsonb_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', jsonb_build_array(
        t.op('create', 'tasks', 'bulk ' || n, jsonb_build_object('title', n::text))))) from generate_series(1, 40) n));
    loop
        page := t.pull('bob', low, (select epoch from t.heads), '{"limit": 7}');
        rows := rows + (select coalesce(sum(jsonb_array_length(c.value -> 'rows')), 0) from jsonb_each(page -> 'changes') c);
        pages := pages + 1;
        perform t.ok((page ->> 'next')::bigint >= low, 'forward');
        low := (page ->> 'next')::bigint;
        exit when not (page ->> 'has_more')::boolean;
    end loop;
    perform t.is(low, convoy.head_seq(t.id('ws')), 'ends at the head');
    perform t.is(rows, (t.pull('bob') ->> 'total')::bigint + (select count(*) from public.workspace_members where deleted_at is not null), 'rows');
    perform t.is(t.pull('bob', low) -> 'changes', '{}'::jsonb, 'then nothing new');
    perform t.is((t.pull('bob', low) ->> 'next')::bigint, low, 'and the cursor stays');
end $$;

create function tests."A wrong epoch, a purged past and a future are told to resync"() returns void language plpgsql as $$
begin
    perform t.is(t.pull('bob', 5, gen_random_uuid()) ->> 'state', 'resync', 'epoch');
    perform t.is(t.pull('bob', 999999999) ->> 'state', 'resync', 'above the head');
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task'));
    update public.tasks set deleted_at = now() - interval '100 days' where id = t.id('task');
    perform set_config('request.jwt.claims', '', true);
    perform public.purge();
    perform t.ok(t.row('tasks', 'task') is null, 'purged');
    perform t.is(t.pull('bob', 1) ->> 'state', 'resync', 'below the floor');
    perform t.is(t.pull('bob', 0) ->> 'state', 'ok', 'a first fill is fine');
    perform t.is(t.pull('bob', (t.pull('bob') ->> 'next')::bigint) ->> 'state', 'ok', 'and goes on');
    perform set_config('request.jwt.claims', '', true);
    perform public.sync_new_epoch();
    perform t.is(t.pull('bob', convoy.head_seq(t.id('ws')), t.id('some epoch')) ->> 'state', 'resync', 'after a restore');
end $$;

create function tests."A workspace that the server does not have is missing, not taken away"() returns void language plpgsql as $$
begin
    perform t.act('bob');
    perform t.is(public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', t.id('lost'), 'epoch', t.id('e'), 'after', 5))))::jsonb
        #>> array['workspaces', t.id('lost')::text, 'reason'], 'missing', 'reason');
    perform set_config('role', 'none', true);
end $$;

create function tests."What was in a purged project goes to the trash and can be had back"() returns void language plpgsql as $$
declare
    low bigint;
begin
    perform t.push('ann@laptop', t.op('create', 'projects', 'old', '{"name": "Old"}'), t.op('create', 'milestones', 'step', jsonb_build_object('name', 'Step', 'project_id', t.id('old'))),
        t.op('create', 'milestones', 'gone step', jsonb_build_object('name', 'Gone', 'project_id', t.id('p1'))),
        t.op('create', 'tasks', 'inside', jsonb_build_object('title', 'in', 'project_id', t.id('old'), 'milestone_id', t.id('step'))),
        t.op('create', 'tasks', 'child', jsonb_build_object('title', 'under', 'project_id', t.id('old'), 'parent_id', t.id('inside'))),
        t.op('create', 'tasks', 'beside', jsonb_build_object('title', 'by', 'project_id', t.id('p1'), 'milestone_id', t.id('gone step'))));
    perform t.push('ann@laptop', t.op('delete', 'projects', 'old'), t.op('delete', 'milestones', 'gone step'));
    update public.projects set deleted_at = now() - interval '100 days' where id = t.id('old');
    update public.milestones set deleted_at = now() - interval '100 days' where id = t.id('gone step');
    perform t.push('ann@laptop', t.op('create', 'tasks', 'above', '{"title": "above"}'), t.op('create', 'tasks', 'below', jsonb_build_object('title', 'below', 'parent_id', t.id('above'))));
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'below'), t.op('delete', 'tasks', 'above'));
    update public.tasks set deleted_at = now() - interval '100 days' where id in (t.id('above'), t.id('below'));
    low := convoy.head_seq(t.id('ws'));
    perform set_config('request.jwt.claims', '', true);
    perform public.purge();
    perform t.ok(t.row('projects', 'old') is null and t.row('tasks', 'below') is null, 'purged');
    perform t.is(t.pull('bob', low) ->> 'state', 'ok', 'who had read everything goes on');
    perform t.ok(t.row('tasks', 'inside') ->> 'deleted_at' is not null and t.row('tasks', 'child') ->> 'deleted_at' is not null, 'its tasks are in the trash');
    perform t.ok(t.row('milestones', 'step') ->> 'deleted_at' is not null, 'its milestone too');
    perform t.ok((t.row('tasks', 'inside') ->> 'seq')::bigint > low, 'devices hear of it');
    perform t.ok(t.row('tasks', 'beside') ->> 'deleted_at' is null and t.row('tasks', 'beside') ->> 'milestone_id' is null, 'without the milestone');
    perform t.is(t.push('bob@desk', t.op('restore', 'tasks', 'inside', '{}', t.seen('tasks', 'inside', 'deleted_at'))) ->> 'status', 'applied', 'restore');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'inside', '{"status": "done"}', t.seen('tasks', 'inside', 'status'))) ->> 'status', 'applied', 'finish');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'beside', '{"status": "done"}', t.seen('tasks', 'beside', 'status'))) ->> 'status', 'applied', 'finish the other');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'child', '{"title": "typed meanwhile"}', '{}')) ->> 'status', 'merged', 'an edit that had not seen it');
    perform t.ok(t.row('tasks', 'child') ->> 'deleted_at' is null, 'brings it back');
end $$;

create function tests."A deleted workspace is gone until its owner restores it"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('delete', 'workspaces', 'ws'));
    perform t.is(t.pull('bob') ->> 'reason', 'deleted', 'pull');
    perform t.is(t.push('bob@desk', t.op('create', 'tasks', 'x', '{"title": "x"}')) ->> 'status', 'refused', 'push');
    perform t.is(t.push('ann@laptop', t.op('restore', 'workspaces', 'ws')) ->> 'status', 'applied', 'restore');
    perform t.is(t.pull('bob') ->> 'state', 'ok', 'back');
end $$;

create function tests."Dashboard edits count, a hard delete becomes a tombstone"() returns void language plpgsql as $$
declare
    low bigint := convoy.head_seq(t.id('ws'));
begin
    update public.tasks set title = 'by hand' where id = t.id('task');
    perform t.is(t.pull('bob', low) #>> '{changes,tasks,rows,0,5}', 'by hand', 'title');
    low := convoy.head_seq(t.id('ws'));
    update public.tasks set title = 'by hand';
    perform t.is(convoy.head_seq(t.id('ws')), low, 'no change, no number');
    delete from public.tasks where id = t.id('task');
    perform t.ok(t.pull('bob', low) #>> '{changes,tasks,rows,0,4}' is not null, 'tombstone');
    insert into public.tasks (workspace_id, title) values (t.id('ws'), 'new by hand');
    perform t.is((select number from public.tasks where title = 'new by hand'), 2::bigint, 'number');
end $$;

-- The md5 of a row as a device makes it, from what sync_pull gives: absent values empty, no deletion.
create function t.row_md5(cells jsonb) returns text language sql as $$
    select md5(string_agg(coalesce(c.value #>> '{}', ''), e'\x1f' order by c.ordinality))
    from jsonb_array_elements(cells) with ordinality c where c.ordinality <> 5
$$;

create function tests."Checksums tell two equal copies from two that differ, in what they hold too"() returns void language plpgsql as $$
declare
    pulled jsonb := t.pull('bob', 0, null, '{"verify": [0, 64]}');
    first jsonb := pulled -> 'checksums';
begin
    perform t.is(first -> 'tasks', jsonb_build_array(jsonb_build_array(get_byte(uuid_send(t.id('task')), 0) & 63, 1,
        md5(t.row_md5(pulled #> '{changes,tasks,rows,0}')))), 'tasks');
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "x"}', t.seen('tasks', 'task', 'title')));
    perform t.ok(t.pull('bob', 0, null, '{"verify": [0, 64]}') #> '{checksums,tasks}' <> first -> 'tasks', 'differs by seq');
    first := t.pull('bob', 0, null, '{"verify": [0, 64]}') -> 'checksums';
    alter table public.tasks disable trigger stamp;
    update public.tasks set labels = '["a"]' where id = t.id('task');
    alter table public.tasks enable trigger stamp;
    perform t.ok(t.pull('bob', 0, null, '{"verify": [0, 64]}') #> '{checksums,tasks}' <> first -> 'tasks', 'differs by content');
    perform t.is(t.pull('bob', 0, null, '{"verify": [0, 64]}') #> '{checksums,projects}', first -> 'projects', 'and nothing else does');
end $$;

create function tests."Checksums of some buckets are those of all, cut"() returns void language plpgsql as $$
declare
    whole jsonb;
    low jsonb;
    high jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'low', '{"title": "x"}'));
    perform t.push('ann@laptop', t.op('create', 'tasks', 'high', '{"title": "y"}'));
    whole := t.pull('bob', 0, null, '{"verify": [0, 64]}') #> '{checksums,tasks}';
    low := t.pull('bob', 0, null, '{"verify": [0, 20]}') #> '{checksums,tasks}';
    high := t.pull('bob', 0, null, '{"verify": [20, 64]}') #> '{checksums,tasks}';
    perform t.is(low || high, whole, 'the two make the whole');
    perform t.ok(not exists (select from jsonb_array_elements(low) b where (b ->> 0)::int >= 20), 'the first ones');
    perform t.ok(not t.pull('bob', 0) ? 'checksums', 'only when asked for');
end $$;

create function tests."Checksums of a window leave out what devices with that window may lack"() returns void language plpgsql as $$
declare
    whole jsonb;
    part jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'ancient', '{"title": "x", "status": "done", "completion_date": "2019-01-01T00:00:00+00:00"}'));
    whole := t.pull('bob', 0, null, '{"verify": [0, 64]}') #> '{checksums,tasks}';
    perform t.act('bob');
    part := public.sync_pull(jsonb_build_object('verify', '[0, 64]'::jsonb, 'workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'after', 0,
        'window', '2020-01-01T00:00:00+00:00')))) -> 'workspaces' -> t.id('ws')::text #> '{checksums,tasks}';
    perform set_config('role', 'none', true);
    perform t.is((select sum((b ->> 1)::int) from jsonb_array_elements(whole) b), 2::bigint, 'all');
    perform t.is((select sum((b ->> 1)::int) from jsonb_array_elements(part) b), 1::bigint, 'in the window');
end $$;

create function tests."Rows can be had by bucket and by id, with tombstones, and by members only"() returns void language plpgsql as $$
declare
    task_bucket int := get_byte(uuid_send(t.id('task')), 0) & 63;
    request jsonb := jsonb_build_object('workspace', t.id('ws'), 'buckets', jsonb_build_object('tasks', jsonb_build_array(task_bucket)));
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task'), t.op('create', 'tasks', 'other', '{"title": "o"}'));
    perform t.act('bob');
    answer := public.sync_rows(request);
    perform t.is(answer #>> '{rows,tasks,rows,0,0}', t.id('task')::text, 'the row of the bucket');
    perform t.ok(answer #>> '{rows,tasks,rows,0,4}' is not null, 'as a tombstone');
    answer := public.sync_rows(jsonb_build_object('workspace', t.id('ws'), 'ids', jsonb_build_object('tasks', jsonb_build_array(t.id('other')))));
    perform t.is(answer #> '{rows,tasks,rows}' -> 0 ->> 5, 'o', 'by id');
    perform t.is(jsonb_array_length(answer #> '{rows,tasks,rows}'), 1, 'and no other');
    perform t.is(public.sync_rows(request || jsonb_build_object('epoch', gen_random_uuid(), 'after', 1)) ->> 'state', 'resync', 'another epoch');
    perform t.act('sam');
    answer := public.sync_rows(request);
    perform t.is(answer ->> 'state', 'gone', 'a stranger');
    perform t.is(answer -> 'rows', '{}'::jsonb, 'gets nothing');
    perform t.act('rex');
    perform t.is(public.sync_rows(request) ->> 'state', 'gone', 'a revoked member');
    perform set_config('role', 'none', true);
end $$;

create function tests."A first fill can leave out what was finished long ago"() returns void language plpgsql as $$
declare
    page jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'ancient', '{"title": "x", "status": "done", "completion_date": "2019-01-01T00:00:00+00:00"}'),
        t.op('create', 'tasks', 'parent', '{"title": "p", "status": "done", "completion_date": "2019-01-01T00:00:00+00:00"}'),
        t.op('create', 'tasks', 'kid', jsonb_build_object('title', 'k', 'parent_id', t.id('parent'))));
    perform t.act('bob');
    page := public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'after', 0, 'cutoff', '2020-01-01T00:00:00+00:00'))));
    perform set_config('role', 'none', true);
    perform t.is((select array_agg(r ->> 5 order by r ->> 5) from jsonb_array_elements(page #> array['workspaces', t.id('ws')::text, 'changes', 'tasks', 'rows']) r),
        array['k', 'old', 'p'], 'titles');
end $$;

create function tests."A second fill brings what the first left out, and nothing else"() returns void language plpgsql as $$
declare
    request jsonb := jsonb_build_object('id', t.id('ws'), 'after', 0, 'cutoff', '2018-01-01T00:00:00+00:00', 'had', '2020-01-01T00:00:00+00:00',
        'fill_head', 0);
    page jsonb;
begin
    perform t.push('ann@laptop',
        t.op('create', 'tasks', 'ancient', '{"title": "ancient", "status": "done", "completion_date": "2017-01-01T00:00:00+00:00"}'),
        t.op('create', 'tasks', 'old done', '{"title": "old done", "status": "done", "completion_date": "2019-01-01T00:00:00+00:00"}'),
        t.op('create', 'tasks', 'done', '{"title": "done", "status": "done", "completion_date": "2021-01-01T00:00:00+00:00"}'),
        t.op('create', 'tasks', 'open', '{"title": "open"}'));
    request := request || jsonb_build_object('fill_head', convoy.head_seq(t.id('ws')));
    perform t.push('ann@laptop', t.op('create', 'tasks', 'later', '{"title": "later", "status": "done", "completion_date": "2019-01-01T00:00:00+00:00"}'));
    perform t.act('bob');
    page := public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(request))) -> 'workspaces' -> t.id('ws')::text;
    perform t.is((select array_agg(r ->> 5) from jsonb_array_elements(page #> '{changes,tasks,rows}') r), array['old done'], 'between the two cutoffs');
    perform t.is(page #> '{changes,projects}', null, 'what every device has');
    page := public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(request - 'cutoff'))) -> 'workspaces' -> t.id('ws')::text;
    perform t.is((select array_agg(r ->> 5 order by r ->> 5) from jsonb_array_elements(page #> '{changes,tasks,rows}') r), array['ancient', 'old done'], 'all');
    perform t.is(page ->> 'has_more', 'false', 'to the head');
    perform set_config('role', 'none', true);
end $$;

create function tests."A fill whose pages end below the purge floor comes to its end"() returns void language plpgsql as $$
declare
    head bigint := convoy.head_seq(t.id('ws'));
    part jsonb;
begin
    update public.sync_heads set purge_floor = head where workspace_id = t.id('ws');
    part := t.pull('bob', 0, null, '{"limit": 1}');
    perform t.is(part ->> 'state', 'ok', 'first page');
    perform t.ok((part ->> 'next')::bigint < head, 'it ends below the floor');
    perform t.act('bob');
    perform t.is(public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'epoch', part -> 'epoch',
        'after', part -> 'next', 'fill_head', part -> 'head')))) -> 'workspaces' -> t.id('ws')::text ->> 'state', 'ok', 'second page');
    perform t.is(public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', t.id('ws'), 'epoch', part -> 'epoch',
        'after', part -> 'next')))) -> 'workspaces' -> t.id('ws')::text ->> 'state', 'resync', 'no fill: what was purged may be missing');
    perform set_config('role', 'none', true);
end $$;

-- Two sessions. The first takes its number (or its time) first and commits last; a third pulls in between.
create function tests."The usual recipe loses a row that commits late, ours does not"() returns void language plpgsql as $$
declare
    here text := 'dbname=' || current_database() || ' host=127.0.0.1 port=' || current_setting('port') || ' user=' || current_user;
    cursor_time timestamptz;
    low bigint;
    ws uuid := gen_random_uuid();
    act text := format('set request.jwt.claims = ''{"sub": "%s", "role": "authenticated"}''', t.id('racer'));
    busy int;
begin
    perform dblink_connect('one', here), dblink_connect('two', here), dblink_connect('reader', here);
    perform dblink_exec('one', act), dblink_exec('two', act || '; set convoy.head = ''another'''), dblink_exec('reader', act); -- not held up as a second console
    -- The usual recipe: updated_at = now(), pull what is newer than the last pull.
    perform dblink_exec('one', 'drop table if exists t.usual; create table t.usual (title text, updated_at timestamptz default now())');
    perform dblink_exec('one', 'begin; insert into t.usual (title) values (''slow'')');
    perform dblink_exec('two', 'insert into t.usual (title) values (''fast'')');
    select x into cursor_time from dblink('reader', 'select max(updated_at) from t.usual') as r (x timestamptz);
    perform dblink_exec('one', 'commit');
    select n into busy from dblink('reader', format('select count(*) from t.usual where updated_at > %L', cursor_time)) as r (n int);
    perform t.is(busy, 0, 'the usual recipe now misses the slow row (if this fails, the demonstration is broken)');
    -- Ours: the slow transaction holds the head, so the fast one waits for it.
    perform * from dblink('one', format('select public.workspace_create(''{"id": "%s", "name": "race"}'')', ws)) as r (x json);
    perform dblink_exec('one', format('begin; insert into public.projects (workspace_id, name) values (%L, ''slow'')', ws));
    perform dblink_send_query('two', format('insert into public.projects (workspace_id, name) values (%L, ''fast'')', ws));
    perform pg_sleep(0.3);
    select n into low from dblink('reader', format('select convoy.head_seq(%L)', ws)) as r (n bigint);
    perform t.is(dblink_is_busy('two'), 1, 'the fast one waits');
    perform dblink_exec('one', 'commit');
    perform * from dblink_get_result('two') as r (x text);
    select n into busy from dblink('reader', format('select count(*) from public.projects where workspace_id = %L and seq > %s', ws, low)) as r (n int);
    perform t.is(busy, 2, 'both come with the next pull');
    perform dblink_disconnect('one'), dblink_disconnect('two'), dblink_disconnect('reader');
end $$;

-- A console that edits rows beside a pushing device: neither is told of a deadlock.
create function tests."A push that meets a console's open edit is busy, not refused"() returns void language plpgsql as $$
declare
    here text := 'dbname=' || current_database() || ' host=127.0.0.1 port=' || current_setting('port') || ' user=' || current_user;
    ws uuid := gen_random_uuid();
    task uuid := gen_random_uuid();
    act text := format('set request.jwt.claims = ''{"sub": "%s", "role": "authenticated"}''', t.id('racer'));
    state text;
begin
    perform dblink_connect('console', here), dblink_connect('device', here);
    perform dblink_exec('device', act);
    perform * from dblink('device', format('select public.workspace_create(''{"id": "%s", "name": "busy"}'')', ws)) as r (x json);
    perform dblink_exec('console', format('insert into public.tasks (id, workspace_id, title) values (%L, %L, ''x'')', task, ws));
    perform dblink_exec('console', format('begin; update public.tasks set title = ''by hand'' where id = %L', task));
    begin
        perform * from dblink('device', format('select public.sync_push(''{"workspace": "%s", "device": {"id": "%s"}, "groups": [{"group": "%s", "ops": [
            {"op": "%s", "entity": "tasks", "id": "%s", "action": "update", "fields": {"title": "pushed"}}]}]}'')', ws, ws, ws, task, task)) as r (x json);
        state := 'answered';
    exception when others then
        state := sqlstate;
    end;
    perform t.is(state, 'PT503', 'the push');
    perform dblink_exec('console', 'commit');
    select x into state from dblink('console', format('select title from public.tasks where id = %L', task)) as r (x text);
    perform t.is(state, 'by hand', 'the console');
    perform dblink_disconnect('console'), dblink_disconnect('device');
end $$;

create function tests."The purge is scheduled daily, and what is scheduled works"() returns void language plpgsql as $$
declare
    job record;
begin
    select * into strict job from cron.job where jobname = 'convoy-purge';
    perform t.is(job.schedule, '17 3 * * *', 'when');
    perform t.ok(job.active, 'active');
    perform set_config('request.jwt.claims', '', true); -- nobody has signed in there
    execute job.command;
end $$;

create function tests."Rows that vanish without tombstones begin a new epoch"() returns void language plpgsql as $$
declare
    before uuid := (select h.epoch from t.heads h);
begin
    truncate public.sync_conflicts;
    perform t.ok((select h.epoch from t.heads h) <> before, 'every device reads anew');
end $$;
