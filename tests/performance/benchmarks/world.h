#pragma once

#include "domain/clock.h"
#include "store/replica.h"
#include "store/store.h"
#include "tests/performance/measures/measures.h"

#include <QTemporaryDir>

#include <cstdlib>

namespace convoy::performance {

//! A database of 10,000 tasks in a folder of its own, made once for all benchmarks that ask.
class World final {
public:
    static World& instance()
    {
        static World world;
        return world;
    }
    store::Store& store() { return *m_store; }
    const Clock& clock() const { return m_clock; }

private:
    World()
    {
        auto opened = store::Store::open(m_folder.filePath(QStringLiteral("benchmark.db")), m_clock, store::Store::Migrate::Yes);
        if (!opened)
            std::abort();
        m_store = std::move(*opened);
        if (!generate(*m_store, 10'000))
            std::abort();
    }

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
};

//! The body of a sync_pull with that many tasks, as the server writes it.
inline QByteArray pulledPage(const QByteArray& workspace, int rows, qint64 firstSeq)
{
    QByteArray body = R"({"server_time":"2026-11-23T10:42:07.123456+00:00","schema":1,"min_schema":1,"reference":{"count":0,"hash":""},)"
                      R"("memberships":[],"workspaces":{")"
        + workspace
        + R"(":{"state":"ok","epoch":"e0000000-0000-4000-8000-000000000000","has_more":false,"changes":{"tasks":{"columns":["id","seq",)"
          R"("created_at","updated_at","deleted_at","title","description","status","current_stage","priority","labels","position"],"rows":[)";
    for (int i = 0; i < rows; ++i) {
        char uid[40];
        std::snprintf(uid, sizeof uid, "%08x-0000-4000-a000-%012x", unsigned(i) * 2654435761U, i);
        body += (i ? ",[\"" : "[\"") + QByteArray(uid) + "\"," + QByteArray::number(firstSeq + i)
            + R"(,"2026-01-01T00:00:00.000001+00:00","2026-01-01T00:00:00.000001+00:00",null,"Fix the pump in hall )" + QByteArray::number(i)
            + R"(","See the notes of last week","todo","todo","none",["pump","urgent"],")" + QByteArray::number(i) + "aaa\"]";
    }
    return body + "]}},\"next\":" + QByteArray::number(firstSeq + rows) + "}}}";
}

} // namespace convoy::performance
