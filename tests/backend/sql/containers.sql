-- Throwing a project or a task away against what is done in it meanwhile. The project p1 holds the task and the milestone m1.

create function t.head() returns jsonb language sql as $$ select jsonb_build_object('seen', convoy.head_seq(t.id('ws'))) $$;
create function t.in_trash(project text) returns boolean language sql as $$ select t.row('projects', project) ->> 'deleted_at' is not null $$;

create function tests."Content that had not seen its project go brings it back, with a note and in the feed"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    base jsonb := t.seen('tasks', 'task', 'title');
    answer jsonb;
    note public.sync_conflicts;
begin
    perform t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen);
    answer := t.push_groups('bob@desk', t.groups(t.op('update', 'tasks', 'task', '{"title": "needed"}', base, '10:00') || seen));
    perform t.is(answer #>> '{groups,0,ops,0,status}', 'merged', 'op');
    perform t.ok(not t.in_trash('p1'), 'it is back');
    perform t.ok(answer #>> '{rows,projects,rows,0}' like '%' || t.id('p1') || '%', 'the answer brings it');
    note := t.loss('p1', 'deleted_at');
    perform t.is(note.user_id, t.id('ann'), 'who is told');
    perform t.is(note.mine_device || ', ' || note.theirs_device, 'laptop, desk', 'devices');
    perform t.is((select count(*) from public.activity_feed f where f.subject_id = t.id('p1') and f.action = 'restore' and f.author_id = t.id('bob')), 1::bigint, 'feed');
    perform t.push('ann@laptop', t.op('delete', 'projects', 'p1') || t.head());
    perform t.ok(t.in_trash('p1'), 'thrown away after all');
end $$;

create function tests."What is made in a project in the trash, moved there or restored there brings it back"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    op jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'other', '{"title": "other"}'), t.op('create', 'tasks', 'dead', jsonb_build_object('title', 'dead', 'project_id', t.id('p1'))),
        t.op('delete', 'tasks', 'dead'));
    foreach op in array array[t.op('create', 'tasks', 'n1', jsonb_build_object('title', 'new', 'project_id', t.id('p1'))),
            t.op('create', 'milestones', 'n2', jsonb_build_object('name', 'new', 'project_id', t.id('p1'))), t.op('restore', 'tasks', 'dead'),
            t.op('update', 'milestones', 'm1', '{"name": "renamed"}', t.seen('milestones', 'm1', 'name')),
            t.op('update', 'tasks', 'other', jsonb_build_object('project_id', t.id('p1')), t.seen('tasks', 'other', 'project_id'))] loop
        perform t.push('ann@laptop', t.op('delete', 'projects', 'p1') || t.head());
        perform t.ok(t.in_trash('p1'), 'first in the trash');
        perform t.push('bob@desk', op || seen);
        perform t.ok(not t.in_trash('p1'), format('back by %s %s', op ->> 'action', op ->> 'entity'));
    end loop;
end $$;

create function tests."A project stays in the trash for what is no content, knew of it, or left it"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    op jsonb;
begin
    perform t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen);
    perform t.push('ann@laptop', t.op('update', 'milestones', 'm1', '{"name": "own"}', t.seen('milestones', 'm1', 'name')) || seen);
    perform t.ok(t.in_trash('p1'), 'who threw it away themselves');
    foreach op in array array[t.op('update', 'tasks', 'task', '{"position": "z"}', t.seen('tasks', 'task', 'position')) || seen,
            t.op('update', 'tasks', 'task', '{"title": "knew"}', t.seen('tasks', 'task', 'title')) || t.head(),
            t.op('update', 'tasks', 'task', '{"title": "does not say"}', t.seen('tasks', 'task', 'title')),
            t.op('update', 'tasks', 'task', '{"title": "does not say"}', t.seen('tasks', 'task', 'title')) || seen,
            t.op('update', 'tasks', 'task', '{"project_id": null}', t.seen('tasks', 'task', 'project_id')) || seen,
            t.op('delete', 'milestones', 'm1') || seen] loop
        perform t.push('bob@desk', op);
        perform t.ok(t.in_trash('p1'), op::text);
    end loop;
    perform t.is((select count(*) from public.sync_conflicts), 0::bigint, 'notes');
end $$;

create function tests."A project stays when whoever threw it away had not seen what is new in it"() returns void language plpgsql as $$
declare
    seen jsonb;
    op jsonb;
begin
    foreach op in array array[t.op('update', 'tasks', 'task', '{"labels": ["new"]}'), t.op('create', 'tasks', 'n1', jsonb_build_object('title', 'new', 'project_id', t.id('p1'))),
            t.op('create', 'milestones', 'n2', jsonb_build_object('name', 'new', 'project_id', t.id('p1'))), t.op('update', 'milestones', 'm1', '{"name": "renamed"}', t.seen('milestones', 'm1', 'name'))] loop
        seen := t.head();
        perform t.push('bob@desk', op);
        perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'conflict', op ->> 'action');
        perform t.ok(not t.in_trash('p1'), 'it stays');
        perform t.is((t.loss('p1', 'deleted_at')).user_id, t.id('ann'), 'who is told');
        perform t.is((t.loss('p1', 'deleted_at')).theirs_device, 'desk', 'of whom');
        delete from public.sync_conflicts;
    end loop;
    seen := t.head();
    update public.tasks set title = 'by hand' where id = t.id('task');
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'conflict', 'a console');
end $$;

create function tests."A project goes when all that is new in it was seen, is in the trash, no content, or the deleter's own"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
begin
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"position": "z"}'), t.op('create', 'tasks', 'n1', jsonb_build_object('title', 'new', 'project_id', t.id('p1'))),
        t.op('delete', 'tasks', 'n1'));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "own"}', t.seen('tasks', 'task', 'title')));
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'applied', 'op');
    perform t.push('ann@laptop', t.op('restore', 'projects', 'p1'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "seen"}', t.seen('tasks', 'task', 'title')));
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || t.head()) #>> '{ops,0,status}', 'applied', 'all seen');
    perform t.ok(t.in_trash('p1'), 'gone');
end $$;

-- A set of this device's own that was merged with another's on the way says nothing of that other having been seen.
create function tests."A label that came into a set by a merge keeps its project"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    base jsonb := t.seen('tasks', 'task', 'labels');
begin
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "bob"]}', base));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "ann"]}', base) || seen);
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'conflict', 'op');
end $$;

create function tests."A text that was merged with one not seen by the deletion behind it keeps its project"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
begin
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"description": "one\ntwo"}', t.seen('tasks', 'task', 'description')));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "zero\none\ntwo"}', t.seen('tasks', 'task', 'description')) || seen);
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'conflict', 'op');
end $$;

create function tests."A reference that the purge took is nothing new in a project"() returns void language plpgsql as $$
declare
    seen jsonb;
begin
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', jsonb_build_object('milestone_id', t.id('m1')), t.seen('tasks', 'task', 'milestone_id')));
    seen := t.head();
    update public.tasks set milestone_id = null where id = t.id('task');
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'applied', 'op');
end $$;

create function tests."What others had changed keeps the project that its mover had thrown away before the move arrived"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    base jsonb := t.seen('tasks', 'task', 'project_id');
begin
    perform t.push('ann@laptop', t.op('delete', 'projects', 'p2') || seen);
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2')), base) || seen);
    perform t.ok(t.in_trash('p2'), 'nobody else was at it');
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p1')), t.seen('tasks', 'task', 'project_id')) || t.head());
    seen := t.head();
    base := t.seen('tasks', 'task', 'project_id');
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"due_date": "2027-01-01"}', t.seen('tasks', 'task', 'due_date')) || seen);
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', jsonb_build_object('project_id', t.id('p2')), base) || seen);
    perform t.ok(not t.in_trash('p2'), 'it is back');
    perform t.is((t.loss('p2', 'deleted_at')).user_id, t.id('ann'), 'who is told');
end $$;

create function t.comment(name text, body text) returns jsonb language sql as $$
    select t.op('create', 'activity_feed', name, jsonb_build_object('kind', 'comment', 'task_id', t.id('task'), 'body', body))
$$;

create function tests."A comment that had not seen its task or the project go brings both back"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task'), t.op('delete', 'projects', 'p1'));
    answer := t.push_groups('bob@desk', t.groups(t.comment('c1', 'wait') || seen));
    perform t.is(answer #>> '{groups,0,ops,0,status}', 'merged', 'op');
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null and not t.in_trash('p1'), 'back');
    perform t.is((t.loss('task', 'deleted_at')).user_id, t.id('ann'), 'of the task');
    perform t.is((t.loss('p1', 'deleted_at')).user_id, t.id('ann'), 'and of the project');
    perform t.is((select count(*) from public.activity_feed f where f.action = 'restore' and f.author_id = t.id('bob')), 2::bigint, 'feed');
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task') || t.head());
    perform t.push('bob@desk', t.op('update', 'activity_feed', 'c1', '{"body": "knowing that"}', t.seen('activity_feed', 'c1', 'body')) || t.head());
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'not by who knew');
    perform t.push('bob@desk', t.op('update', 'activity_feed', 'c1', '{"body": "not knowing that"}', t.seen('activity_feed', 'c1', 'body')) || seen);
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'by a change of it too');
end $$;

create function tests."A task and a project stay for a comment that whoever threw them away had not seen"() returns void language plpgsql as $$
declare
    seen jsonb := t.head();
    entity text;
begin
    perform t.push('bob@desk', t.comment('c1', 'wait'));
    foreach entity in array array['tasks', 'projects'] loop
        perform t.is(t.push('ann@laptop', t.op('delete', entity, case entity when 'tasks' then 'task' else 'p1' end) || seen) #>> '{ops,0,status}', 'conflict', entity);
    end loop;
    perform t.push('bob@desk', t.op('delete', 'activity_feed', 'c1'));
    perform t.is(t.push('ann@laptop', t.op('delete', 'tasks', 'task') || seen) #>> '{ops,0,status}', 'applied', 'it was taken back');
    perform t.push('ann@laptop', t.op('restore', 'tasks', 'task'), t.comment('c2', 'own'));
    perform t.is(t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen) #>> '{ops,0,status}', 'applied', 'an own one');
end $$;
