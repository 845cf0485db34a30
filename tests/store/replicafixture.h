#pragma once

#include "tests/store/storefixture.h"

namespace convoy::test {

//! A replica before it met a server.
class ReplicaTest : public StoreFixture {
protected:
    RowKey syncedTask(const QString& title)
    {
        const RowKey task = addTask(title);
        sync();
        return task;
    }
    store::PushBatch send()
    {
        auto batch = store->replica().nextBatch({});
        EXPECT_TRUE(batch && *batch);
        return **batch;
    }
    //! What the server says of the only op of the batch, with the rows that changed since.
    PushAnswer answerTo(const store::PushBatch& batch, qint64 since, GroupOutcome outcome, PushedOp op)
    {
        PushAnswer answer = server.push({ .workspace = {}, .deviceId = {}, .deviceName = {}, .groups = {} });
        answer.rows = server.page(server.epoch, since, 10).rows;
        op.op = batch.request.groups[0].ops[0].op;
        answer.groups = { { .group = batch.request.groups[0].group, .outcome = outcome, .ops = { std::move(op) } } };
        return answer;
    }
};

//! A replica whose workspace the server knows.
class ConnectedReplica : public ReplicaTest {
protected:
    ConnectedReplica() { connectToServer(); }
};

} // namespace convoy::test
