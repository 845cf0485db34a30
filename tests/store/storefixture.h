#pragma once

#include "domain/gestures.h"
#include "store/access.h"
#include "store/outbox.h"
#include "store/outboxrows.h"
#include "store/replica.h"
#include "store/rowimage.h"
#include "store/store.h"
#include "tests/store/toyserver.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace convoy::test {

//! A store in a directory of its own, connected to a toy server when a test asks for it.
class StoreFixture : public ::testing::Test {
protected:
    StoreFixture() { reopen(); }

    void reopen();
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("convoy.sqlite")); }

    EditReceipt apply(const Gesture& gesture);
    [[nodiscard]] QString refusalOf(const Gesture& gesture); //!< the sentence; empty when it was accepted
    RowKey addTask(const QString& title, QJsonObject fields = {});
    EditReceipt change(RowKey task, const QJsonObject& fields);
    EditReceipt remove(RowKey task, Action action = Action::Delete);

    //! Makes the workspace known to the server, and reads its stream to the end.
    void connectToServer();
    void pull();
    //! One round of sending: marks a batch, hands it to the server, takes the answer in. False: nothing may go.
    bool pushOnce();
    void sync();

    [[nodiscard]] std::optional<store::RowImage> row(RowKey key, Entity entity = Entity::Task);
    [[nodiscard]] std::optional<store::RowImage> baseOf(RowKey key);
    [[nodiscard]] QString title(RowKey key) { return row(key) ? row(key)->fields[QLatin1String("title")].toString() : QString(); }
    [[nodiscard]] std::vector<store::StoredEntry> entries();
    [[nodiscard]] Uid uidOf(RowKey key);
    [[nodiscard]] RowKey keyOf(const Uid& uid);
    [[nodiscard]] qint64 number(const char* sql);

    ManualClock clock;
    std::unique_ptr<store::Store> store;
    RowKey workspace;
    ToyServer server;

private:
    QTemporaryDir m_folder;
};

} // namespace convoy::test
