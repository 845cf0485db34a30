-- Each rule with two devices: both values, the winner, and where the loser is kept.

create function tests."An edit made having seen a value beats it, whatever the clocks"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "late clock"}', t.seen('tasks', 'task', 'title'), '23:00'));
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "early clock"}', t.seen('tasks', 'task', 'title'), '01:00')) ->> 'status', 'applied', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'early clock', 'title');
    perform t.is((select count(*) from public.sync_conflicts), 0::bigint, 'conflicts');
    perform t.ok(t.row('tasks', 'task') #>> '{field_meta,title,stamp}' > t.at('23:00'), 'its stamp is above the one it beat');
end $$;

create function tests."A deletion loses against an edit at the console that it had not seen"() returns void language plpgsql as $$
declare
    seen bigint := (t.row('tasks', 'task') ->> 'seq')::bigint;
begin
    update public.tasks set title = 'by hand' where id = t.id('task');
    perform t.is(t.push('ann@laptop', jsonb_set(t.op('delete', 'tasks', 'task', '{}'), '{base}', jsonb_build_object('deleted_at',
        jsonb_build_object('value', null, 'seq', seen)))) #>> '{ops,0,status}', 'conflict', 'op');
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'it lives');
end $$;

create function tests."Of two concurrent values the later wins, the other is kept"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "Ann''s"}', base, '10:00'));
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "Bob''s"}', base, '11:00'));
    perform t.is(answer ->> 'status', 'merged', 'group');
    perform t.is(answer #>> '{ops,0,status}', 'merged', 'op');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'Bob''s', 'winner');
    perform t.is((t.loss('task', 'title')).user_id, t.id('ann'), 'the loser is told');
    perform t.is((t.loss('task', 'title')).mine_value #>> '{}', 'Ann''s', 'her value is kept');
    perform t.is((t.loss('task', 'title')).base_value #>> '{}', 'old', 'and the base');
    perform t.is((t.loss('task', 'title')).mine_device, 'laptop', 'and her device');
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "Ann''s"}', t.seen('tasks', 'task', 'title'), '12:00'),
        jsonb_set(t.op('update', 'sync_conflicts', '', '{"resolution": "mine"}'), '{id}', to_jsonb((t.loss('task', 'title')).id)));
    perform t.is(t.row('tasks', 'task') ->> 'title', 'Ann''s', 'keep mine restores it');
    perform t.is((t.loss('task', 'title')).resolution, 'mine', 'and closes the entry');
end $$;

create function tests."An earlier stamp that arrives later loses and is kept"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title', 'priority');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "Ann''s"}', base, '11:00'));
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "Bob''s", "priority": "high"}', base, '10:00'));
    perform t.is(answer #>> '{ops,0,status}', 'conflict', 'op');
    perform t.is(answer #> '{ops,0,lost}', '["title"]'::jsonb, 'lost');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'Ann''s', 'title');
    perform t.is(t.row('tasks', 'task') ->> 'priority', 'high', 'the other field is in');
    perform t.is((t.loss('task', 'title')).user_id, t.id('bob'), 'whose');
    perform t.is((t.loss('task', 'title')).mine_value #>> '{}', 'Bob''s', 'kept');
    perform t.is((t.pull('bob') #> '{changes,sync_conflicts,rows}') -> 0 ->> 7, t.id('task')::text, 'Bob pulls it');
    perform t.ok(t.pull('ann') #> '{changes,sync_conflicts}' is null, 'Ann does not');
end $$;

create function tests."Equal stamps are decided by the device id"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    high text := case when t.id('ann@laptop')::text > t.id('bob@desk')::text then 'ann@laptop' else 'bob@desk' end;
    low text := case high when 'ann@laptop' then 'bob@desk' else 'ann@laptop' end;
begin
    perform t.push(high, t.op('update', 'tasks', 'task', '{"title": "high"}', base, '10:00'));
    perform t.push(low, t.op('update', 'tasks', 'task', '{"title": "low"}', base, '10:00'));
    perform t.is(t.row('tasks', 'task') ->> 'title', 'high', 'title');
end $$;

create function tests."A stamp from the future counts as now"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "future"}', base) || '{"stamp": "2999-01-01T00:00:00+00:00"}');
    perform t.ok((t.row('tasks', 'task') #>> '{field_meta,title,stamp}')::timestamptz <= clock_timestamp(), 'stamp');
end $$;

create function tests."Equal values are no conflict"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    seq text;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "same"}', base, '11:00'));
    seq := t.row('tasks', 'task') ->> 'seq';
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "same"}', base, '10:00')) #>> '{ops,0,status}', 'applied', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'seq', seq, 'nothing new to pull');
    perform t.is((select count(*) from public.sync_conflicts), 0::bigint, 'conflicts');
end $$;

create function tests."Different fields of one task are both kept"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title', 'priority');
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "new"}', base, '11:00'));
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"priority": "low"}', base, '10:00')) ->> 'status', 'applied', 'status');
    perform t.is((t.row('tasks', 'task') ->> 'title') || (t.row('tasks', 'task') ->> 'priority'), 'newlow', 'row');
end $$;

create function tests."Labels merge element by element"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'labels');
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"labels": ["b", "c"]}', base, '11:00'));
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"labels": ["d", "a", "b"]}', base, '10:00')) #>> '{ops,0,status}', 'merged', 'status');
    perform t.is(t.row('tasks', 'task') -> 'labels', '["b", "c", "d"]'::jsonb, 'a removed, c and d added');
    perform t.is((select count(*) from public.sync_conflicts), 0::bigint, 'conflicts');
end $$;

create function tests."A device's next set does not throw out what its own one was merged with"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'labels');
    mine jsonb := base || jsonb_build_object('labels', base -> 'labels' || '{"value": ["a", "b", "d"]}');
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "c"]}', base, '11:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "d"]}', base, '10:00'),
        t.op('update', 'tasks', 'task', '{"labels": ["b", "d", "e"]}', mine, '10:01'));
    perform t.is(t.row('tasks', 'task') -> 'labels', '["b", "c", "d", "e"]'::jsonb, 'Ann''s c stays, Bob''s a goes');
end $$;

create function tests."A deletion has not seen what its device's own labels were merged with"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'labels');
    gone jsonb := jsonb_build_object('deleted_at', jsonb_build_object('value', null, 'seq', t.row('tasks', 'task') -> 'seq'));
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "c"]}', base, '11:00'));
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"labels": ["a", "b", "d"]}', base, '10:00'),
        jsonb_set(t.op('delete', 'tasks', 'task', '{}'), '{base}', gone)) #>> '{ops,1,status}', 'conflict', 'op');
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'it lives');
end $$;

create function tests."A deletion has not seen what an edit under way hid from it"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    seen jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "Ann''s"}', base, '11:00'));
    seen := base || jsonb_build_object('deleted_at', jsonb_build_object('value', null, 'seq', t.row('tasks', 'task') -> 'seq'));
    perform t.is(t.push('bob@desk', jsonb_set(t.op('delete', 'tasks', 'task', '{}'), '{base}', seen)) #>> '{ops,0,status}', 'conflict', 'op');
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is null, 'it lives');
    perform t.push('bob@desk', jsonb_set(t.op('delete', 'tasks', 'task', '{}'), '{base}', seen - 'title'));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'and goes by a deletion that had seen all');
end $$;

create function tests."Position goes to the last who moved it and is never reported"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'position');
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"position": "x"}', base, '11:00'));
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"position": "c"}', base, '10:00')) #>> '{ops,0,status}', 'applied', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'position', 'c', 'position');
    perform t.is((select count(*) from public.sync_conflicts), 0::bigint, 'conflicts');
    perform t.is((select count(*) from public.activity_feed where action = 'update'), 0::bigint, 'feed entries');
end $$;

create function tests."Of a field group, all of an edit's values win or none"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'due_date', 'due_time');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"due_date": "2026-01-05"}', base, '11:00'));
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"due_date": "2026-02-02", "due_time": "08:00"}', base, '10:00'));
    perform t.is(answer #> '{ops,0,lost}', '["due_date", "due_time"]'::jsonb, 'lost');
    perform t.is(t.row('tasks', 'task') ->> 'due_date', '2026-01-05', 'date');
    perform t.is(t.row('tasks', 'task') ->> 'due_time', null, 'time');
    perform t.is((t.loss('task', 'due_time')).mine_value #>> '{}', '08:00', 'kept');
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"due_date": "2026-03-03", "due_time": "09:00"}', base, '12:00'));
    perform t.is((t.row('tasks', 'task') ->> 'due_date') || (t.row('tasks', 'task') ->> 'due_time'), '2026-03-0309:00', 'a later one wins whole');
end $$;

create function tests."Structural data: the server's value stands, mine is kept"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('projects', 'p1', 'name');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'projects', 'p1', '{"name": "Ann''s"}', base, '10:00'));
    answer := t.push('bob@desk', t.op('update', 'projects', 'p1', '{"name": "Bob''s"}', base, '23:00'));
    perform t.is(answer #>> '{ops,0,status}', 'conflict', 'status');
    perform t.is(t.row('projects', 'p1') ->> 'name', 'Ann''s', 'name');
    perform t.is((t.loss('p1', 'name')).mine_value #>> '{}', 'Bob''s', 'kept');
    perform t.is(t.push('bob@desk', t.op('update', 'projects', 'p1', '{"name": "Bob''s"}', t.seen('projects', 'p1', 'name'))) ->> 'status', 'applied', 'once seen it can be changed');
end $$;

create function tests."A text on an old base is answered rebase, nothing is written"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'description', 'title');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "one two"}', base, '10:00'));
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "x"}', base), t.op('update', 'tasks', 'task', '{"description": "zero one"}', base, '11:00'));
    perform t.is(answer ->> 'status', 'rebase', 'group');
    perform t.is(answer #>> '{ops,0,status}', 'rolled_back', 'its neighbour');
    perform t.is(answer #>> '{ops,1,status}', 'rebase', 'op');
    perform t.is(answer #>> '{ops,1,rebase,description,value}', 'one two', 'the server''s text');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'old', 'nothing written');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"description": "zero one two"}', t.seen('tasks', 'task', 'description'))) ->> 'status', 'applied', 'merged text');
end $$;

create function tests."What was answered rebase is never done when it comes once more"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'description', 'title');
    title jsonb := t.op('update', 'tasks', 'task', '{"title": "x"}', base);
    late jsonb := t.op('update', 'tasks', 'task', '{"description": "eins"}', base, '11:00');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "ONE"}', base, '10:00'));
    perform t.is(t.push('bob@desk', title, late) ->> 'status', 'rebase', 'first');
    perform t.push('bob@desk', title, t.op('update', 'tasks', 'task', '{"description": "eins"}', base, '11:00', '["description"]'));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "one"}', t.seen('tasks', 'task', 'description'), '12:00'));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "y"}', t.seen('tasks', 'task', 'title'), '12:00'));
    -- The first request, delivered once more: the text on which it stands is there again.
    answer := t.push('bob@desk', late, title);
    perform t.is(answer ->> 'status', 'rebase', 'second delivery');
    perform t.is(answer #>> '{ops,0,rebase,description,value}', 'one', 'the text as it is now');
    perform t.is(t.row('tasks', 'task') ->> 'description', 'one', 'text');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'y', 'title');
    perform t.is((select count(*) from public.sync_operations where op_id = (late ->> 'op')::uuid and not outcome ? 'rebase'), 1::bigint, 'remembered');
end $$;

create function tests."A failed text merge keeps both texts, the server's stands"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'description');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "ONE"}', base, '10:00'));
    answer := t.push('bob@desk', t.op('update', 'tasks', 'task', '{"description": "eins"}', base, '11:00', '["description"]'));
    perform t.is(answer #>> '{ops,0,status}', 'conflict', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'description', 'ONE', 'text');
    perform t.is((t.loss('task', 'description')).mine_value #>> '{}', 'eins', 'kept');
    perform t.is((t.loss('task', 'description')).base_value #>> '{}', 'one', 'with its base');
end $$;

create function tests."A device's next edit follows its own last one, also of a text"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title', 'description');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "1", "description": "one!"}', base, '12:00'));
    answer := t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "2", "description": "one!!"}', base, '11:00'));
    perform t.is(answer ->> 'status', 'applied', 'status');
    perform t.is((t.row('tasks', 'task') ->> 'title') || (t.row('tasks', 'task') ->> 'description'), '2one!!', 'row');
end $$;

create function tests."An edit that had not seen the deletion brings a task back"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at'), '11:00'));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'deleted');
    perform t.is(t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "still needed"}', base, '10:00')) #>> '{ops,0,status}', 'merged', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'deleted_at', null, 'back');
    perform t.is(t.row('tasks', 'task') ->> 'title', 'still needed', 'with the edit');
    perform t.is((t.loss('task', 'deleted_at')).user_id, t.id('ann'), 'note');
end $$;

create function tests."A move within a list does not bring a deleted task back"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'position');
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at'), '11:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"position": "b"}', base, '12:00'));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'deleted');
end $$;

create function tests."A deletion that had not seen an edit does not delete"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title', 'deleted_at');
    answer jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "new"}', base, '10:00'));
    answer := t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base - 'title', '11:00'));
    perform t.is(answer #>> '{ops,0,status}', 'conflict', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'deleted_at', null, 'alive');
    perform t.is((t.loss('task', 'deleted_at')).user_id, t.id('bob'), 'note');
    perform t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', t.seen('tasks', 'task', 'deleted_at')));
    perform t.ok(t.row('tasks', 'task') ->> 'deleted_at' is not null, 'having seen it, it does');
end $$;

create function tests."Deleting twice, and deleting what is gone, is fine"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task'));
    perform t.is(t.push('bob@desk', t.op('delete', 'tasks', 'task')) ->> 'status', 'applied', 'twice');
    perform t.is(t.push('bob@desk', t.op('delete', 'tasks', 'never was')) ->> 'status', 'applied', 'gone');
end $$;

create function tests."Restore brings a row back"() returns void language plpgsql as $$
begin
    perform t.push('ann@laptop', t.op('delete', 'tasks', 'task'));
    perform t.is(t.push('ann@laptop', t.op('restore', 'tasks', 'task')) ->> 'status', 'applied', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'deleted_at', null, 'back');
end $$;

create function tests."An update of a purged row is answered gone_row"() returns void language plpgsql as $$
declare
    answer jsonb := t.push('ann@laptop', t.op('update', 'tasks', 'never was', '{"title": "x"}'));
begin
    perform t.is(answer ->> 'status', 'refused', 'group');
    perform t.is(answer #>> '{error,code}', 'gone_row', 'code');
    perform t.is(answer #>> '{ops,0,status}', 'gone_row', 'op');
    perform t.ok(t.row('tasks', 'never was') is null, 'no row');
end $$;

create function tests."One open entry per row, field and person, with the oldest base"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    later jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "A1"}', base, '12:00'));
    later := t.seen('tasks', 'task', 'title');
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "B1"}', base, '10:00'));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "A2"}', later, '13:00'));
    perform t.push('bob@phone', t.op('update', 'tasks', 'task', '{"title": "B2"}', later, '11:00'));
    perform t.is((select count(*) from public.sync_conflicts where user_id = t.id('bob')), 1::bigint, 'entries');
    perform t.is((t.loss('task', 'title')).mine_value #>> '{}', 'B2', 'newest');
    perform t.is((t.loss('task', 'title')).base_value #>> '{}', 'old', 'oldest base');
end $$;

create function tests."Of a value over 64 KiB the beginning is kept, marked as cut"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'description');
    kept jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"description": "short"}', base, '10:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', jsonb_build_object('description', repeat('ü\n', 40000)), base, '11:00', '["description"]'));
    kept := (t.loss('task', 'description')).mine_value;
    perform t.ok(octet_length(kept::text) between 16384 and 65536, 'size ' || octet_length(kept::text));
    perform t.ok(starts_with(repeat('ü\n', 40000), kept ->> 'cut'), 'the beginning');
end $$;

create function tests."A decision taken back gives way to a newer entry"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'title');
    entry jsonb;
begin
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "A1"}', base, '12:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "B1"}', base, '10:00'));
    entry := jsonb_build_object('id', (t.loss('task', 'title')).id);
    perform t.push('bob@desk', t.op('update', 'sync_conflicts', '', '{"resolution": "theirs"}') || entry);
    perform t.push('bob@phone', t.op('update', 'tasks', 'task', '{"title": "B2"}', base, '11:00'));
    perform t.is((select count(*) from public.sync_conflicts), 2::bigint, 'entries');
    perform t.is(t.push('bob@desk', t.op('update', 'sync_conflicts', '', '{"resolution": ""}') || entry) ->> 'status', 'merged', 'and the device gets what stands instead');
    perform t.is((select count(*) from public.sync_conflicts where resolution = ''), 1::bigint, 'open ones');
end $$;

create function tests."A deletion that had not seen a dashboard's edit does not delete"() returns void language plpgsql as $$
declare
    base jsonb := t.seen('tasks', 'task', 'deleted_at');
begin
    perform set_config('request.jwt.claims', '', true);
    update public.tasks set title = 'by hand' where id = t.id('task');
    perform t.is(t.push('bob@desk', t.op('delete', 'tasks', 'task', '{}', base, '11:00')) #>> '{ops,0,status}', 'conflict', 'status');
    perform t.is(t.row('tasks', 'task') ->> 'deleted_at', null, 'alive');
end $$;
