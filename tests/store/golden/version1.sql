-- The first local schema, as the first version left it: synced tasks, edits waiting, sent and refused.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE workspaces(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, name TEXT, prefix TEXT);
INSERT INTO workspaces VALUES(1,1,99,'2026-11-25T15:45:06.035980+00:00','2026-11-25T15:45:06.035980+00:00',NULL,'Tasks','TAS');
CREATE TABLE workspace_members(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, user_id TEXT, role TEXT, email TEXT, display_name TEXT);
CREATE TABLE projects(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, name TEXT, description TEXT, workflow_id INTEGER, archived INTEGER, position TEXT);
INSERT INTO projects VALUES(2,1,100,'2026-11-25T15:45:06.037152+00:00','2026-11-25T15:45:06.037152+00:00',NULL,'Garden',NULL,NULL,NULL,'i000tgc');
CREATE TABLE milestones(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, project_id INTEGER, name TEXT, description TEXT, due_date TEXT, completion_date TEXT, position TEXT);
CREATE TABLE tasks(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, title TEXT, description TEXT, project_id INTEGER, milestone_id INTEGER, parent_id INTEGER, current_stage TEXT, status TEXT, completion_date TEXT, priority TEXT, labels TEXT, start_date TEXT, due_date TEXT, due_time TEXT, time_zone TEXT, recurrence TEXT, series_id TEXT, occurrence_date TEXT, reminder TEXT, assignee_id TEXT, position TEXT, number INTEGER);
INSERT INTO tasks VALUES(3,1,101,'2026-11-25T15:45:06.062201+00:00','2026-11-25T15:45:06.062201+00:00',NULL,'Fix the pump','Before the frost.',2,NULL,NULL,'todo','todo',NULL,'high','["red"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'i0003lz',NULL);
INSERT INTO tasks VALUES(4,1,102,'2026-11-25T15:45:06.085918+00:00','2026-11-25T15:45:06.085918+00:00',NULL,'Buy seals',NULL,2,NULL,NULL,'todo','todo',NULL,'high',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'i001xf9',NULL);
INSERT INTO tasks VALUES(5,1,0,'2026-11-25T15:48:56.875911+00:00','2026-11-25T15:48:56.875911+00:00',NULL,'Check the "old" well',NULL,NULL,NULL,NULL,'done','done','2026-11-25T15:48:56.875726+00:00','none',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'i002sg3',NULL);
CREATE TABLE task_dependencies(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, task_id INTEGER, blocked_by_id INTEGER);
CREATE TABLE activity_feed(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, kind TEXT, task_id INTEGER, project_id INTEGER, body TEXT, subject_table TEXT, subject_id TEXT, action TEXT, changes TEXT, author_id TEXT, author_name TEXT, device_id TEXT, device_name TEXT, op_group TEXT);
INSERT INTO activity_feed VALUES(7,1,0,'2026-11-25T15:48:56.856029+00:00','2026-11-25T15:48:56.856029+00:00',NULL,'comment',3,NULL,'Ask Ann',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE sync_conflicts(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, user_id TEXT, row_table TEXT, row_id TEXT, field TEXT, rule TEXT, base_value TEXT, mine_value TEXT, theirs_value TEXT, mine_device TEXT, theirs_device TEXT, mine_stamp TEXT, theirs_stamp TEXT, resolution TEXT);
CREATE TABLE workflows(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, name TEXT, description TEXT, stages TEXT, is_default INTEGER);
CREATE TABLE patterns(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, title TEXT, body TEXT, applies_to TEXT);
CREATE TABLE best_practices(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0, created_at TEXT, updated_at TEXT, deleted_at TEXT, title TEXT, body TEXT, applies_to TEXT);
CREATE TABLE ids(key INTEGER PRIMARY KEY, entity INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE);
INSERT INTO ids VALUES(1,1,'c4cc517d-d43d-49fd-b117-f4cf1b9e8ea6');
INSERT INTO ids VALUES(2,3,'eb5f6c4c-50f3-4b8f-8030-e45b37eee783');
INSERT INTO ids VALUES(3,5,'a61bc650-cc87-44cb-bfff-ccca94851056');
INSERT INTO ids VALUES(4,5,'65eb752d-9e7b-4f8f-b386-056998a99d2c');
INSERT INTO ids VALUES(5,5,'tmp-fb37d7a4-a150-4560-b66c-7cfce24b6cd5');
INSERT INTO ids VALUES(6,6,'tmp-dbb934fb-f667-4eba-844f-79079c9a03a3');
INSERT INTO ids VALUES(7,7,'tmp-390da1bc-0120-4f50-8c1e-48f85cfbe965');
CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        op TEXT NOT NULL UNIQUE,
        group_id TEXT NOT NULL,
        chain TEXT,                 -- first group of a gesture too large for one group
        workspace_id INTEGER NOT NULL,
        entity INTEGER NOT NULL,
        key INTEGER NOT NULL,
        action INTEGER NOT NULL,
        fields TEXT NOT NULL,       -- JSON; references are keys
        base TEXT NOT NULL,         -- JSON {field: {value, seq}}
        text TEXT NOT NULL,
        wall INTEGER NOT NULL,      -- microseconds since 1970
        steady INTEGER NOT NULL,
        boot TEXT NOT NULL,
        clock_offset INTEGER NOT NULL DEFAULT 0, -- server minus wall, as last known when the edit was made
        schema INTEGER NOT NULL,
        state INTEGER NOT NULL,     -- OutboxState
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt INTEGER NOT NULL DEFAULT 0,
        error_code TEXT,
        error TEXT,
        shapes INTEGER NOT NULL DEFAULT 0, -- 1: sets a parent or a dependency, so it can close a cycle
        overlaps TEXT,              -- JSON array of the text fields whose merge failed
        batch TEXT,                 -- of a sent entry: the request it went with
        stamp TEXT);
INSERT INTO outbox VALUES(5,'e3e168d3-c5a2-4aaa-a7d9-c9df472dbf46','78555211-9b41-4ef9-a044-49f95632dac4',NULL,1,5,5,1,'{"completion_date":"2026-11-25T15:48:56.875726+00:00","current_stage":"done","position":"i002sg3","priority":"none","status":"done","title":"Check the \"old\" well"}','{}','Added ''Check the "old" well''',1795621736875911,2842950951,'96941fb9-2207-4066-ad2b-5813019f5ba7',0,1,1,0,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO outbox VALUES(6,'eafe8779-6761-4ee0-95aa-a7c117a35ae6','e0bc812c-f7d6-4cdf-81b9-94c99f825c32',NULL,1,6,6,1,'{"blocked_by_id":4,"task_id":3}','{}','''Fix pump'' now waits for ''Buy seals''',1795621736836341,2842911381,'96941fb9-2207-4066-ad2b-5813019f5ba7',0,1,4,0,0,'not_allowed','Only an editor may do this.',1,NULL,NULL,NULL);
INSERT INTO outbox VALUES(7,'1160b102-2f37-4ede-b5c4-0aba9b727f7b','7d3c78fe-94f5-4764-9859-25417afe48e1',NULL,1,7,7,1,'{"body":"Ask Ann","kind":"comment","task_id":3}','{}','Commented on ''Fix pump''',1795621736856029,2842931069,'96941fb9-2207-4066-ad2b-5813019f5ba7',0,1,1,0,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO outbox VALUES(8,'e1b5f0e0-2961-42b1-9722-bb93eb716724','57b5377a-c99b-4ba2-bab7-067759503892',NULL,1,5,3,2,'{"due_date":null,"title":"Fix the pump"}','{"due_date":{"seq":101,"value":"2026-12-01"},"title":{"seq":101,"value":"Fix pump"}}','Changed due of ''Fix the pump''',1795621795974296,2902049336,'96941fb9-2207-4066-ad2b-5813019f5ba7',0,1,1,0,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO outbox VALUES(9,'b2eab5e4-623f-4afc-b1f3-81bd64c54a50','bd09a085-9025-4178-977d-556f02a90d25',NULL,1,5,4,2,'{"priority":"high"}','{"priority":{"seq":102,"value":"none"}}','Changed priority of ''Buy seals''',1795621795949572,2902024612,'96941fb9-2207-4066-ad2b-5813019f5ba7',0,1,2,0,0,NULL,NULL,0,NULL,'b1','2026-11-25T15:00:00.000000+00:00');
CREATE TABLE base_rows(key INTEGER PRIMARY KEY, entity INTEGER NOT NULL, seq INTEGER NOT NULL, row TEXT NOT NULL);
INSERT INTO base_rows VALUES(3,5,101,'{"assignee_id":null,"completion_date":null,"created_at":"2026-11-25T15:45:06.062201+00:00","current_stage":"todo","deleted_at":"","description":"Before the frost.","due_date":"2026-12-01","due_time":null,"labels":["red"],"milestone_id":null,"number":null,"occurrence_date":null,"parent_id":null,"position":"i0003lz","priority":"high","project_id":2,"recurrence":null,"reminder":null,"series_id":null,"start_date":null,"status":"todo","time_zone":null,"title":"Fix pump","updated_at":"2026-11-25T15:45:06.062201+00:00","workspace_id":1}');
INSERT INTO base_rows VALUES(4,5,102,'{"assignee_id":null,"completion_date":null,"created_at":"2026-11-25T15:45:06.085918+00:00","current_stage":"todo","deleted_at":"","description":null,"due_date":null,"due_time":null,"labels":null,"milestone_id":null,"number":null,"occurrence_date":null,"parent_id":null,"position":"i001xf9","priority":"none","project_id":2,"recurrence":null,"reminder":null,"series_id":null,"start_date":null,"status":"todo","time_zone":null,"title":"Buy seals","updated_at":"2026-11-25T15:45:06.085918+00:00","workspace_id":1}');
CREATE TABLE history(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        group_id TEXT NOT NULL,
        text TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0, -- undo takes the newest 0, redo the oldest 1
        made INTEGER NOT NULL,
        changes TEXT NOT NULL);
INSERT INTO history VALUES(1,'7694d37c-25dd-46d6-bb9e-226d16b86316','Added the project ''Garden''',0,1795621506037239,'[{"action":1,"after":{"name":"Garden","position":"i000tgc"},"before":{},"entity":3,"key":2,"workspace":1}]');
INSERT INTO history VALUES(2,'84a87a35-3a07-4ccc-8328-0a25997882fb','Added ''Fix pump''',0,1795621506062714,'[{"action":1,"after":{"current_stage":"todo","description":"Before the frost.","due_date":"2026-12-01","labels":["red"],"position":"i0003lz","priority":"high","project_id":2,"status":"todo","title":"Fix pump"},"before":{},"entity":5,"key":3,"workspace":1}]');
INSERT INTO history VALUES(3,'292dfeb4-88d1-491b-8c0e-02dce3fec9d9','Added ''Buy seals''',0,1795621506086264,'[{"action":1,"after":{"current_stage":"todo","position":"i001xf9","priority":"none","project_id":2,"status":"todo","title":"Buy seals"},"before":{},"entity":5,"key":4,"workspace":1}]');
INSERT INTO history VALUES(4,'78555211-9b41-4ef9-a044-49f95632dac4','Added ''Check the "old" well''',0,1795621506110224,'[{"action":1,"after":{"current_stage":"todo","position":"i002sg3","priority":"none","status":"todo","title":"Check the \"old\" well"},"before":{},"entity":5,"key":5,"workspace":1}]');
INSERT INTO history VALUES(5,'e0bc812c-f7d6-4cdf-81b9-94c99f825c32','''Fix pump'' now waits for ''Buy seals''',0,1795621736836611,'[{"action":1,"after":{"blocked_by_id":4,"task_id":3},"before":{},"entity":6,"key":6,"workspace":1}]');
INSERT INTO history VALUES(6,'7d3c78fe-94f5-4764-9859-25417afe48e1','Commented on ''Fix pump''',0,1795621736856249,'[{"action":1,"after":{"body":"Ask Ann","kind":"comment","task_id":3},"before":{},"entity":7,"key":7,"workspace":1}]');
INSERT INTO history VALUES(7,'78555211-9b41-4ef9-a044-49f95632dac4','Finished ''Check the "old" well''',0,1795621736876345,'[{"action":2,"after":{"completion_date":"2026-11-25T15:48:56.875726+00:00","current_stage":"done","status":"done"},"before":{"completion_date":null,"current_stage":"todo","status":"todo"},"entity":5,"key":5,"workspace":1}]');
INSERT INTO history VALUES(8,'57b5377a-c99b-4ba2-bab7-067759503892','Changed title of ''Fix pump''',0,1795621795929628,'[{"action":2,"after":{"title":"Fix the pump"},"before":{"title":"Fix pump"},"entity":5,"key":3,"workspace":1}]');
INSERT INTO history VALUES(9,'bd09a085-9025-4178-977d-556f02a90d25','Changed priority of ''Buy seals''',0,1795621795949974,'[{"action":2,"after":{"priority":"high"},"before":{"priority":"none"},"entity":5,"key":4,"workspace":1}]');
INSERT INTO history VALUES(10,'57b5377a-c99b-4ba2-bab7-067759503892','Changed due of ''Fix the pump''',0,1795621795974710,'[{"action":2,"after":{"due_date":null},"before":{"due_date":"2026-12-01"},"entity":5,"key":3,"workspace":1}]');
CREATE TABLE cursors(
        workspace_id INTEGER PRIMARY KEY,
        epoch TEXT,
        after INTEGER NOT NULL DEFAULT 0,
        filled INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        role TEXT NOT NULL DEFAULT 'owner',
        total INTEGER NOT NULL DEFAULT 0,
        received INTEGER NOT NULL DEFAULT 0,
        resyncing INTEGER NOT NULL DEFAULT 0);
INSERT INTO cursors VALUES(1,'11111111-1111-4111-8111-111111111111',102,1,1,'owner',4,4,0);
CREATE TABLE sync_runs(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started INTEGER NOT NULL, duration INTEGER NOT NULL, trigger TEXT, outcome TEXT,
        pulled INTEGER, pushed INTEGER, conflicts INTEGER, requests INTEGER, bytes INTEGER, error TEXT);
INSERT INTO sync_runs VALUES(1,1000,5,'timer','synced',4,0,0,1,900,'');
CREATE TABLE change_log(id INTEGER PRIMARY KEY AUTOINCREMENT, entity INTEGER NOT NULL, key INTEGER NOT NULL);
INSERT INTO change_log VALUES(1,1,1);
INSERT INTO change_log VALUES(2,0,0);
INSERT INTO change_log VALUES(3,3,2);
INSERT INTO change_log VALUES(4,0,0);
INSERT INTO change_log VALUES(5,5,3);
INSERT INTO change_log VALUES(6,0,0);
INSERT INTO change_log VALUES(7,5,4);
INSERT INTO change_log VALUES(8,0,0);
INSERT INTO change_log VALUES(9,5,5);
INSERT INTO change_log VALUES(10,0,0);
INSERT INTO change_log VALUES(11,6,6);
INSERT INTO change_log VALUES(12,0,0);
INSERT INTO change_log VALUES(13,7,7);
INSERT INTO change_log VALUES(14,0,0);
INSERT INTO change_log VALUES(15,5,5);
INSERT INTO change_log VALUES(16,0,0);
INSERT INTO change_log VALUES(17,5,3);
INSERT INTO change_log VALUES(18,0,0);
INSERT INTO change_log VALUES(19,5,4);
INSERT INTO change_log VALUES(20,0,0);
INSERT INTO change_log VALUES(21,5,3);
INSERT INTO change_log VALUES(22,0,0);
CREATE TABLE search_dirty(key INTEGER PRIMARY KEY);
INSERT INTO search_dirty VALUES(1);
INSERT INTO search_dirty VALUES(2);
INSERT INTO search_dirty VALUES(3);
INSERT INTO search_dirty VALUES(4);
INSERT INTO search_dirty VALUES(5);
INSERT INTO search_dirty VALUES(7);
CREATE TABLE quarantine(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        workspace TEXT NOT NULL, reason TEXT, moved INTEGER NOT NULL, entry TEXT NOT NULL);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
INSERT INTO meta VALUES('device_id','dddddddd-0000-4000-8000-000000000001');
INSERT INTO meta VALUES('device_name','laptop');
INSERT INTO meta VALUES('user_id','eeeeeeee-0000-4000-8000-000000000001');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search_text','search_text',0,'CREATE VIRTUAL TABLE search_text USING fts5(title, body, prefix=''1 2 3'', tokenize=''unicode61 remove_diacritics 2'')');
CREATE TABLE IF NOT EXISTS 'search_text_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_text_data VALUES(1,X'');
INSERT INTO search_text_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'search_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'search_text_content'(id INTEGER PRIMARY KEY, c0, c1);
CREATE TABLE IF NOT EXISTS 'search_text_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'search_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_text_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('outbox',9);
INSERT INTO sqlite_sequence VALUES('change_log',22);
INSERT INTO sqlite_sequence VALUES('history',10);
INSERT INTO sqlite_sequence VALUES('sync_runs',1);
CREATE INDEX outbox_key ON outbox(key, id);
CREATE INDEX outbox_group ON outbox(group_id);
CREATE INDEX outbox_state ON outbox(state, id);
CREATE INDEX outbox_shapes ON outbox(id) WHERE shapes=1;
CREATE INDEX task_dependencies_task ON task_dependencies(task_id);
CREATE INDEX view_open_position ON tasks(ifnull(position,''), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_due ON tasks((ifnull(due_date,'9999')||ifnull(due_time,'99:99')), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_priority ON tasks((CASE priority WHEN 'high' THEN '0' WHEN 'medium' THEN '1' WHEN 'low' THEN '2' ELSE '3' END||ifnull(due_date,'9999')), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_title ON tasks(lower(ifnull(title,'')), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_created ON tasks(ifnull(created_at,'9999'), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_updated ON tasks(ifnull(updated_at,'9999'), key, project_id, due_date, start_date) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_open_agenda ON tasks((min(ifnull(due_date,'9999'),ifnull(start_date,'9999'))||ifnull(due_time,'99:99')), key, project_id) WHERE deleted_at IS NULL AND status IN ('todo','in_progress') AND (due_date IS NOT NULL OR start_date IS NOT NULL);
CREATE INDEX view_open_project ON tasks(project_id, ifnull(position,'')) WHERE deleted_at IS NULL AND status IN ('todo','in_progress');
CREATE INDEX view_done ON tasks(ifnull(completion_date,''), key, project_id) WHERE deleted_at IS NULL AND status IN ('done','cancelled');
CREATE INDEX view_done_project ON tasks(project_id, ifnull(completion_date,'')) WHERE deleted_at IS NULL AND status IN ('done','cancelled');
CREATE INDEX view_milestone ON tasks(milestone_id, ifnull(position,''), key, status, deleted_at) WHERE milestone_id IS NOT NULL;
CREATE INDEX view_tasks_parent ON tasks(parent_id, ifnull(position,''), key, status, deleted_at) WHERE parent_id IS NOT NULL;
CREATE INDEX view_trash ON tasks(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX task_number ON tasks(number) WHERE number IS NOT NULL;
CREATE INDEX task_dependencies_blocker ON task_dependencies(blocked_by_id);
CREATE INDEX activity_task ON activity_feed(task_id, ifnull(created_at,'9999'), key) WHERE task_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX activity_comments ON activity_feed(task_id) WHERE kind='comment' AND deleted_at IS NULL;
CREATE INDEX milestones_project ON milestones(project_id);
CREATE INDEX conflicts_open ON sync_conflicts(row_id) WHERE deleted_at IS NULL AND ifnull(resolution,'')='';
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id=1131312761;
PRAGMA user_version=1;
