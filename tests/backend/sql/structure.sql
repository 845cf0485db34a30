-- Rows that belong together: cycles, places that fit, natural keys, groups, replays.

create function tests."A parent that would close a cycle is refused, the rest goes on"() returns void language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'child', jsonb_build_object('title', 'c', 'project_id', t.id('p1'), 'parent_id', t.id('task'))));
    answer := t.push_groups('bob@desk', t.groups(
        t.op('update', 'tasks', 'task', jsonb_build_object('parent_id', t.id('child')), t.seen('tasks', 'task', 'parent_id')),
        t.op('update', 'tasks', 'task', '{"priority": "high"}', t.seen('tasks', 'task', 'priority'))));
    perform t.is(answer #>> '{groups,0,status}', 'refused', 'status');
    perform t.is(answer #>> '{groups,0,error,code}', 'cycle', 'code');
    perform t.is(answer #>> '{groups,1,status}', 'applied', 'next group');
    perform t.is(t.row('tasks', 'task') ->> 'parent_id', null, 'parent');
end $$;

create function tests."A dependency that would close a cycle is refused, long or not"() returns void language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'a', '{"title": "a"}'), t.op('create', 'tasks', 'b', '{"title": "b"}'), t.op('create', 'tasks', 'c', '{"title": "c"}'),
        t.op('create', 'task_dependencies', 'a-b', jsonb_build_object('task_id', t.id('a'), 'blocked_by_id', t.id('b'))),
        t.op('create', 'task_dependencies', 'b-c', jsonb_build_object('task_id', t.id('b'), 'blocked_by_id', t.id('c'))));
    answer := t.push('bob@desk', t.op('create', 'task_dependencies', 'c-a', jsonb_build_object('task_id', t.id('c'), 'blocked_by_id', t.id('a'))));
    perform t.is(answer #>> '{error,code}', 'cycle', 'code');
    perform t.is((select count(*) from public.task_dependencies), 2::bigint, 'edges');
    perform t.push('bob@desk', t.op('delete', 'task_dependencies', 'a-b'));
    perform t.is(t.push('bob@desk', t.op('create', 'task_dependencies', 'c-a', jsonb_build_object('task_id', t.id('c'), 'blocked_by_id', t.id('a')))) ->> 'status', 'applied', 'now open');
    perform t.is(t.push('ann@laptop', t.op('restore', 'task_dependencies', 'a-b')) #>> '{error,code}', 'cycle', 'restore');
end $$;

create function tests."A dependency on itself is refused"() returns void language plpgsql as $$
begin
    perform t.is(t.push('bob@desk', t.op('create', 'task_dependencies', 'x', jsonb_build_object('task_id', t.id('task'), 'blocked_by_id', t.id('task')))) ->> 'status', 'refused', 'status');
end $$;

create function tests."A task keeps its status where its workflow has no stage for it, whatever happens around it"() returns void language plpgsql as $$
begin
    insert into public.workflows (id, name, stages) values (t.id('flow'), 'Other',
        '[{"id": "todo", "name": "To do", "category": "todo"}, {"id": "done", "name": "Done", "category": "done"}]');
    perform t.push('ann@laptop', t.op('update', 'projects', 'p2', jsonb_build_object('workflow_id', t.id('flow')), t.seen('projects', 'p2', 'workflow_id')));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"status": "in_progress"}', t.seen('tasks', 'task', 'status')),
        t.op('create', 'tasks', 'top', jsonb_build_object('title', 'top', 'project_id', t.id('p2'))));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2'), 'parent_id', t.id('top')), t.seen('tasks', 'task', 'project_id', 'parent_id')));
    perform t.is(t.row('tasks', 'task') ->> 'status', 'in_progress', 'moved');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"current_stage": "done", "status": "done"}',
        '{"current_stage": {"value": "todo", "seq": 1}, "status": {"value": "todo", "seq": 1}}', '08:00')) #>> '{ops,0,status}', 'conflict', 'an edit that loses');
    perform t.is(t.row('tasks', 'task') ->> 'status', 'in_progress', 'changes nothing');
    perform t.is(t.row('tasks', 'task') ->> 'current_stage', 'todo', 'the first stage');
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'top', '{}', t.seen('tasks', 'top', 'deleted_at')));
    perform t.is(t.row('tasks', 'task') -> 'parent_id', 'null'::jsonb, 'moves up');
    perform t.is(t.row('tasks', 'task') ->> 'status', 'in_progress', 'and is what it was');
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"current_stage": "done"}', t.seen('tasks', 'task', 'current_stage')));
    perform t.is(t.row('tasks', 'task') ->> 'status', 'done', 'a stage that is chosen says the status');
end $$;

create function tests."A stage of another workflow becomes the first of its category"() returns void language plpgsql as $$
begin
    insert into public.workflows (id, name, stages) values (t.id('flow'), 'Other',
        '[{"id": "idea", "name": "Idea", "category": "todo"}, {"id": "cooking", "name": "Cooking", "category": "in_progress"}, {"id": "eaten", "name": "Eaten", "category": "done"}]');
    perform t.push('ann@laptop', t.op('update', 'projects', 'p2', jsonb_build_object('workflow_id', t.id('flow')), t.seen('projects', 'p2', 'workflow_id')));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"current_stage": "review", "status": "in_progress"}', t.seen('tasks', 'task', 'current_stage', 'status')));
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2')), t.seen('tasks', 'task', 'project_id'))) ->> 'status', 'applied', 'move');
    perform t.is(t.row('tasks', 'task') ->> 'current_stage', 'cooking', 'stage');
end $$;

create function tests."The stage sets the status and the status sets the stage"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"current_stage": "done"}', t.seen('tasks', 'task', 'current_stage')));
    perform t.is(t.row('tasks', 'task') ->> 'status', 'done', 'status');
    perform t.ok(t.row('tasks', 'task') ->> 'completion_date' is not null, 'completed');
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"status": "in_progress"}', t.seen('tasks', 'task', 'status')));
    perform t.is(t.row('tasks', 'task') ->> 'current_stage', 'in_progress', 'stage');
    perform t.is(t.row('tasks', 'task') ->> 'completion_date', null, 'open again');
end $$;

create function tests."A milestone of another project is left out"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('milestone_id', t.id('m1')), t.seen('tasks', 'task', 'milestone_id')));
    perform t.is(t.row('tasks', 'task') ->> 'milestone_id', t.id('m1')::text, 'fits');
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2')), t.seen('tasks', 'task', 'project_id')));
    perform t.is(t.row('tasks', 'task') ->> 'milestone_id', null, 'left out');
end $$;

create function tests."The child of a deleted parent moves up"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'mid', jsonb_build_object('title', 'm', 'project_id', t.id('p1'), 'parent_id', t.id('task'))),
        t.op('create', 'tasks', 'leaf', jsonb_build_object('title', 'l', 'project_id', t.id('p1'), 'parent_id', t.id('mid'))));
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'mid'));
    perform t.is(t.row('tasks', 'leaf') ->> 'parent_id', t.id('task')::text, 'child that was there');
    perform t.push('bob@desk', t.op('create', 'tasks', 'late', jsonb_build_object('title', 'l', 'project_id', t.id('p1'), 'parent_id', t.id('mid'))));
    perform t.is(t.row('tasks', 'late') ->> 'parent_id', t.id('task')::text, 'child made offline');
end $$;

create function tests."Children go along or are let go when their parent moves"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'k1', jsonb_build_object('title', '1', 'project_id', t.id('p1'), 'parent_id', t.id('task'))),
        t.op('create', 'tasks', 'k2', jsonb_build_object('title', '2', 'project_id', t.id('p1'), 'parent_id', t.id('task'))));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'k1', jsonb_build_object('project_id', t.id('p2')), t.seen('tasks', 'k1', 'project_id')),
        t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2')), t.seen('tasks', 'task', 'project_id')));
    perform t.is(t.row('tasks', 'k1') ->> 'parent_id', t.id('task')::text, 'went along');
    perform t.is(t.row('tasks', 'k2') ->> 'parent_id', null, 'let go');
end $$;

create function tests."A reference to what is not there is refused"() returns void language plpgsql as $$
begin
    perform t.is(t.push('bob@desk', t.op('create', 'tasks', 'x', jsonb_build_object('title', 'x', 'project_id', t.id('nowhere')))) #>> '{error,code}', 'missing_row', 'task');
    perform t.is(t.push('bob@desk', t.op('create', 'milestones', 'x', jsonb_build_object('name', 'x', 'project_id', t.id('nowhere')))) #>> '{error,code}', 'missing_row', 'milestone');
    perform t.is(t.push('bob@desk', t.op('create', 'activity_feed', 'x', jsonb_build_object('body', 'x', 'task_id', t.id('nowhere')))) #>> '{error,code}', 'missing_row', 'comment');
end $$;

create function tests."Two devices that add the same dependency have one"() returns void language plpgsql as $$
declare
    answer jsonb;
    edge jsonb := jsonb_build_object('task_id', t.id('task'), 'blocked_by_id', t.id('other'));
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'other', '{"title": "o"}'), t.op('create', 'task_dependencies', 'edge 1', edge));
    answer := t.push_groups('bob@desk', t.groups(t.op('create', 'task_dependencies', 'edge 2', edge), t.op('delete', 'task_dependencies', 'edge 2')));
    perform t.is(answer #>> '{groups,0,ops,0,id}', t.id('edge 1')::text, 'the survivor');
    perform t.ok(t.row('task_dependencies', 'edge 1') ->> 'deleted_at' is not null, 'the deletion of its twin found it');
    perform t.is(t.push('bob@desk', t.op('create', 'task_dependencies', 'edge 3', edge)) #>> '{ops,0,id}', t.id('edge 1')::text, 'made again');
    perform t.is(t.row('task_dependencies', 'edge 1') ->> 'deleted_at', null, 'alive again');
end $$;

create function tests."A deletion of one's own copy of an occurrence spares what the other device made of it"() returns void language plpgsql as $$
declare
    fields jsonb := jsonb_build_object('title', 'weekly', 'status', 'todo', 'current_stage', 'todo', 'priority', 'none', 'series_id', t.id('series'),
        'occurrence_date', '2026-01-12');
    unseen jsonb := '{"deleted_at": {"value": null, "seq": 0}}';
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'next', fields || '{"due_date": "2026-02-01"}'));
    answer := t.push('ann@phone', t.op('create', 'tasks', 'next', fields), t.op('delete', 'tasks', 'next', '{}', unseen));
    perform t.is(answer #>> '{ops,1,status}', 'conflict', 'a due date that the phone had not seen');
    perform t.is(t.row('tasks', 'next') ->> 'deleted_at', null, 'it lives');
    perform t.is(t.row('tasks', 'next') ->> 'due_date', '2026-02-01', 'with all that it has');

    perform t.push('ann@laptop', t.op('create', 'tasks', 'same', fields || '{"occurrence_date": "2026-01-19"}'));
    answer := t.push('ann@phone', t.op('create', 'tasks', 'same', fields || '{"occurrence_date": "2026-01-19"}'),
        t.op('delete', 'tasks', 'same', '{}', unseen));
    perform t.is(answer #>> '{ops,1,status}', 'applied', 'the same on both: all has been seen');
    perform t.ok(t.row('tasks', 'same') ->> 'deleted_at' is not null, 'and it goes');
end $$;

create function tests."Two devices that complete an occurrence make one next task"() returns void language plpgsql as $$
declare
    fields jsonb := jsonb_build_object('title', 'weekly', 'series_id', t.id('series'), 'occurrence_date', '2026-01-12');
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'next', fields));
    perform t.is(t.push('bob@desk', t.op('create', 'tasks', 'next', fields)) #>> '{ops,0,id}', t.id('next')::text, 'same id');
    perform t.is(t.push('bob@desk', t.op('create', 'tasks', 'next too', fields)) #>> '{ops,0,id}', t.id('next')::text, 'survivor');
    perform t.is((select count(*) from public.tasks where series_id is not null), 1::bigint, 'tasks');
end $$;

create function tests."A taken uuid gets a fresh one, one's own is recognised"() returns void language plpgsql as $$
declare
    answer jsonb;
begin
    answer := t.push('bob@desk', t.op('create', 'tasks', 'task', '{"title": "mine"}'));
    perform t.is(answer ->> 'status', 'applied', 'status');
    perform t.ok(answer #>> '{ops,0,id}' <> t.id('task')::text, 'fresh');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'old', 'the other is untouched');
    answer := t.push('ann@laptop', t.op('create', 'tasks', 'task', '{"title": "old"}'));
    perform t.is(answer #>> '{ops,0,id}', t.id('task')::text, 'recognised');
    perform t.is((answer #>> '{ops,0,number}')::int, 1, 'its number');
end $$;

create function tests."A purged row that two people make again stays one, with what each of them changed"() returns void language plpgsql as $$
declare
    base jsonb := '{"title": {"value": "old", "seq": 1}, "priority": {"value": "none", "seq": 1}, "labels": {"value": ["a"], "seq": 1}}';
    answer jsonb;
begin
    perform set_config('convoy.purging', 'on', true);
    delete from public.tasks where id = t.id('task');
    perform set_config('convoy.purging', '', true);
    answer := t.push('bob@desk', t.op('create', 'tasks', 'task', '{"title": "Bob''s", "priority": "none", "labels": ["a"]}', base));
    perform t.is(answer #>> '{ops,0,id}', t.id('task')::text, 'Bob''s keeps its id');
    perform t.is(t.row('tasks', 'task') ->> 'created_by', t.id('bob')::text, 'and is his now');
    answer := t.push('ann@laptop', t.op('create', 'tasks', 'task', '{"title": "old", "priority": "high", "labels": ["a", "b"]}', base));
    perform t.is(answer #>> '{ops,0,id}', t.id('task')::text, 'Ann''s is the same row');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'Bob''s', 'what she had not changed is his');
    perform t.is(t.row('tasks', 'task') ->> 'priority', 'high', 'what she had is hers');
    perform t.is(t.row('tasks', 'task') -> 'labels', '["a", "b"]'::jsonb, 'sets merge');
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}'));
    answer := t.push('ann@laptop', t.op('create', 'tasks', 'task', '{"title": "old", "priority": "none", "labels": ["a"]}', base));
    perform t.is(t.row('tasks', 'task') ->> 'deleted_at', null, 'made again without a change: brought back');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'Bob''s', 'as it is');
end $$;

create function tests."What needs a row that was refused in the same request is not processed"() returns void language plpgsql as $$
declare
    answer jsonb := t.push_groups('ann@laptop', t.groups(
        t.op('create', 'tasks', 'n1', jsonb_build_object('title', 'n1', 'parent_id', t.id('nowhere'))),
        t.op('update', 'tasks', 'n1', '{"title": "later"}'), t.op('create', 'tasks', 'n2', jsonb_build_object('title', 'n2', 'parent_id', t.id('n1'))),
        t.op('create', 'tasks', 'n3', '{"title": "n3"}')));
begin
    perform t.is((select jsonb_agg(g.value -> 'status') from jsonb_array_elements(answer -> 'groups') g),
        '["refused", "not_processed", "not_processed", "applied"]'::jsonb, 'groups');
end $$;

create function tests."An occurrence that its own device had thrown away lives when it is made anew"() returns void language plpgsql as $$
declare
    fields jsonb := jsonb_build_object('title', 'weekly', 'series_id', t.id('series'), 'occurrence_date', '2026-01-12');
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'next', fields));
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'next'));
    perform t.push('ann@laptop', t.op('create', 'tasks', 'next', fields || '{"title": "anew"}'));
    perform t.is(t.row('tasks', 'next') ->> 'deleted_at', null, 'alive');
    perform t.is(t.row('tasks', 'next') ->> 'title', 'anew', 'title');
end $$;

create function tests."Numbers go up by one per task and a refused group takes none"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'x', jsonb_build_object('title', 'x', 'project_id', t.id('nowhere'))));
    perform t.is((t.push('ann@laptop', t.op('create', 'tasks', 'y', '{"title": "y"}'), t.op('create', 'tasks', 'z', '{"title": "z"}')) #>> '{ops,1,number}')::int, 3, 'number');
end $$;

create function tests."A replay answers the same and changes nothing"() returns void language plpgsql as $$
declare
    groups jsonb := t.groups(t.op('create', 'tasks', 'n1', '{"title": "n1"}'), t.op('update', 'tasks', 'task', '{"title": "again"}', t.seen('tasks', 'task', 'title')),
        t.op('update', 'tasks', 'gone', '{"title": "never"}'));
    first jsonb := t.push_groups('ann@laptop', groups);
    before jsonb := (select jsonb_agg(to_jsonb(x) order by x.id) from public.tasks x);
    feed bigint := (select count(*) from public.activity_feed);
    second jsonb;
begin
    second := t.push_groups('ann@laptop', groups);
    perform t.is(second #> '{groups,0,ops}', first #> '{groups,0,ops}', 'create');
    perform t.is(second #> '{groups,1,ops}', first #> '{groups,1,ops}', 'update');
    perform t.is(second #> '{groups,0,replayed}', 'true'::jsonb, 'replayed');
    perform t.is(second #>> '{groups,2,status}', 'refused', 'what was refused is judged anew');
    perform t.is(second -> 'from', second -> 'to', 'nothing written');
    perform t.is((select jsonb_agg(to_jsonb(x) order by x.id) from public.tasks x), before, 'rows');
    perform t.is((select count(*) from public.activity_feed), feed, 'feed');
    perform t.is(jsonb_array_length(second #> '{rows,tasks,rows}'), 2, 'rows as they are now');
end $$;

create function tests."A group is all or nothing"() returns void language plpgsql as $$
declare
    answer jsonb := t.push('ann@laptop', t.op('create', 'tasks', 'g1', '{"title": "g1"}'), t.op('update', 'tasks', 'gone', '{"title": "x"}'));
begin
    perform t.is(answer ->> 'status', 'refused', 'status');
    perform t.is(answer #>> '{ops,0,status}', 'rolled_back', 'first');
    perform t.ok(t.row('tasks', 'g1') is null, 'not there');
    perform t.is((select count(*) from public.sync_operations where row_id = t.id('g1')), 0::bigint, 'ledger');
end $$;

create function tests."An answer holds all rows written, one feed entry per row"() returns void language plpgsql as $$
declare
    answer jsonb;
begin
    answer := t.push_groups('bob@desk', jsonb_build_array(jsonb_build_object('group', t.id('g'), 'schema', 1, 'ops', jsonb_build_array(
        t.op('update', 'tasks', 'task', '{"title": "t"}', t.seen('tasks', 'task', 'title')), t.op('update', 'tasks', 'task', '{"priority": "low"}', t.seen('tasks', 'task', 'priority'))))));
    perform t.is(jsonb_array_length(answer #> '{rows,tasks,rows}'), 1, 'task');
    perform t.is(jsonb_array_length(answer #> '{rows,activity_feed,rows}'), 1, 'feed');
    perform t.is((select changes from public.activity_feed where op_group = t.id('g')),
        '[{"field": "title", "old": "old", "new": "t"}, {"field": "priority", "old": "none", "new": "low"}]'::jsonb, 'who changed what');
    perform t.is((select author_id::text || device_name from public.activity_feed where op_group = t.id('g')), t.id('bob')::text || 'desk', 'and on which device');
    perform t.is((answer ->> 'to')::bigint, (t.pull('bob') ->> 'next')::bigint, 'to is the head');
end $$;

create function tests."Values that are none are refused with a reason"() returns void language plpgsql as $$
begin
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"due_date": "soon"}')) #>> '{error,code}', 'bad_value', 'date');
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"priority": "huge"}', t.seen('tasks', 'task', 'priority'))) #>> '{error,code}', 'bad_value', 'priority');
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"colour": "red"}')) #>> '{error,code}', 'unknown_field', 'field');
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"number": 7}')) #>> '{error,code}', 'read_only', 'number');
    perform t.is(t.push('ann@laptop', t.op('update', 'planets', 'task', '{}')) #>> '{error,code}', 'unknown_entity', 'entity');
    perform t.is(t.push('ann@laptop', t.op('create', 'workflows', 'w', '{}')) #>> '{error,code}', 'read_only', 'reference data');
    perform t.is(t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('title', repeat('x', 262145)))) #>> '{error,code}', 'too_large', 'size');
end $$;

create function tests."The activity of a task comes in pages, each behind the last, and none is missing or twice"() returns void language plpgsql as $$
declare
    page jsonb;
    got text[] := '{}';
    pages int := 0;
    request jsonb := jsonb_build_object('task', t.id('task'));
begin
    perform set_config('role', 'none', true);
    delete from public.activity_feed;
    insert into public.activity_feed (workspace_id, kind, task_id, body, created_at)
        select t.id('ws'), 'comment', t.id('task'), 'n' || n, timestamptz '2026-01-01' + (n / 3) * interval '1 day' from generate_series(1, 50) n;
    perform t.act('vic');
    loop
        page := public.task_activity(request)::jsonb;
        pages := pages + 1;
        got := got || array(select e.value ->> 'body' from jsonb_array_elements(page -> 'activity') e);
        exit when page ->> 'more' = 'false' or pages > 5;
        request := request || jsonb_build_object('before', page #>> '{activity,-1,created_at}', 'before_id', page #>> '{activity,-1,id}');
    end loop;
    perform t.is(pages, 3, 'pages');
    perform t.is(cardinality(got), 50, 'entries');
    perform t.is((select count(distinct g) from unnest(got) g), 50::bigint, 'each once');
    page := public.task_activity(jsonb_build_object('task', t.id('task'), 'before', '2026-01-03T00:00:00+00:00'))::jsonb;
    perform t.is((select string_agg(e.value ->> 'body', ' ' order by e.value ->> 'body') from jsonb_array_elements(page -> 'activity') e), 'n1 n2 n3 n4 n5', 'only what is older');
end $$;

create function tests."Advice is shown with the tasks that its rule names"() returns void language plpgsql as $$
declare
    shown jsonb;
    lost text;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"labels": ["BUG"]}', t.seen('tasks', 'task', 'labels')));
    perform t.act('vic');
    shown := public.task_context(jsonb_build_object('task', t.id('task')))::jsonb;
    perform set_config('role', 'none', true);
    perform t.ok(shown -> 'patterns' @> '[{"title": "Fix a fault in four steps"}]', 'by label, whatever its case');
    perform t.ok(shown -> 'best_practices' @> '[{"title": "Begin with the part that could fail"}]', 'by stage');
    perform t.ok(not shown -> 'best_practices' @> '[{"title": "Ask for review early and small"}]', 'not in another stage');
    perform t.ok(not shown -> 'patterns' @> '[{"title": "Answer a request in one go"}]', 'not in another workflow');
    perform t.ok(shown -> 'best_practices' @> '[{"title": "Dates only for what has one"}]', 'always, without a rule');
    -- A rule with a stage that no workflow has, or not the one it names, would never show.
    select string_agg(a.title, ', ') into lost from (select title, applies_to from public.patterns union all select title, applies_to from public.best_practices) a
        where exists (select 1 from jsonb_array_elements_text(a.applies_to -> 'stages') stage where not exists (
            select 1 from public.workflows w where w.stages @> jsonb_build_array(jsonb_build_object('id', stage))
                and (a.applies_to -> 'workflows' is null or a.applies_to -> 'workflows' @> to_jsonb(w.id))));
    perform t.is(lost, null, 'advice that no task can have');
end $$;
