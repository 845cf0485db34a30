#pragma once

#include "store/review.h"
#include "tests/support/realdevice.h"

namespace convoy::test {

//! Two devices of one person that both know one task, on the real server.
class WhoWins : public RealServer {
protected:
    void SetUp() override
    {
        RealServer::SetUp();
        if (IsSkipped())
            return;
        a = device(u"laptop-a"_s, true);
        a->sync();
        ASSERT_TRUE(a->store->ensureDefaults(u"Home"_s));
        on(*a, a->addTask(u"old"_s), { { u"description"_s, u"1\n2\n3\n4\n5\n"_s }, { u"labels"_s, QJsonArray { u"red"_s } } });
        a->sync();
        b = device(u"laptop-b"_s, false);
        b->sync();
        uid = *a->store->reads().uidOf(*a->store->reads().findTask(u"1"_s));
        ASSERT_EQ(titleOn(*b), u"old"_s);
    }

    void on(RealDevice& device, RowKey row, const QJsonObject& fields)
    {
        const auto receipt = device.store->apply(
            { .text = u"Changed"_s, .changes = { { .entity = Entity::Task, .row = row, .fields = fields } } });
        EXPECT_TRUE(receipt) << receipt.error().detail.toStdString();
    }
    void on(RealDevice& device, const QJsonObject& fields) { on(device, device.task(uid), fields); }
    void remove(RealDevice& device) { EXPECT_TRUE(device.store->apply(tasksDeleted({ taskOn(device) }))); }
    Task taskOn(const RealDevice& device) const { return *device.store->reads().task(device.task(uid)); }
    QString titleOn(const RealDevice& device) const { return taskOn(device).title; }

    //! What the two must have alike.
    QString seen(const RealDevice& device) const
    {
        const Task task = taskOn(device);
        return QStringList { task.title, task.description, task.position, task.labels.join(u','), task.dueDate.toString(Qt::ISODate),
            task.dueTime.toString(), task.deletedAt, task.updatedAt, QString::number(task.seq) }
            .join(u'|');
    }

    //! The one who pushes first, then the other; then both know everything.
    void meet(RealDevice& first, RealDevice& second)
    {
        for (RealDevice* device : { &first, &second, &first, &second })
            device->sync();
        EXPECT_EQ(seen(*a).toStdString(), seen(*b).toStdString());
    }
    static std::vector<store::ConflictItem> review(const RealDevice& device) { return *device.store->reads().openConflicts(); }
    //! Puts the loser back on `device`; it has to arrive on the other one, and the entry to be gone on both.
    void restoreLoser(RealDevice& device)
    {
        const auto gesture = store::reviewed(device.store->reads(), review(device), store::Keep::Mine);
        ASSERT_TRUE(gesture) << gesture.error().detail.toStdString();
        ASSERT_TRUE(device.store->apply(*gesture));
        device.sync();
        meet(*a, *b);
        EXPECT_TRUE(review(*a).empty());
        EXPECT_TRUE(review(*b).empty());
    }

    std::unique_ptr<RealDevice> a;
    std::unique_ptr<RealDevice> b;
    Uid uid;
};

} // namespace convoy::test
