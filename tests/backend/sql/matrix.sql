-- Who may do what, exhaustively: each public function and each table has a line here, and a new one without a line fails.
-- Persons in the order owner, editor, viewer, stranger, revoked, anonymous.

create table t.calls (name text primary key, call text not null, states text[] not null);
insert into t.calls values
    ('sync_pull', 'select public.sync_pull(''{}'')', array['', '', '', '', '', '42501']),
    ('sync_rows', 'select public.sync_rows(jsonb_build_object(''workspace'', t.id(''ws'')))', array['', '', '', '', '', '42501']), -- gone for strangers, see cursor.sql
    ('sync_push', 'select public.sync_push(jsonb_build_object(''workspace'', t.id(''ws''), ''device'', jsonb_build_object(''id'', t.id(''d''), ''name'', ''d''), ''groups'', ''[]''::jsonb))',
        array['', '', '', '', '', '42501']), -- no groups, nothing to refuse; refusals are one per group, see access.sql
    ('workspace_create', 'select public.workspace_create(jsonb_build_object(''id'', gen_random_uuid(), ''name'', ''W''))', array['', '', '', '', '', '42501']),
    ('invitations_accept', 'select public.invitations_accept(''{}'')', array['', '', '', '', '', '42501']),
    ('device_revoke', 'select public.device_revoke(jsonb_build_object(''device'', t.id(''ann@laptop'')))', array['', 'PT404', 'PT404', 'PT404', 'PT404', '42501']),
    ('reference_pull', 'select public.reference_pull(''{}'')', array['', '', '', '', '', '42501']),
    ('task_context', 'select public.task_context(jsonb_build_object(''task'', t.id(''task'')))', array['', '', '', 'PT404', 'PT404', '42501']),
    ('task_activity', 'select public.task_activity(jsonb_build_object(''task'', t.id(''task'')))', array['', '', '', 'PT404', 'PT404', '42501']),
    ('sync_new_epoch', 'select public.sync_new_epoch()', array['42501', '42501', '42501', '42501', '42501', '42501']),
    ('purge', 'select public.purge()', array['42501', '42501', '42501', '42501', '42501', '42501']);

-- How many rows of each table a person sees in a world in which Bob has lost a title against Ann.
create table t.sights (name text primary key, counts text[] not null); -- 'some', '0', or '42501'
insert into t.sights
    select name, array['some', 'some', 'some', '0', '0', '42501']
        from unnest(array['workspaces', 'workspace_members', 'projects', 'milestones', 'tasks', 'task_dependencies', 'activity_feed', 'sync_heads']) name
    union all select name, array['some', 'some', 'some', 'some', 'some', '42501']
        from unnest(array['workflows', 'patterns', 'best_practices', 'sync_field_rules']) name
    union all values
        ('sync_conflicts', array['0', 'some', '0', '0', '0', '42501']),
        ('devices', array['some', 'some', '0', '0', '0', '42501']),
        ('sync_operations', array['some', 'some', '0', '0', '0', '42501']);

create function t.is_extensions(function oid) returns boolean stable language sql as $$
    select exists (select 1 from pg_depend d where d.objid = function and d.deptype = 'e')
$$;

create function t.persons() returns text[] immutable language sql as $$ select array['ann', 'bob', 'vic', 'sam', 'rex', 'anonymous'] $$;

create function t.sight(person text, name text) returns text language plpgsql as $$
declare
    state text := t.state_of(person, format('select 1 from public.%I limit 1', name));
begin
    return case when state <> '' then state
        when t.count_as(person, format('select count(*) from public.%I', name)) > 0 then 'some' else '0' end;
end $$;

create function tests."Every function has its line and answers each person by it"() returns void language plpgsql as $$
declare
    missing text;
    line t.calls;
begin
    select string_agg(p.proname, ', ') into missing from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proname not in (select name from t.calls)
            and not t.is_extensions(p.oid);
    perform t.is(missing, null, 'functions without a line');
    for line in select * from t.calls order by name = 'device_revoke' loop -- which shuts the owner out
        for i in 1 .. 6 loop
            perform t.is(t.state_of((t.persons())[i], line.call), line.states[i], format('%s as %s', line.name, (t.persons())[i]));
        end loop;
    end loop;
end $$;

create function tests."Every table has its line and lets nobody write"() returns void language plpgsql as $$
declare
    missing text;
    line t.sights;
    person text;
    base jsonb := t.seen('tasks', 'task', 'title');
begin
    perform t.push('ann@laptop', t.op('create', 'tasks', 'other', '{"title": "other"}'));
    perform t.push('ann@laptop', t.op('create', 'task_dependencies', 'dep', jsonb_build_object('task_id', t.id('task'), 'blocked_by_id', t.id('other'))));
    perform t.push('ann@laptop', t.op('update', 'tasks', 'task', '{"title": "A"}', base, '11:00'));
    perform t.push('bob@desk', t.op('update', 'tasks', 'task', '{"title": "B"}', base, '10:00'));
    select string_agg(c.relname, ', ') into missing from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname not in (select name from t.sights);
    perform t.is(missing, null, 'tables without a line');
    select string_agg(s.name || ' for ' || r.name, ', ') into missing from t.sights s cross join unnest(array['anon', 'authenticated']) r(name)
        where has_table_privilege(r.name, 'public.' || s.name, 'insert, update, delete, truncate, references, trigger')
            or r.name = 'anon' and has_table_privilege(r.name, 'public.' || s.name, 'select');
    perform t.is(missing, null, 'grants'); -- beside the policies, which would refuse as well
    for line in select * from t.sights loop
        for i in 1 .. 6 loop
            person := (t.persons())[i];
            perform t.is(t.sight(person, line.name), line.counts[i], format('%s reads %s', person, line.name));
            perform t.is(t.state_of(person, format('insert into public.%I default values', line.name)), '42501', format('%s inserts %s', person, line.name));
            perform t.is(t.state_of(person, format('delete from public.%I', line.name)), '42501', format('%s deletes %s', person, line.name));
            perform t.is(t.state_of(person, format('truncate public.%I cascade', line.name)), '42501', format('%s empties %s', person, line.name));
            perform t.is(t.state_of(person, (select format('update public.%I set %I = %I', line.name, a.attname, a.attname)
                from pg_attribute a where a.attrelid = ('public.' || line.name)::regclass and a.attnum = 1)), '42501', format('%s updates %s', person, line.name));
        end loop;
    end loop;
end $$;

create function tests."Inner functions are nobody's, but those in the policies"() returns void language plpgsql as $$
declare
    open text;
begin
    select string_agg(p.proname || ' for ' || r.name, ', ') into open from pg_proc p cross join unnest(array['anon', 'authenticated']) r(name)
        where p.pronamespace = 'convoy'::regnamespace and has_function_privilege(r.name, p.oid, 'execute')
            and has_schema_privilege(r.name, 'convoy', 'usage') and p.proname not in ('my_workspaces', 'session_revoked') and not t.is_extensions(p.oid);
    perform t.is(open, null, 'inner functions');
    select string_agg(c.relname, ', ') into open from pg_class c cross join unnest(array['anon', 'authenticated']) r(name)
        where c.relnamespace = 'convoy'::regnamespace and c.relkind in ('r', 'v', 'm', 'S') and case c.relkind
            when 'S' then has_sequence_privilege(r.name, c.oid, 'usage, select, update') else has_table_privilege(r.name, c.oid, 'select, insert, update, delete') end;
    perform t.is(open, null, 'inner tables and sequences');
end $$;

create function tests."Whatever runs with its owner's rights names its schemas"() returns void language plpgsql as $$
declare
    loose text;
begin
    select string_agg(p.proname, ', ') into loose from pg_proc p
        where p.pronamespace in ('public'::regnamespace, 'convoy'::regnamespace) and p.prosecdef and not t.is_extensions(p.oid)
            and not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%');
    perform t.is(loose, null, 'without search_path');
    select string_agg(c.relname, ', ') into loose from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity;
    perform t.is(loose, null, 'without row level security');
end $$;

create function tests."Nobody rises by a push"() returns void language plpgsql as $$
declare
    made jsonb;
begin
    made := t.push('bob@desk', t.op('create', 'workspace_members', 'm sam', jsonb_build_object('user_id', t.id('sam'), 'role', 'viewer', 'email', 's@example.org')));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'an editor brings someone in');
    made := t.push('sam@desk', t.op('create', 'workspace_members', 'm sam', jsonb_build_object('user_id', t.id('sam'), 'role', 'owner', 'email', 's@example.org')));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'a stranger lets herself in');
    made := t.push('vic@desk', t.op('update', 'workspace_members', 'm vic', '{"role": "editor"}', t.seen('workspace_members', 'm vic', 'role')));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'a viewer becomes editor');
    made := t.push('rex@desk', t.op('restore', 'workspace_members', 'm rex'));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'a revoked member comes back');
    made := t.push('bob@desk', t.op('delete', 'workspace_members', 'm vic'));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'an editor sends someone away');
    made := t.push('bob@desk', t.op('delete', 'workspaces', 'ws'));
    perform t.is(made #>> '{error,code}', 'not_allowed', 'an editor deletes the workspace');
    made := t.push('bob@desk', t.op('create', 'workflows', 'flow', '{"name": "x"}'));
    perform t.is(made #>> '{error,code}', 'read_only', 'reference data');
    made := t.push('bob@desk', t.op('create', 'tasks', 'moved', jsonb_build_object('title', 'x', 'workspace_id', t.id('elsewhere'))));
    perform t.is(made #>> '{error,code}', 'unknown_field', 'a workspace of one''s own choice');
    made := t.push('bob@desk', t.op('create', 'tasks', 'forged', '{"title": "x", "seq": 1}'));
    perform t.is(made #>> '{error,code}', 'unknown_field', 'a seq of one''s own choice');
end $$;
grant select on all tables in schema t to anon, authenticated;
grant execute on all functions in schema t to anon, authenticated;
