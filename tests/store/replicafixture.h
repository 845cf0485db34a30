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
};

//! A replica whose workspace the server knows.
class ConnectedReplica : public ReplicaTest {
protected:
    ConnectedReplica() { connectToServer(); }
};

} // namespace convoy::test
