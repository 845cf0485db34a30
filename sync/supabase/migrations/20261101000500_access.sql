-- Who may do what. Every function that runs with its owner's rights asks here first.

create function convoy.schema_version() returns int immutable language sql as $$ select 1 $$;
create function convoy.min_schema() returns int immutable language sql as $$ select 1 $$;

-- The role of a person in a workspace; null for strangers and revoked members.
create function convoy.role_in(ws uuid, person uuid) returns text stable language plpgsql as $$
begin
    return (select m.role from public.workspace_members m
    where m.workspace_id = ws and m.user_id = person and m.deleted_at is null);
end $$;

-- A lost laptop keeps its token until that expires; its session is refused here at once.
create function convoy.session_revoked(person uuid) returns boolean
stable language plpgsql security definer set search_path = '' as $$
begin
    return exists (select 1 from public.devices d
        where d.user_id = person and d.session_id = auth.jwt() ->> 'session_id' and d.revoked_at is not null);
end $$;

-- For the policies: the workspaces that the caller may see.
create function convoy.my_workspaces() returns setof uuid
stable language sql security definer set search_path = '' as $$
    select m.workspace_id from public.workspace_members m
    where m.user_id = (select auth.uid()) and m.deleted_at is null and not convoy.session_revoked((select auth.uid()))
$$;

create function convoy.require_person() returns uuid stable language plpgsql as $$
declare
    person uuid := auth.uid();
begin
    if person is null then
        raise exception 'sign in first' using errcode = '42501';
    end if;
    return person;
end $$;

-- For operators only: the service role, or a database role of one's own.
create function convoy.require_operator() returns void stable language plpgsql as $$
begin
    if coalesce(auth.jwt() ->> 'role', '') in ('anon', 'authenticated') then
        raise exception 'only for operators' using errcode = '42501';
    end if;
end $$;

-- One driver passes a jsonb argument as a JSON string; the object in it is what was meant.
create function convoy.request_of(request jsonb) returns jsonb immutable language sql as $$
    select case jsonb_typeof(request) when 'string' then (request #>> '{}')::jsonb else coalesce(request, '{}') end
$$;
