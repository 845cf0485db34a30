#include "tests/store/storefixture.h"

#include "store/identities.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

void StoreFixture::reopen()
{
    store.reset();
    auto opened = Store::open(path(), clock);
    ASSERT_TRUE(opened) << qPrintable(opened.error().detail);
    store = *std::move(opened);
    const auto made = store->ensureDefaults(u"Home"_s);
    ASSERT_TRUE(made) << qPrintable(made.error().detail);
    ASSERT_TRUE(store->replica().setDevice(uuidText(QUuid::createUuid()), u"laptop"_s));
    workspace = RowKey { number("SELECT key FROM workspaces ORDER BY key LIMIT 1") };
}

EditReceipt StoreFixture::apply(const Gesture& gesture)
{
    clock.advance(1'000'000);
    auto receipt = store->apply(gesture);
    EXPECT_TRUE(receipt) << (receipt ? "" : qPrintable(receipt.error().detail));
    return receipt.value_or(EditReceipt {});
}

QString StoreFixture::refusalOf(const Gesture& gesture)
{
    const auto receipt = store->apply(gesture);
    return receipt ? QString() : receipt.error().detail;
}

RowKey StoreFixture::addTask(const QString& title, QJsonObject fields)
{
    fields.insert(u"title"_s, title);
    return apply(taskCreated(workspace, fields, builtInWorkflow())).created.at(0);
}

EditReceipt StoreFixture::change(RowKey task, const QJsonObject& fields)
{
    return apply({ .text = u"Changed"_s, .changes = { { .entity = Entity::Task, .row = task, .fields = fields } } });
}

EditReceipt StoreFixture::remove(RowKey task, Action action)
{
    return apply({ .text = u"Removed"_s, .changes = { { .entity = Entity::Task, .row = task, .action = action } } });
}

void StoreFixture::connectToServer()
{
    auto batch = store->replica().nextBatch({});
    ASSERT_TRUE(batch && *batch && (*batch)->createWorkspace);
    const auto created = server.createWorkspace(*(*batch)->createWorkspace);
    ASSERT_TRUE(store->replica().workspaceCreated(**batch, created));
    pull();
}

void StoreFixture::pull()
{
    for (bool more = true; more;) {
        const auto cursors = store->replica().cursors();
        ASSERT_TRUE(cursors && cursors->size() == 1);
        const WorkspacePage page = server.page(cursors->front().epoch, cursors->front().after, 3);
        const auto applied = store->replica().applyPage(page);
        ASSERT_TRUE(applied) << qPrintable(applied.error().detail);
        more = page.hasMore || page.state == WorkspacePage::State::Resync;
    }
}

bool StoreFixture::pushOnce()
{
    auto batch = store->replica().nextBatch({});
    EXPECT_TRUE(batch) << (batch ? "" : qPrintable(batch.error().detail));
    if (!batch || !*batch)
        return false;
    const auto stats = store->replica().acknowledge(**batch, server.push((*batch)->request));
    EXPECT_TRUE(stats) << (stats ? "" : qPrintable(stats.error().detail));
    return stats.has_value();
}

void StoreFixture::sync()
{
    pull();
    while (pushOnce()) { }
    pull();
}

std::optional<RowImage> StoreFixture::row(RowKey key, Entity entity)
{
    Access access(store->database());
    return readRow(access, entity, key);
}

std::optional<RowImage> StoreFixture::baseOf(RowKey key)
{
    Access access(store->database());
    return readBase(access, key);
}

std::vector<StoredEntry> StoreFixture::entries()
{
    Access access(store->database());
    auto all = allEntries(access);
    // The workspace of the device itself is not what tests are about.
    std::erase_if(all, [](const auto& entry) { return entry.entity == Entity::Workspace && entry.action == Action::Create; });
    return all;
}

Uid StoreFixture::uidOf(RowKey key)
{
    Access access(store->database());
    const auto known = identityOf(access, key);
    return known ? known->uid : Uid();
}

RowKey StoreFixture::keyOf(const Uid& uid)
{
    Access access(store->database());
    const auto known = identityOf(access, uid);
    return known ? known->key : RowKey();
}

qint64 StoreFixture::number(const char* sql)
{
    Access access(store->database());
    const auto found = access.number(sql);
    EXPECT_TRUE(access.ok()) << sql;
    return found.value_or(-1);
}

} // namespace convoy::test
