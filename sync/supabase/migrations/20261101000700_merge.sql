-- Who wins: one edit against the row as it stands. Nothing here writes but the record of a lost value.

-- Who is pushing; the same for all operations of a request.
create type convoy.pusher as (
    person uuid,
    ws uuid,
    role text,
    device uuid,
    device_name text,
    now timestamptz,
    rules jsonb -- {table: {field: {rule, group, type, required}}}
);

-- What an edit comes to.
create type convoy.verdict as (
    patch jsonb, -- what to write
    lost text[], -- fields whose offered value did not make it
    merged boolean, -- combined with, or put in the place of, a value not seen
    rebase jsonb -- text fields that must be merged on the device first: {field: {value, seq}}
);

create function convoy.refuse(code text, sentence text) returns void language plpgsql as $$
begin
    raise exception using errcode = 'CV001', message = sentence, detail = code;
end $$;

-- A set: distinct texts, in byte order.
create function convoy.set_of(elements jsonb) returns jsonb immutable language plpgsql as $$
begin
    if jsonb_array_length(elements) = 0 then
        return elements;
    end if;
    return (select jsonb_agg(e.value order by e.value collate "C")
        from (select distinct value from jsonb_array_elements_text(elements)) e);
end $$;

-- The value as the column will give it back, so that equal values compare equal.
create function convoy.canonical(type text, value jsonb) returns jsonb stable language plpgsql as $$
begin
    if value = 'null' then
        return case type when 'set' then '[]'::jsonb else value end;
    end if;
    case
        when type = 'text' or type = 'time' then
            if jsonb_typeof(value) <> 'string' then
                perform convoy.refuse('bad_value', 'A text was expected.');
            elsif octet_length(value #>> '{}') > 262144 then
                perform convoy.refuse('too_large', 'A text is longer than 256 KiB.');
            end if;
            return value;
        when type = 'set' then return convoy.set_of(value);
        when type in ('uuid', 'reference') then return to_jsonb((value #>> '{}')::uuid);
        when type = 'date' then return to_jsonb((value #>> '{}')::date);
        when type = 'timestamp' then return to_jsonb((value #>> '{}')::timestamptz);
        when type = 'boolean' then return to_jsonb((value #>> '{}')::boolean);
        when type = 'integer' then return to_jsonb((value #>> '{}')::bigint);
        else return value;
    end case;
end $$;

create function convoy.merged_set(base jsonb, mine jsonb, theirs jsonb) returns jsonb immutable language plpgsql as $$
begin
    return (select convoy.set_of(coalesce(jsonb_agg(e.value), '[]')) from (
        select t.value from jsonb_array_elements(theirs) t where mine @> t.value or not base @> t.value
        union all
        select m.value from jsonb_array_elements(mine) m where not base @> m.value) e);
end $$;

-- {seq, stamp, device, user, base} of a field; of a deletion also who else wanted it: "also", a list of the same.
create function convoy.meta_of(cur jsonb, field text) returns jsonb immutable language plpgsql as $$
begin
    return coalesce(cur -> 'field_meta' -> field, cur -> 'field_meta' -> '*');
end $$;

-- Whether the edit was made knowing the field's present value: its base is as new, or that value is this device's own
-- earlier one (made on no newer base: else it came out of a merge that this edit knows nothing of). A device is one person's.
create function convoy.has_seen(who convoy.pusher, meta jsonb, base_seq bigint) returns boolean immutable language plpgsql as $$
begin
    return (meta ->> 'seq')::bigint <= base_seq
        -- What a dashboard wrote has no device, and is nobody's own.
        or (meta ->> 'device' is not null and meta ->> 'device' = who.device::text and meta ->> 'user' is not distinct from who.person::text
            and coalesce((meta ->> 'base')::bigint, 0) <= base_seq)
        or coalesce(meta -> 'also' @> jsonb_build_array(jsonb_build_object('device', who.device, 'user', who.person)), false);
end $$;

create function convoy.is_later(stamp timestamptz, device uuid, meta jsonb) returns boolean immutable language plpgsql as $$
begin
    return (stamp, device::text collate "C") > ((meta ->> 'stamp')::timestamptz, coalesce(meta ->> 'device', '') collate "C");
end $$;

-- At most 64 KiB of a value. Of a longer one the beginning, marked, so that nobody puts half a text back for the whole.
create function convoy.capped(value jsonb) returns jsonb immutable language plpgsql as $$
declare
    letters int := 65000;
    short jsonb := value;
begin
    while octet_length(short::text) > 65536 loop
        short := jsonb_build_object('cut', left(value #>> '{}', letters));
        letters := letters / 2;
    end loop;
    return short;
end $$;

-- Keeps a value that lost, for the person it belonged to: one open entry per row, field and person; the newest
-- replaces, the oldest base stays.
create function convoy.record_loss(who convoy.pusher, entity text, row_id uuid, field text, rule text, loser jsonb, winner jsonb, base jsonb)
returns void language plpgsql as $$
#variable_conflict use_column
begin
    insert into public.sync_conflicts as c (workspace_id, created_by, user_id, row_table, row_id, field, rule, base_value,
        mine_value, theirs_value, mine_device, theirs_device, mine_stamp, theirs_stamp)
    values (who.ws, who.person, coalesce((loser ->> 'user')::uuid, who.person), entity, row_id, field, rule, convoy.capped(base),
        convoy.capped(loser -> 'value'), convoy.capped(winner -> 'value'),
        convoy.device_name(loser), convoy.device_name(winner),
        (loser ->> 'stamp')::timestamptz, (winner ->> 'stamp')::timestamptz)
    on conflict (row_id, field, user_id) where resolution = '' and deleted_at is null do update set
        rule = excluded.rule, mine_value = excluded.mine_value, theirs_value = excluded.theirs_value,
        mine_device = excluded.mine_device, theirs_device = excluded.theirs_device,
        mine_stamp = excluded.mine_stamp, theirs_stamp = excluded.theirs_stamp;
end $$;

create function convoy.device_name(side jsonb) returns text stable language plpgsql as $$
begin
    return coalesce((select d.name from public.devices d
        where d.id = (side ->> 'device')::uuid and d.user_id = (side ->> 'user')::uuid), side ->> 'device');
end $$;

-- What one field's edit comes to, before its group is asked: same, take, win, lose, set, rebase or overlap.
create function convoy.judge(who convoy.pusher, rule text, mine jsonb, base jsonb, cur_value jsonb, meta jsonb, stamp timestamptz, overlapped boolean)
returns text stable language plpgsql as $$
begin
    if mine is not distinct from cur_value then
        return 'same';
    elsif overlapped and rule = 'text' then
        return 'overlap';
    elsif rule = 'elements' then
        -- Also on top of this device's own earlier set: that may have come out of a merge, and the base says what it added.
        return case when (meta ->> 'seq')::bigint <= coalesce((base ->> 'seq')::bigint, 0) then 'take' else 'set' end;
    elsif convoy.has_seen(who, meta, coalesce((base ->> 'seq')::bigint, 0)) then
        return 'take';
    end if;
    return case rule
        when 'last_writer' then case when convoy.is_later(stamp, who.device, meta) then 'win' else 'lose' end
        when 'rank' then 'take'
        when 'text' then case when base -> 'value' is not distinct from cur_value then 'take' else 'rebase' end
        else 'lose'
    end;
end $$;

-- What a merged text may claim to have seen: the text it was merged with, but not a deletion that nobody there knew of.
create function convoy.rebase_seq(who convoy.pusher, cur jsonb, meta jsonb, base jsonb) returns bigint immutable language plpgsql as $$
declare
    deleted jsonb := convoy.meta_of(cur, 'deleted_at');
begin
    if cur ->> 'deleted_at' is null or convoy.has_seen(who, deleted, coalesce((base ->> 'seq')::bigint, 0)) then
        return (meta ->> 'seq')::bigint;
    end if;
    return least((meta ->> 'seq')::bigint, (deleted ->> 'seq')::bigint - 1);
end $$;

-- The whole diamond for one update of one row.
create function convoy.merge(who convoy.pusher, entity text, op jsonb, cur jsonb, stamp timestamptz, out result convoy.verdict)
language plpgsql as $$
declare
    rules jsonb := who.rules -> entity;
    verdicts jsonb := '{}';
    beaten_groups text[] := '{}'; -- groups that lose as a whole
    side jsonb := jsonb_build_object('device', who.device, 'user', who.person, 'stamp', stamp);
    f text;
    v text;
    mine jsonb;
    base jsonb;
    meta jsonb;
    rule jsonb;
begin
    result := ('{}', '{}', false, '{}');
    for f, mine in select key, value from jsonb_each(op -> 'fields') loop
        rule := rules -> f;
        v := convoy.judge(who, case entity when 'sync_conflicts' then 'rank' else rule ->> 'rule' end, mine, op -> 'base' -> f, coalesce(cur -> f, 'null'), convoy.meta_of(cur, f), stamp,
            coalesce(op -> 'overlaps' ? f, false));
        if rule ->> 'rule' = 'text' and op ? 'again' and not coalesce(op -> 'overlaps' ? f, false) then
            v := 'rebase';
        end if;
        if v <> 'same' and rule ->> 'rule' = 'at_creation' then
            continue when op ->> 'action' = 'create';
            perform convoy.refuse('bad_value', format('"%s" is given when the row is made and cannot change.', f));
        end if;
        verdicts := verdicts || jsonb_build_object(f, v);
        if v = 'lose' and rule ->> 'group' <> '' then
            beaten_groups := beaten_groups || (rule ->> 'group');
        end if;
    end loop;
    for f, v in select key, value from jsonb_each_text(verdicts) loop
        continue when v = 'same';
        mine := op -> 'fields' -> f;
        base := op -> 'base' -> f;
        meta := convoy.meta_of(cur, f) || jsonb_build_object('value', coalesce(cur -> f, 'null'));
        rule := rules -> f;
        if rule ->> 'group' = any(beaten_groups) then
            v := 'lose';
        end if;
        case v
            when 'take' then
                result.patch := result.patch || jsonb_build_object(f, mine);
            when 'set' then
                base := convoy.merged_set(coalesce(nullif(base -> 'value', 'null'), '[]'), mine, cur -> f);
                result.patch := result.patch || case when base = cur -> f then '{}' else jsonb_build_object(f, base) end;
                if base <> mine then
                    result.merged := true;
                    perform set_config('convoy.set_base', meta ->> 'seq', true);
                end if;
            when 'win' then
                result.patch := result.patch || jsonb_build_object(f, mine);
                result.merged := true;
                perform convoy.record_loss(who, entity, (cur ->> 'id')::uuid, f, rule ->> 'rule', meta,
                    side || jsonb_build_object('value', mine), base -> 'value');
            when 'rebase' then
                result.rebase := result.rebase || jsonb_build_object(f, jsonb_build_object('value', cur -> f, 'seq', convoy.rebase_seq(who, cur, meta, base)));
            else -- lose, overlap
                result.lost := result.lost || f;
                perform convoy.record_loss(who, entity, (cur ->> 'id')::uuid, f, rule ->> 'rule',
                    side || jsonb_build_object('value', mine), meta, base -> 'value');
        end case;
    end loop;
end $$;
