-- What must hold between rows, checked once at the end of each group: references exist, nothing closes a cycle, and a
-- task's stage, milestone and parent fit its project. What does not fit is put right; what cannot be is refused.

create function convoy.first_stage(stages jsonb, category text) returns text immutable language plpgsql as $$
begin
    return (select s.value ->> 'id' from jsonb_array_elements(stages) with ordinality s (value, n)
    where s.value ->> 'category' = category order by s.n limit 1);
end $$;

-- The nearest ancestor that is not in the trash; null when there is none. A deleted row may point anywhere: visited once.
create function convoy.live_ancestor(start uuid, child uuid) returns uuid stable language plpgsql as $$
begin
    return (with recursive up as (
        select t.id, t.parent_id, t.deleted_at, array[t.id] as visited from public.tasks t where t.id = start
        union all
        select t.id, t.parent_id, t.deleted_at, u.visited || t.id from up u join public.tasks t on t.id = u.parent_id
        where u.deleted_at is not null and t.id <> all(u.visited))
    select u.id from up u where u.deleted_at is null and u.id <> child limit 1);
end $$;

create function convoy.parent_closes_cycle(child uuid, parent uuid) returns boolean stable language plpgsql as $$
begin
    return (with recursive up as (
        select t.id, t.parent_id, array[t.id] as visited from public.tasks t where t.id = parent
        union all
        select t.id, t.parent_id, u.visited || t.id from up u join public.tasks t on t.id = u.parent_id where t.id <> all(u.visited))
    select exists (select 1 from up u where u.id = child));
end $$;

create function convoy.edge_closes_cycle(edge uuid) returns boolean stable language plpgsql as $$
begin
    return (with recursive reach as (
        select d.blocked_by_id as id from public.task_dependencies d where d.id = edge and d.deleted_at is null
        union
        select d.blocked_by_id from reach r join public.task_dependencies d on d.task_id = r.id and d.deleted_at is null)
    select exists (select 1 from reach r join public.task_dependencies d on d.id = edge and r.id = d.task_id));
end $$;

-- What one task must become; '{}' when it fits already.
create function convoy.fitting(who convoy.pusher, t record, stage_leads boolean) returns jsonb language plpgsql as $$
declare
    patch jsonb := '{}';
    stage text := t.current_stage;
    status text := t.status;
    parent uuid := t.parent_id;
    milestone uuid := t.milestone_id;
begin
    if (t.project_id is not null and not t.has_project) or (t.milestone_id is not null and not t.has_milestone)
        or (t.parent_id is not null and not t.has_parent) then
        perform convoy.refuse('missing_row', format('"%s" belongs to something that is not on the server.', left(t.title, 80)));
    end if;
    if t.milestone_id is not null and t.milestone_project is distinct from t.project_id then
        milestone := null;
    end if;
    if parent is not null and t.parent_deleted and t.deleted_at is null then
        parent := convoy.live_ancestor(parent, t.id);
    end if;
    if parent is not null and (select p.project_id from public.tasks p where p.id = parent) is distinct from t.project_id then
        parent := null;
    end if;
    if parent is not null and convoy.parent_closes_cycle(t.id, parent) then
        perform convoy.refuse('cycle', format('"%s" would become a part of itself.', left(t.title, 80)));
    end if;
    if not t.stages @> jsonb_build_array(jsonb_build_object('id', stage)) or not stage_leads then
        if not t.stages @> jsonb_build_array(jsonb_build_object('id', stage, 'category', status)) then
            stage := coalesce(convoy.first_stage(t.stages, status),
                case when t.stages @> jsonb_build_array(jsonb_build_object('id', stage)) then stage else t.stages -> 0 ->> 'id' end);
        end if;
    else
        select s.value ->> 'category' into status from jsonb_array_elements(t.stages) s where s.value ->> 'id' = stage;
    end if;
    if stage <> t.current_stage then patch := patch || jsonb_build_object('current_stage', stage); end if;
    if status <> t.status then patch := patch || jsonb_build_object('status', status); end if;
    if parent is distinct from t.parent_id then patch := patch || jsonb_build_object('parent_id', parent); end if;
    if milestone is distinct from t.milestone_id then patch := patch || jsonb_build_object('milestone_id', milestone); end if;
    if status in ('done', 'cancelled') and t.completion_date is null then
        patch := patch || jsonb_build_object('completion_date', current_setting('convoy.stamp'));
    elsif status not in ('done', 'cancelled') and t.completion_date is not null then
        patch := patch || '{"completion_date": null}';
    end if;
    return patch;
end $$;

-- Tasks whose place changed, and the children of those that moved or went to the trash. True when any had to be put right.
create function convoy.settle_tasks(who convoy.pusher, placed uuid[], stage_led uuid[], uprooted uuid[]) returns boolean language plpgsql as $$
declare
    t record;
    patch jsonb;
    changed boolean := false;
begin
    if cardinality(uprooted) > 0 then
        placed := placed || array(select c.id from public.tasks c
            where c.parent_id = any(uprooted) and c.deleted_at is null and c.id <> all(placed));
    end if;
    for t in
        select x.id, x.title, x.project_id, x.milestone_id, x.parent_id, x.current_stage, x.status, x.completion_date, x.deleted_at,
            p.id is not null as has_project, m.id is not null as has_milestone, m.project_id as milestone_project,
            u.id is not null as has_parent, u.deleted_at is not null as parent_deleted, w.stages
        from public.tasks x
        left join public.projects p on p.id = x.project_id and p.workspace_id = who.ws
        left join public.milestones m on m.id = x.milestone_id and m.workspace_id = who.ws
        left join public.tasks u on u.id = x.parent_id and u.workspace_id = who.ws
        join public.workflows w on w.id = coalesce((select f.id from public.workflows f where f.id = p.workflow_id),
            (select f.id from public.workflows f where f.is_default))
        where x.id = any(placed)
    loop
        patch := convoy.fitting(who, t, t.id = any(stage_led));
        if patch <> '{}' then
            perform convoy.update_row('tasks', t.id, patch);
            changed := true;
        end if;
    end loop;
    return changed;
end $$;

create function convoy.settle_edges(who convoy.pusher, edges uuid[]) returns void language plpgsql as $$
declare
    edge uuid;
begin
    foreach edge in array edges loop
        if (select count(*) from public.task_dependencies d join public.tasks t on t.id in (d.task_id, d.blocked_by_id)
            where d.id = edge and t.workspace_id = who.ws) < 2 then
            perform convoy.refuse('missing_row', 'A dependency needs two tasks that are on the server.');
        elsif convoy.edge_closes_cycle(edge) then
            perform convoy.refuse('cycle', 'These tasks would wait for each other.');
        end if;
    end loop;
end $$;

-- References of other tables to rows of the same workspace.
create function convoy.check_references(who convoy.pusher, entity text, row_id uuid) returns void language plpgsql as $$
declare
    missing boolean := false;
begin
    case entity
        when 'milestones' then
            select not exists (select 1 from public.projects p where p.id = m.project_id and p.workspace_id = who.ws) into missing
                from public.milestones m where m.id = row_id;
        when 'projects' then
            select p.workflow_id is not null and not exists (select 1 from public.workflows w where w.id = p.workflow_id) into missing
                from public.projects p where p.id = row_id;
        when 'activity_feed' then
            select (a.task_id is not null and not exists (select 1 from public.tasks t where t.id = a.task_id and t.workspace_id = who.ws))
                or (a.project_id is not null and not exists (select 1 from public.projects p where p.id = a.project_id and p.workspace_id = who.ws))
                into missing from public.activity_feed a where a.id = row_id;
        else null;
    end case;
    if missing then
        perform convoy.refuse('missing_row', 'This belongs to something that is not on the server.');
    end if;
end $$;
