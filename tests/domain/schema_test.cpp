#include "domain/fieldrules.h"
#include "domain/ids.h"
#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "domain/text.h"

#include <gtest/gtest.h>

#include <QFile>

#include <set>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

TEST(Schema, EveryEntityIsFoundByItsNumberAndItsTable)
{
    for (const EntityInfo& info : schema()) {
        EXPECT_EQ(&infoOf(info.entity), &info);
        EXPECT_EQ(entityByTable(QString(info.table)), &info);
    }
    EXPECT_EQ(entityByTable(u"nonsense"), nullptr);
}

TEST(Schema, TheServersRulesAreMadeFromIt)
{
    QFile migration(QStringLiteral(CONVOY_SOURCE_DIR "/sync/supabase/migrations/20261101000200_field_rules.sql"));
    ASSERT_TRUE(migration.open(QIODevice::ReadOnly));
    EXPECT_EQ(migration.readAll().toStdString(), fieldRulesSql().toStdString()) << "cmake --build --preset ci --target field_rules";
}

TEST(Schema, FieldNamesAreUniqueAndReferencesSayWhatTheyReferTo)
{
    for (const EntityInfo& info : schema()) {
        std::set<QString> names;
        for (const Field& field : info.fields) {
            EXPECT_TRUE(names.insert(field.name).second) << qPrintable(QString(field.name));
            EXPECT_EQ(field.type == FieldType::Reference, field.refersTo.has_value());
            EXPECT_GE(field.since, 1);
            EXPECT_LE(field.since, schemaVersion());
        }
    }
}

TEST(Schema, FieldsThatAreDecidedTogetherShareOneRule)
{
    for (const EntityInfo& info : schema()) {
        for (const Field& field : info.fields) {
            if (field.group != FieldGroup::None) {
                EXPECT_EQ(field.rule, MergeRule::LastWriter) << qPrintable(QString(field.name));
            }
        }
    }
}

TEST(Ids, AnIdKeepsItsUuidWhenItBecomesPermanent)
{
    const Uid uid = newTemporaryUid();

    EXPECT_TRUE(isTemporary(uid));
    EXPECT_FALSE(isTemporary(bareUid(uid)));
    EXPECT_EQ(QUuid(bareUid(uid)).isNull(), false);
    EXPECT_EQ(bareUid(bareUid(uid)), bareUid(uid));
}

TEST(Ids, TwoDevicesDeriveTheSameIdForTheSameOccurrence)
{
    const Uid series = u"5f0c9f7e-3c1e-4f65-9d4b-0a5d8f6f7c11"_s;

    EXPECT_EQ(derivedUid(series, u"2026-11-30"_s), derivedUid(u"tmp-"_s + series, u"2026-11-30"_s));
    EXPECT_NE(derivedUid(series, u"2026-11-30"_s), derivedUid(series, u"2026-12-07"_s));
}

TEST(Text, WhatTheServerRefusesIsReplaced)
{
    QString hostile = u"a"_s;
    hostile += QChar(0);
    hostile += QChar(0xd800);
    hostile += u"b"_s;

    EXPECT_EQ(cleanText(hostile), u"a\ufffd\ufffdb"_s);
    EXPECT_EQ(cleanText(u"grinning \U0001F600"_s), u"grinning \U0001F600"_s);
    EXPECT_EQ(cleanLine(u"  two\nlines\there "_s), u"two lines here"_s);
}

TEST(JsonValues, SetsAreSortedAndWithoutDoubles)
{
    EXPECT_EQ(compactJson(setArray({ u"red"_s, u"blue"_s, u"red"_s, QString() })), R"(["blue","red"])");
    // By code point, as the server does: an emoji comes behind a fullwidth letter, though not in UTF-16.
    EXPECT_EQ(setArray({ u"\U0001F600"_s, u"\uFF01"_s }).first(), u"\uFF01"_s);
}

TEST(JsonValues, AValueOfTheWrongKindIsNamed)
{
    const Field* due = fieldOf(Entity::Task, u"due_date");
    const Field* title = fieldOf(Entity::Task, u"title");
    ASSERT_TRUE(due && title);

    EXPECT_TRUE(whyNotValid(*due, u"2026-02-28"_s).isEmpty());
    EXPECT_TRUE(whyNotValid(*due, QJsonValue()).isEmpty());
    EXPECT_FALSE(whyNotValid(*due, u"2026-02-30"_s).isEmpty());
    EXPECT_FALSE(whyNotValid(*title, 5).isEmpty());
    EXPECT_FALSE(whyNotValid(*title, QString(300 * 1024, u'x')).isEmpty());
}
