-- Deletions that meet other deletions, their undo, and edits of others.

-- As t.push, on a device that has another person's id.
create function t.push_on(person text, device text, op jsonb, epoch text default null) returns jsonb language plpgsql as $$
declare
    answer jsonb;
begin
    perform t.act(person);
    answer := public.sync_push(jsonb_strip_nulls(jsonb_build_object('workspace', t.id('ws'), 'schema', 1, 'epoch', epoch,
        'device', jsonb_build_object('id', t.id(device), 'name', device), 'groups', t.groups(op))));
    perform set_config('role', 'none', true);
    return answer;
end $$;

create function tests."What another person did on the same computer has not been seen"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title', 'deleted_at');
begin
    perform t.push_on('ann', 'computer', t.op('update', 'tasks', 'task', '{"title": "ann''s"}', base, '10:00'));
    perform t.push_on('bob', 'computer', t.op('update', 'tasks', 'task', '{"title": "bob''s"}', base, '09:00'));
    perform t.is(t.row('tasks', 'task') ->> 'title', 'ann''s', 'the later one stands');
    perform t.is((t.loss('task', 'title')).user_id, t.id('bob'), 'who is told');
    perform t.is(t.push_on('bob', 'computer', t.op('delete', 'tasks', 'task', '{}', base)) #>> '{groups,0,ops,0,status}', 'conflict', 'nor for a deletion');
    perform t.push_on('ann', 'computer', t.op('update', 'tasks', 'task', '{"title": "ann''s own"}', base, '09:00'));
    perform t.is(t.row('tasks', 'task') ->> 'title', 'ann''s own', 'one''s own has');
end $$;

create function tests."The undo of a deletion that met another one tells whoever had made that"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'deleted_at');
begin
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.is(t.push('ann@laptop', t.op('restore', 'tasks', 'task', '{}', base)) ->> 'status', 'applied', 'restored');
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'there');
    perform t.is((select string_agg(c.user_id::text, ',') from public.sync_conflicts c), t.id('bob')::text, 'who is told, and nobody else');
    delete from public.sync_conflicts;
    base := t.seen('tasks', 'task', 'deleted_at');
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.push('ann@laptop', t.op('restore', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at')));
    perform t.is((select count(*) from public.sync_conflicts where deleted_at is null), 0::bigint, 'who saw it there may take it out');
end $$;

create function tests."Everybody who wanted something in the trash is told when it comes back"() returns void language plpgsql as $$
declare
    seen jsonb := jsonb_build_object('seen', convoy.head_seq(t.id('ws')));
    base jsonb := t.seen('tasks', 'task', 'title', 'deleted_at');
    seq bigint;
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', base));
    seq := (t.row('tasks', 'task') ->> 'seq')::bigint;
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.is((t.row('tasks', 'task') ->> 'seq')::bigint, seq, 'nothing to pull');
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "late"}', base));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'an edit of bob''s that was delayed behind his deletion');
    perform t.push('bob@phone', t.op('update', 'tasks', 'task', '{"priority": "high"}', '{"priority": {"seq": 1, "value": "none"}}', '10:00'));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'another device''s');
    perform t.is((select string_agg(distinct c.user_id::text, ',' order by c.user_id::text) from public.sync_conflicts c where c.field = 'deleted_at'),
        least(t.id('ann')::text, t.id('bob')::text) || ',' || greatest(t.id('ann')::text, t.id('bob')::text), 'who is told');
    perform t.push('ann@laptop', t.op('delete', 'projects', 'p1') || seen);
    perform t.push('bob@desk', t.op('delete', 'projects', 'p1') || seen);
    delete from public.sync_conflicts;
    perform t.push('bob@phone', t.op('update', 'milestones', 'm1', '{"name": "needed"}', t.seen('milestones', 'm1', 'name')) || seen);
    perform t.is((select count(distinct c.user_id) from public.sync_conflicts c where c.row_id = t.id('p1')), 2::bigint, 'of a project, too');
end $$;

create function tests."A deletion that hid a description being edited is still known as one's own"() returns void language plpgsql as $$
declare
    seen jsonb := jsonb_build_object('seen', convoy.head_seq(t.id('ws')));
    base jsonb := t.seen('tasks', 'task', 'deleted_at') || jsonb_build_object('description', jsonb_build_object('value', '', 'seq', 1000000000));
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.push('ann@laptop', t.op('create', 'activity_feed', 'late', jsonb_build_object('kind', 'comment', 'task_id', t.id('task'), 'body', 'late')) || seen);
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'stays where its maker put it');
end $$;

create function tests."A push from before a backup was put back does nothing, so that a pull can say so first"() returns void language plpgsql as $$
declare
    epoch text := (select h.epoch from public.sync_heads h where h.workspace_id = t.id('ws'));
    op jsonb := t.op('update', 'tasks', 'task', '{"title": "from the lost future"}', '{"title": {"value": "x", "seq": 1000000000}}');
    answer jsonb;
begin
    answer := t.push_on('ann', 'computer', op, t.id('another epoch')::text);
    perform t.is(answer #>> '{groups,0,status}', 'not_processed', 'outcome');
    perform t.is(answer ->> 'epoch', epoch, 'and says why');
    perform t.is(answer ->> 'from', answer ->> 'to', 'nothing is numbered');
    perform t.is((select count(*) from public.sync_operations where op_id = (op ->> 'op')::uuid), 0::bigint, 'nothing is kept in the ledger');
    perform t.is(current_setting('convoy.person', true), '', 'nobody is left at the desk');
    perform t.is(t.push_on('ann', 'computer', op, epoch) #>> '{groups,0,status}', 'applied', 'in its own epoch');
end $$;

create function tests."A dependency that two have made stays for the one who did not take it back"() returns void language plpgsql as $$
declare
    made jsonb := jsonb_build_object('task_id', t.id('task'), 'blocked_by_id', t.id('other'));
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'other', '{"title": "other"}'));
    perform t.push('ann@laptop', t.op('create', 'task_dependencies', 'anns', made));
    answer := t.push('bob@desk', t.op('create', 'task_dependencies', 'bobs', made));
    perform t.is(answer #>> '{ops,0,id}', t.id('anns')::text, 'one row');
    perform t.is(t.push('bob@desk', t.op('delete', 'task_dependencies', 'anns', '{}', '{"deleted_at": {"value": null, "seq": 0}}')) #>> '{ops,0,status}', 'conflict', 'who did not know of it');
    perform t.ok(t.row('task_dependencies', 'anns') ->> 'deleted_at' is null, 'it stays');
    perform t.is((t.loss('anns', 'deleted_at')).user_id, t.id('bob'), 'who is told');
    perform t.push('bob@desk', t.op('delete', 'task_dependencies', 'anns', '{}', t.seen('task_dependencies', 'anns', 'deleted_at')));
    perform t.ok(t.row('task_dependencies', 'anns') ->> 'deleted_at' is not null, 'by who sees it');
    perform t.push('ann@laptop', t.op('create', 'task_dependencies', 'again', made));
    perform t.push('ann@laptop', t.op('delete', 'task_dependencies', 'anns', '{}', '{"deleted_at": {"value": null, "seq": 0}}'));
    perform t.ok(t.row('task_dependencies', 'anns') ->> 'deleted_at' is not null, 'one''s own is known');
end $$;

create function tests."A deletion loses against a restore that it had not seen"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'deleted_at');
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', base));
    perform t.push('ann@laptop', t.op('restore', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at')));
    perform t.is(t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base)) #>> '{ops,0,status}', 'conflict', 'it is wanted');
    perform t.is((t.loss('task', 'deleted_at')).user_id, t.id('bob'), 'who is told');
    perform t.is(t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at'))) #>> '{ops,0,status}', 'applied', 'knowing that');
end $$;
