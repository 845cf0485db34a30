-- What a Supabase project has before our migrations, for tests that talk to PostgreSQL itself: the roles, and auth.*
-- reading the claims of the request. In a transaction:
--   set local role authenticated; set local request.jwt.claims = '{"sub": "...", "role": "authenticated"}';
do $$
begin
    create role anon nologin;
    create role authenticated nologin;
    create role service_role nologin bypassrls;
exception when duplicate_object then null;
end $$;

create schema if not exists auth;
create table if not exists auth.users (id uuid primary key, email text, email_confirmed_at timestamptz);

create or replace function auth.jwt() returns jsonb stable language sql as $$
    select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;
create or replace function auth.uid() returns uuid stable language sql as $$
    select nullif(coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), auth.jwt() ->> 'sub'), '')::uuid
$$;
create or replace function auth.role() returns text stable language sql as $$
    select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), auth.jwt() ->> 'role')
$$;
grant usage on schema public, auth to anon, authenticated, service_role;
