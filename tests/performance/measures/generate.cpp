// Local databases of any size, the same every time: what seed.sql puts on a server, put into a file.
#include "domain/gestures.h"
#include "store/database.h"
#include "store/indexes.h"
#include "store/reads.h"
#include "store/store.h"
#include "tests/performance/measures/measures.h"

#include <cstdio>

namespace convoy::performance {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto keys = "INSERT INTO ids(key, entity, uid) SELECT @+n, 5, printf('%08x-0000-4000-8000-%012x',"
                      " (n*2654435761)%4294967296, n) FROM n";

// Five levels, five languages, every tenth task with a long description; one in five is open.
constexpr auto tasks
    = "INSERT INTO tasks(key, workspace_id, seq, created_at, updated_at, title, description, project_id, parent_id,"
      " current_stage, status, completion_date, priority, labels, start_date, due_date, position, number)"
      " SELECT @+n, (SELECT min(key) FROM workspaces), n+1,"
      " strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2025-01-01', (n*5)||' minutes'),"
      " strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2025-01-01', (n*5+n%7919)||' minutes'),"
      " CASE n%6 WHEN 0 THEN 'Fix the pump in hall ' WHEN 1 THEN 'Prüfe die Lieferung für Halle ' WHEN 2 THEN 'Écrire le"
      " rapport du lot ' WHEN 3 THEN 'Проверить насос номер ' WHEN 4 THEN 'ポンプを点検する ' ELSE 'Call the supplier about"
      " order ' END || n,"
      " CASE WHEN n%10=0 THEN replace(printf('%0'||(12+n%20)||'d',0), '0',"
      " 'The seal leaks when the pressure rises; measure before and after. ')"
      " WHEN n%3=0 THEN 'See the notes of last week, part '||n ELSE '' END,"
      " CASE WHEN n/100%20=0 THEN NULL ELSE (SELECT min(key) FROM projects)+n/100%50 END,"
      " CASE WHEN n%100<40 THEN NULL WHEN n%100<60 THEN @+n-40 WHEN n%100<90 THEN @+n-20 ELSE @+n-10 END,"
      " CASE WHEN n%5=0 THEN 'todo' ELSE 'done' END, CASE WHEN n%5=0 THEN 'todo' ELSE 'done' END,"
      " CASE WHEN n%5=0 THEN NULL ELSE strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2025-02-01', (n*5)||' minutes') END,"
      " CASE n%4 WHEN 0 THEN 'none' WHEN 1 THEN 'low' WHEN 2 THEN 'medium' ELSE 'high' END,"
      " CASE WHEN n%3=0 THEN '[\"pump\",\"urgent\"]' WHEN n%5=0 THEN '[\"office\"]' ELSE '[]' END,"
      " CASE WHEN n%9=0 THEN date('2026-11-01', (n%60)||' days') END,"
      " CASE WHEN n%2=0 THEN date('2026-10-01', (n%200)||' days') END, printf('%06xabc', n), n+1 FROM n";

constexpr auto dependencyKeys = "INSERT INTO ids(key, entity, uid) SELECT @+n, 6, printf('%08x-0000-4000-9000-%012x',"
                                " (n*2654435761)%4294967296, n) FROM n";
constexpr auto dependencies = "INSERT INTO task_dependencies(key, workspace_id, seq, task_id, blocked_by_id)"
                              " SELECT @+n, (SELECT min(key) FROM workspaces), n+1, #+n*50+50, #+n*50+43 FROM n";

bool runAll(store::Database& database, const std::vector<QByteArray>& statements)
{
    for (const QByteArray& sql : statements) {
        if (const Status done = database.run(sql.constData()); !done) {
            std::fprintf(stderr, "%s: %s\n", sql.left(60).constData(), qPrintable(done.error().detail));
            return false;
        }
    }
    return true;
}

QByteArray counted(const char* sql, qint64 count, qint64 first, qint64 firstTask = 0)
{
    QByteArray text = "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM n WHERE n+1<" + QByteArray::number(count) + ") " + sql;
    text.replace('@', QByteArray::number(first));
    text.replace('#', QByteArray::number(firstTask));
    return text;
}

bool addProjects(store::Store& store, int count)
{
    const auto workspaces = store.reads().workspaces();
    if (!workspaces || workspaces->empty())
        return false;
    for (int i = 0; i < count; ++i) {
        const auto position = u"%1aaa"_s.arg(i, 4, 10, QLatin1Char('0'));
        if (!store.apply(projectCreated(workspaces->front().key, u"Project %1"_s.arg(i), {}, position)))
            return false;
    }
    return true;
}

} // namespace

bool generate(store::Store& store, qint64 rows)
{
    if (!store.ensureDefaults(u"Measured"_s) || (rows > 0 && !addProjects(store, 50)))
        return false;
    store::Database& database = store.database();
    const qint64 first = 1000;
    const qint64 blockers = rows / 50 - 1;
    if (rows <= 0)
        return true;
    if (!store::dropViewIndexes(database)
        || !runAll(database,
            { "PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000", "BEGIN", counted(keys, rows, first),
                counted(tasks, rows, first) }))
        return false;
    if (blockers > 0
        && !runAll(database,
            { counted(dependencyKeys, blockers, first + rows), counted(dependencies, blockers, first + rows, first) }))
        return false;
    return store::createViewIndexes(database)
        && runAll(database,
            { "INSERT INTO search_text(rowid, title, body) SELECT key, title, description FROM tasks", "COMMIT",
                "PRAGMA wal_checkpoint(TRUNCATE)" });
}

bool queue(store::Store& store, int edits)
{
    const auto workspaces = store.reads().workspaces();
    if (!workspaces || workspaces->empty())
        return false;
    for (int i = 0; i < edits; ++i) {
        const QJsonObject fields { { u"title"_s, u"Queued task %1"_s.arg(i) },
            { u"description"_s, u"Written on the train, part %1"_s.arg(i) } };
        if (!store.apply(taskCreated(workspaces->front().key, fields, builtInWorkflow())))
            return false;
    }
    return true;
}

} // namespace convoy::performance
