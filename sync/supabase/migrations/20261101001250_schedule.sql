-- The daily purge, where the server has a scheduler of its own: every Supabase project does. Elsewhere something else has to
-- call purge() with the service key; sync is right without it, the tables only grow.
do $$
begin
    if exists (select 1 from pg_available_extensions where name = 'pg_cron') then
        execute 'create extension if not exists pg_cron';
        perform cron.schedule('convoy-purge', '17 3 * * *', 'select public.purge()');
    end if;
exception
    when others then
        raise notice 'The daily purge could not be scheduled (%). Have "select public.purge()" run once a day.', sqlerrm;
end $$;
