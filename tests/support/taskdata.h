#pragma once

#include "domain/schema.h"
#include "store/database.h"
#include "store/indexes.h"
#include "store/migrations.h"
#include "store/reads.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace convoy::test {

//! A fresh database with one workspace (key 1), filled by plain SQL: reads are tested apart from how rows are written.
class TaskData {
public:
    TaskData() : m_path(m_folder.filePath(QStringLiteral("convoy.sqlite")))
    {
        auto opened = store::Database::open(m_path, store::Database::Mode::ReadWrite);
        EXPECT_TRUE(opened) << (opened ? "" : qPrintable(opened.error().detail));
        m_database = std::move(*opened);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=OFF");
        EXPECT_TRUE(store::migrate(*m_database));
        m_reads = std::make_unique<store::Reads>(*m_database);
        run("INSERT INTO ids VALUES(1, 1, 'aaaaaaaa-0000-4000-8000-000000000001')");
        run("INSERT INTO workspaces(key, workspace_id, name, prefix) VALUES(1, 1, 'Home', 'HOM')");
    }

    void run(const QByteArray& sql)
    {
        const Status done = m_database->run(sql.constData());
        EXPECT_TRUE(done) << sql.constData() << (done ? "" : qPrintable(done.error().detail));
    }

    //! A row of any table: columns and values as SQL, with the next free key.
    RowKey row(Entity entity, const QByteArray& columns, const QByteArray& values)
    {
        const QByteArray key = QByteArray::number(++m_last);
        const QByteArray table(infoOf(entity).table.data(), infoOf(entity).table.size());
        run("INSERT INTO ids VALUES(" + key + ", " + QByteArray::number(int(entity)) + ", '"
            + uuidText(QUuid::createUuid()).toUtf8() + "')");
        run("INSERT INTO " + table + "(key, workspace_id, " + columns + ") VALUES(" + key + ", 1, " + values + ")");
        return RowKey { m_last };
    }
    RowKey task(const QByteArray& title, const QByteArray& columns = {}, const QByteArray& values = {})
    {
        const bool hasStatus = columns.contains("status");
        QByteArray names = hasStatus ? "title" : "title, status";
        QByteArray row = '\'' + title + (hasStatus ? "'" : "', 'todo'");
        if (!columns.isEmpty()) {
            names += ", " + columns;
            row += ", " + values;
        }
        return this->row(Entity::Task, names, row);
    }
    RowKey project(const QByteArray& name) { return row(Entity::Project, "name, archived", '\'' + name + "', 0"); }

    //! As many tasks as wished, spread over projects, states, dates and parents; about one in eight is open.
    void fill(qint64 count)
    {
        // As a first fill does it: the indexes of the views behind the rows.
        run("PRAGMA cache_size=-200000");
        EXPECT_TRUE(store::dropViewIndexes(*m_database));
        for (int i = 0; i < 20; ++i)
            project("Project " + QByteArray::number(i));
        const QByteArray n = QByteArray::number(count);
        const QByteArray first = QByteArray::number(m_last + 1);
        run("BEGIN");
        run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i+1<" + n
            + ") INSERT INTO ids SELECT i+" + first
            + ", 5, printf('%08x-0000-4000-8000-%012x', (i*2654435761)%4294967296, i) FROM c");
        run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i+1<" + n
            + ") INSERT INTO tasks(key, workspace_id, seq, created_at, updated_at, title, description, project_id, "
              "parent_id,"
              " current_stage, status, completion_date, priority, labels, start_date, due_date, position, number)"
              " SELECT i+"
            + first
            + ", 1, i+1, printf('2026-01-01T00:00:00.%06d+00:00', (i*7919)%1000000),"
              " printf('2026-02-01T00:00:00.%06d+00:00', (i*104729)%1000000),"
              " printf('Task %d about %s and %s', i, substr('pumps valves filters motors', 1+(i%4)*6, 6),"
              " substr('paint steel water glass', 1+(i%3)*6, 5)),"
              " printf('Long words about number %d, with parts and tools', i*31),"
              " CASE WHEN i%7=0 THEN NULL ELSE 2+(i*31)%20 END, CASE WHEN i%5=4 THEN i-4+"
            + first
            + " END,"
              " CASE WHEN i%8=0 THEN 'todo' ELSE 'done' END, CASE WHEN i%8=0 THEN 'todo' ELSE 'done' END,"
              " CASE WHEN i%8=0 THEN NULL ELSE printf('2026-03-01T00:00:00.%06d+00:00', (i*611953)%1000000) END,"
              " substr('nonelow med high', 1, 4), '[\"red\"]', NULL,"
              " CASE WHEN i%3=0 THEN date('2026-06-01', (i%400)||' days') END, printf('%08x', "
              "(i*2246822519)%4294967296), i+1 FROM c");
        EXPECT_TRUE(store::createViewIndexes(*m_database));
        run("COMMIT");
        run("PRAGMA cache_size=-8000");
        m_last += count;
    }

    [[nodiscard]] const store::Reads& reads() const { return *m_reads; }
    [[nodiscard]] store::Database& database() { return *m_database; }
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Reads> m_reads;
    qint64 m_last = 1;
};

} // namespace convoy::test
