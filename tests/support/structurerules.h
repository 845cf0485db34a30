#pragma once

#include "store/access.h"
#include "store/rowimage.h"
#include "tests/support/whowins.h"

#include <QProcess>

namespace convoy::test {

//! Two devices of one person, projects, and a console.
class StructureRules : public WhoWins {
protected:
    static RowKey home(RealDevice& device) { return device.store->reads().workspaces()->front().key; }
    RowKey project(RealDevice& device, const QString& name) const
    {
        const auto all = device.store->reads().projects();
        for (const Project& each : *all) {
            if (each.name == name)
                return each.key;
        }
        return {};
    }
    void addProject(const QString& name)
    {
        ASSERT_TRUE(a->store->apply(projectCreated(home(*a), name, {}, u"n"_s)));
        a->sync();
        b->sync();
        ASSERT_TRUE(project(*b, name));
    }
    static void change(RealDevice& device, Entity entity, RowKey row, const QJsonObject& fields)
    {
        const auto done = device.store->apply({ .text = u"Changed"_s, .changes = { { .entity = entity, .row = row, .fields = fields } } });
        EXPECT_TRUE(done) << done.error().detail.toStdString();
    }
    //! Throws a row away or takes it back.
    static void turn(RealDevice& device, Entity entity, RowKey row, Action action)
    {
        ASSERT_TRUE(device.store->apply({ .text = u"Turned"_s, .changes = { { .entity = entity, .row = row, .action = action } } }));
    }
    static qint64 number(RealDevice& device, const char* sql)
    {
        store::Access access(device.store->database());
        return access.number(sql).value_or(-1);
    }
    static QString deviceId(RealDevice& device) { return *device.store->reads().meta(u"device_id"_s); }
    static void console(const QString& sql)
    {
        QProcess psql;
        psql.start(u"psql"_s, { u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, qEnvironmentVariable("CONVOY_TEST_DATABASE"), u"-c"_s, sql });
        ASSERT_TRUE(psql.waitForFinished(30'000));
        ASSERT_EQ(psql.exitCode(), 0) << psql.readAllStandardError().constData();
    }
};

} // namespace convoy::test
