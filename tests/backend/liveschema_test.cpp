// The schema is written once, in models/domain/schema.cpp: the live server's tables and rules have to be the same.
#include "domain/schema.h"

#include <gtest/gtest.h>

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include <map>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class LiveSchema : public ::testing::Test {
protected:
    void SetUp() override
    {
        const QUrl url(qEnvironmentVariable("CONVOY_TEST_DATABASE"));
        if (url.isEmpty())
            GTEST_SKIP() << "CONVOY_TEST_DATABASE is not set; tests/run sets it";
        m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, u"liveschema"_s);
        m_database.setHostName(url.host());
        m_database.setPort(url.port());
        m_database.setUserName(url.userName());
        m_database.setPassword(url.password());
        m_database.setDatabaseName(url.path().mid(1));
        ASSERT_TRUE(m_database.open()) << qPrintable(m_database.lastError().text());
    }
    void TearDown() override
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"liveschema"_s);
    }
    QStringList rows(const QString& sql)
    {
        QSqlQuery query(m_database);
        EXPECT_TRUE(query.exec(sql)) << qPrintable(query.lastError().text());
        QStringList result;
        while (query.next())
            result += query.value(0).toString();
        return result;
    }

    QSqlDatabase m_database;
};

bool isReference(const EntityInfo& info) { return info.kind == SyncKind::Reference; }

} // namespace

TEST_F(LiveSchema, TheRulesOnTheServerAreThoseOfTheSchemaTable)
{
    QStringList expected;
    for (const EntityInfo& info : schema()) {
        int ordinal = 0;
        for (const Field& field : info.fields) {
            ++ordinal;
            expected += QStringList { info.table, QString::number(ordinal), field.name, typeName(field.type), ruleName(field.rule),
                    groupName(field.group), QString::number(field.since) }.join(u'|');
        }
    }
    expected.sort();

    QStringList live = rows(u"select concat_ws('|', entity, ordinal, field, type, rule, \"group\", since) from sync_field_rules"_s);
    live.sort();

    EXPECT_EQ(live.join(u'\n').toStdString(), expected.join(u'\n').toStdString());
}

TEST_F(LiveSchema, EveryFieldIsAColumnOfTheLiveServer)
{
    for (const EntityInfo& info : schema()) {
        const QStringList columns = rows(
            u"select column_name from information_schema.columns where table_schema = 'public' and table_name = '%1'"_s.arg(info.table));
        for (const Field& field : info.fields)
            EXPECT_TRUE(columns.contains(field.name)) << info.table.data() << "." << field.name.data();
        if (isReference(info))
            continue;
        for (const auto& name : { u"id"_s, u"workspace_id"_s, u"seq"_s, u"field_meta"_s, u"created_at"_s, u"updated_at"_s, u"deleted_at"_s })
            EXPECT_TRUE(columns.contains(name)) << info.table.data() << " " << qPrintable(name);
    }
}
