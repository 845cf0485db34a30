-- What makes the cursor miss nothing. Each change of a synced row, by whatever way it comes, locks its workspace's head
-- and then takes a number; the lock is kept until commit. So inside a workspace order of seq = order of commit, and a
-- pull that has seen seq n has seen everything below n. (Clock times and bare sequences do not give that.)

-- Settings of the running transaction. sync_push sets them, workspace_create and purge() some; elsewhere they are empty:
--   convoy.head       the workspace whose head this transaction holds
--   convoy.stamp      when the edit was made, in server time; 'made': new rows say so themselves, by created_at
--   convoy.device     the device it was made on
--   convoy.person     who made it
--   convoy.base       the seq on which a description stood that the edit names (kept with its fields, so that a device's next edit is known to follow it)
--   convoy.set_base   the seq of the set that this edit's set was merged with: not all in it has been seen by its maker
--   convoy.purging    'on' while purge() removes tombstones
--   convoy.naming     'on' while what is said of a row's fields is written anew, and nothing of the row: no change

create function convoy.lock_head(workspace uuid) returns void language plpgsql as $$
begin
    if current_setting('convoy.head', true) is not distinct from workspace::text then
        return;
    end if;
    perform 1 from public.sync_heads h where h.workspace_id = workspace for update;
    if not found then
        raise exception 'workspace % does not exist', workspace using errcode = '23503';
    end if;
end $$;

-- The seq, stamp and device of each changed field. A value that replaces another is always stamped later than it.
create function convoy.next_meta(old_row jsonb, new_row jsonb, entry jsonb) returns jsonb language plpgsql as $$
begin
    return (select coalesce(old_row -> 'field_meta', '{}') || coalesce(jsonb_object_agg(n.key,
        case when m.old_entry is null or (m.old_entry ->> 'stamp')::timestamptz < (entry ->> 'stamp')::timestamptz then entry
             else entry || jsonb_build_object('stamp', (m.old_entry ->> 'stamp')::timestamptz + interval '1 microsecond')
        end || case when jsonb_typeof(n.value) = 'array' and coalesce(current_setting('convoy.set_base', true), '') <> ''
            then jsonb_build_object('base', current_setting('convoy.set_base')::bigint) else '{}' end), '{}')
    from jsonb_each(new_row) n,
        lateral (select coalesce(old_row -> 'field_meta' -> n.key, old_row -> 'field_meta' -> '*') as old_entry) m
    where n.value is distinct from old_row -> n.key
        and n.key not in ('id', 'workspace_id', 'seq', 'field_meta', 'created_at', 'updated_at', 'created_by'));
end $$;

create function convoy.stamp_row() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    person text := nullif(current_setting('convoy.person', true), '');
    stamp text := nullif(current_setting('convoy.stamp', true), '');
    entry jsonb;
begin
    if tg_table_name = 'workspaces' then
        new.workspace_id := new.id;
        if tg_op = 'INSERT' then
            insert into public.sync_heads (workspace_id) values (new.id) on conflict do nothing;
        end if;
    end if;
    if tg_op = 'UPDATE' then
        if current_setting('convoy.naming', true) = 'on' then
            return new;
        end if;
        if new.id <> old.id or new.workspace_id <> old.workspace_id then
            raise exception 'a row keeps its id and its workspace' using errcode = '23514';
        end if;
        new.created_at := old.created_at;
        new.created_by := old.created_by;
        new.seq := old.seq;
        new.field_meta := old.field_meta;
        new.updated_at := old.updated_at;
        if new is not distinct from old then
            return null; -- nothing changed: no new number, nothing to pull
        end if;
    end if;
    if current_setting('convoy.head', true) is distinct from new.workspace_id::text then
        perform convoy.lock_head(new.workspace_id);
    end if;
    new.seq := nextval('public.sync_seq');
    new.updated_at := clock_timestamp();
    if person is null then
        person := auth.uid()::text;
    end if;
    entry := jsonb_strip_nulls(jsonb_build_object(
        'seq', new.seq,
        'stamp', case stamp when 'made' then new.created_at else coalesce(stamp::timestamptz, new.updated_at) end,
        'device', nullif(current_setting('convoy.device', true), ''),
        'user', person,
        'base', nullif(current_setting('convoy.base', true), '')::bigint));
    if tg_op = 'INSERT' then
        new.field_meta := jsonb_build_object('*', entry);
        new.created_by := coalesce(new.created_by, person::uuid);
    else
        new.field_meta := convoy.next_meta(to_jsonb(old), to_jsonb(new), entry);
    end if;
    return new;
end $$;

-- A number for tasks that come another way than by sync_push.
create function convoy.number_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    perform convoy.lock_head(new.workspace_id);
    update public.sync_heads set next_number = next_number + 1
        where workspace_id = new.workspace_id returning next_number - 1 into new.number;
    return new;
end $$;

-- A hard delete becomes a tombstone, so that every device hears of it.
create function convoy.keep_tombstone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    if current_setting('convoy.purging', true) = 'on' then
        return old;
    end if;
    execute format('update public.%I set deleted_at = clock_timestamp() where id = $1 and deleted_at is null', tg_table_name)
        using old.id;
    return null;
end $$;

-- Statements from a console lock rows first and heads second, a push the other way round. One console statement at a
-- time, and pushes that wait for a row only briefly (see sync_push), keep the two from waiting for each other. Inserts too:
-- they hold the head that another's update, which has its turn, then waits for.
create function convoy.one_console() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    perform pg_advisory_xact_lock(7205759403792793);
    return null;
end $$;

-- Rows that vanish without tombstones make every cursor worthless: a new epoch.
create function convoy.truncated() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    update public.sync_heads set epoch = gen_random_uuid();
    return null;
end $$;

do $$
declare
    name text;
begin
    foreach name in array array['workspaces', 'workspace_members', 'projects', 'milestones', 'tasks',
                                'task_dependencies', 'activity_feed', 'sync_conflicts'] loop
        execute format('create trigger a_console before insert or update or delete on public.%I for each statement '
            'when (coalesce(current_setting(''convoy.head'', true), '''') = '''') execute function convoy.one_console()', name);
        execute format('create trigger stamp before insert or update on public.%I for each row '
            'execute function convoy.stamp_row()', name);
        execute format('create trigger tombstone before delete on public.%I for each row '
            'execute function convoy.keep_tombstone()', name);
        execute format('create trigger truncated before truncate on public.%I for each statement '
            'execute function convoy.truncated()', name);
    end loop;
end $$;

create trigger number before insert on public.tasks for each row when (new.number is null)
    execute function convoy.number_task();

-- Clients fetch reference data anew when its manifest changes, and the manifest is made of these times.
create function convoy.touch() returns trigger language plpgsql as $$
begin
    new.updated_at := clock_timestamp();
    return new;
end $$;
create trigger touch before update on public.workflows for each row execute function convoy.touch();
create trigger touch before update on public.patterns for each row execute function convoy.touch();
create trigger touch before update on public.best_practices for each row execute function convoy.touch();
