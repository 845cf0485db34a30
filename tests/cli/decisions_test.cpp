// What a person decides at a terminal about edits of two devices: which value stays, and what is taken back.
#include "device.h"

#include <QUuid>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class Decisions : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL"))
            GTEST_SKIP() << "needs the server that tests/run starts";
        const QString email = u"dora-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
        ASSERT_EQ(a.signIn(email, { u"--sign-up"_s }).exitCode, 0);
        static_cast<void>(a.added(u"Original"_s));
        sync(a);
        ASSERT_EQ(b.signIn(email).exitCode, 0);
        sync(b);
        uid = a.task(a.keyOf(u"Original"_s)).value(u"uid"_s).toString();
        ASSERT_FALSE(uid.isEmpty());
    }
    static void sync(const Device& device)
    {
        const Outcome done = device.run({ u"sync"_s });
        EXPECT_EQ(done.exitCode, 0) << qPrintable(done.err);
    }
    void set(const Device& device, const QString& field, const QString& value) const
    {
        const Outcome done = device.run({ u"task"_s, u"set"_s, uid, field + u'=' + value });
        EXPECT_EQ(done.exitCode, 0) << qPrintable(done.err);
    }
    [[nodiscard]] QString shown(const Device& device, const QString& field) const { return device.task(uid).value(field).toString(); }
    //! Both give the field a value; the person has the one that lost in the review, on each device.
    [[nodiscard]] QJsonObject contested(const QString& field, const QString& ofA, const QString& ofB) const
    {
        set(a, field, ofA);
        set(b, field, ofB);
        for (const Device* device : { &a, &b, &a, &b })
            sync(*device);
        const QJsonArray review = a.run({ u"review"_s, u"list"_s, u"--json"_s }).array();
        EXPECT_EQ(review.size(), 1);
        return review.first().toObject();
    }
    void resolve(const QJsonObject& item, const QString& keep) const
    {
        const Outcome done = a.run({ u"review"_s, u"resolve"_s, item.value(u"uid"_s).toString(), u"--keep"_s, keep });
        EXPECT_EQ(done.exitCode, 0) << qPrintable(done.err);
        for (const Device* each : { &a, &b })
            sync(*each);
        for (const Device* each : { &a, &b })
            EXPECT_EQ(each->run({ u"review"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
    }

    Device a;
    Device b;
    QString uid;
};

} // namespace

TEST_F(Decisions, KeepingTheirsClosesTheEntryAndChangesNothing)
{
    const QJsonObject item = contested(u"title"_s, u"Of A"_s, u"Of B"_s);
    const QString stands = shown(a, u"title"_s);
    resolve(item, u"theirs"_s);
    EXPECT_EQ(shown(a, u"title"_s), stands);
    EXPECT_EQ(shown(b, u"title"_s), stands);
}

TEST_F(Decisions, KeepingBothHasBothOnBothDevices)
{
    const QJsonObject item = contested(u"title"_s, u"Of A"_s, u"Of B"_s);
    resolve(item, u"both"_s);
    for (const Device* each : { &a, &b }) {
        EXPECT_TRUE(shown(*each, u"title"_s).contains(u"Of A"_s)) << qPrintable(shown(*each, u"title"_s));
        EXPECT_TRUE(shown(*each, u"title"_s).contains(u"Of B"_s));
    }
}

TEST_F(Decisions, OfADateThereIsOneOnly)
{
    const QJsonObject item = contested(u"due"_s, u"2027-01-01"_s, u"2027-02-02"_s);
    const Outcome both = a.run({ u"review"_s, u"resolve"_s, item.value(u"uid"_s).toString(), u"--keep"_s, u"both"_s });
    EXPECT_EQ(both.exitCode, 2);
    resolve(item, u"mine"_s);
    EXPECT_EQ(shown(a, u"due"_s), item.value(u"mine"_s).toString());
    EXPECT_EQ(shown(b, u"due"_s), item.value(u"mine"_s).toString());
}

TEST_F(Decisions, WhatCameInIsListedAndTakenBack)
{
    set(b, u"title"_s, u"Not like this"_s);
    sync(b);
    sync(a);
    const QJsonArray changes = a.run({ u"incoming"_s, u"list"_s, u"--json"_s }).array();
    ASSERT_EQ(changes.size(), 1);
    const QJsonObject change = changes.first().toObject();
    EXPECT_EQ(change.value(u"field"_s).toString(), u"title"_s);
    EXPECT_TRUE(a.run({ u"incoming"_s, u"list"_s }).text().contains(u"Not like this"_s));
    const Outcome reverted = a.run({ u"incoming"_s, u"revert"_s, QString::number(change.value(u"id"_s).toInteger()) });
    ASSERT_EQ(reverted.exitCode, 0) << qPrintable(reverted.err);
    sync(a);
    sync(b);
    EXPECT_EQ(shown(b, u"title"_s), u"Original"_s);
    EXPECT_NE(a.run({ u"incoming"_s, u"revert"_s, QString::number(change.value(u"id"_s).toInteger()) }).exitCode, 2);
}

TEST_F(Decisions, AnUndoSaysWhatItLeftAsItIs)
{
    ASSERT_EQ(a.run({ u"task"_s, u"set"_s, uid, u"title=Of A"_s, u"priority=high"_s }).exitCode, 0);
    sync(a);
    sync(b);
    set(b, u"title"_s, u"Of B"_s);
    sync(b);
    sync(a);
    const Outcome partly = a.run({ u"undo"_s });
    EXPECT_EQ(partly.exitCode, 0);
    EXPECT_TRUE(partly.text().contains(u"Undone: "_s) && partly.text().contains(u"left as it is"_s)) << qPrintable(partly.text());
    EXPECT_EQ(shown(a, u"title"_s), u"Of B"_s);
    const QJsonObject again = a.run({ u"redo"_s, u"--json"_s }).object();
    EXPECT_FALSE(again.value(u"redone"_s).toString().isEmpty());
    EXPECT_TRUE(again.value(u"note"_s).toString().contains(u"left as it is"_s));
    EXPECT_EQ(again.value(u"rows"_s).toInt(), 1);
}

TEST_F(Decisions, AnUndoThatDoesNothingDoesNotSayUndone)
{
    set(a, u"title"_s, u"Of A"_s);
    sync(a);
    sync(b);
    set(b, u"title"_s, u"Of B"_s);
    sync(b);
    sync(a);
    const Outcome nothing = a.run({ u"undo"_s });
    EXPECT_EQ(nothing.exitCode, 0);
    EXPECT_EQ(nothing.text(), u"Nothing to do: it has been changed since then.\n"_s);
    EXPECT_EQ(shown(a, u"title"_s), u"Of B"_s);
}

TEST_F(Decisions, ADryRunWaitsNoLongerThanItIsTold)
{
    const Outcome dry = a.run({ u"sync"_s, u"--dry-run"_s, u"--wait"_s, u"0"_s });
    EXPECT_EQ(dry.exitCode, 3) << dry.out.constData();
    EXPECT_TRUE(dry.err.contains(u"too long"_s)) << qPrintable(dry.err);
}

TEST_F(Decisions, ADeletionThatLostIsCalledThat)
{
    set(b, u"title"_s, u"Still needed"_s);
    sync(b);
    ASSERT_EQ(a.run({ u"task"_s, u"rm"_s, uid }).exitCode, 0);
    const QString rehearsed = a.run({ u"sync"_s, u"--dry-run"_s }).text();
    EXPECT_TRUE(rehearsed.contains(u"in the review: deletion"_s)) << qPrintable(rehearsed);
    sync(a);
    const QString listed = a.run({ u"review"_s, u"list"_s }).text();
    EXPECT_TRUE(listed.contains(u"deletion"_s) && listed.contains(u"deleted"_s) && listed.contains(u"kept"_s)) << qPrintable(listed);
    EXPECT_FALSE(listed.contains(u"deleted_at"_s)) << qPrintable(listed);
    const QJsonObject item = a.run({ u"review"_s, u"list"_s, u"--json"_s }).array().first().toObject();
    EXPECT_EQ(item.value(u"field"_s), u"deleted_at"_s);
    EXPECT_FALSE(listed.contains(item.value(u"mine"_s).toString())) << qPrintable(listed);
    const QJsonObject resolved
        = a.run({ u"review"_s, u"resolve"_s, item.value(u"uid"_s).toString(), u"--keep"_s, u"mine"_s, u"--json"_s }).object();
    EXPECT_EQ(resolved.value(u"kept"_s), u"mine"_s);
    EXPECT_EQ(resolved.value(u"resolved"_s), u"Reviewed 'Still needed'"_s);
    EXPECT_EQ(resolved.value(u"uids"_s).toArray(), QJsonArray({ item.value(u"uid"_s) }));
}

TEST_F(Decisions, WhatComesInIsOneLineWhateverItsLineBreaks)
{
    set(b, u"description"_s, u"one\ntwo"_s);
    sync(b);
    const QString rehearsed = a.run({ u"sync"_s, u"--dry-run"_s }).text();
    EXPECT_TRUE(rehearsed.contains(u"→ one two"_s)) << qPrintable(rehearsed);
    sync(a);
    EXPECT_TRUE(a.run({ u"incoming"_s, u"list"_s }).text().contains(u"→ one two"_s));
}
