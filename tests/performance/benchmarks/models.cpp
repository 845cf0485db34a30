#include "context/contextreader.h"
#include "domain/editport.h"
#include "items/editing.h"
#include "items/tasklistmodel.h"
#include "store/reads.h"
#include "store/readthread.h"
#include "tests/performance/benchmarks/world.h"

#include <benchmark/benchmark.h>

namespace convoy::performance {

namespace {

class NoPort final : public EditPort {
    void post(Gesture, Done) override { }
    void undo(Done) override { }
    void redo(Done) override { }
};

} // namespace

static void openTaskList(benchmark::State& state)
{
    const store::Reads& reads = World::instance().store().reads();
    NoPort port;
    items::Editing editing(port, reads, World::instance().clock());
    store::ReadThread thread(reads.path());
    for (auto _ : state) {
        items::TaskListModel model(reads, thread, editing);
        model.setFilter(items::filterFor(items::TaskView::All, QDate(2026, 11, 23)));
        for (int row = 0; row < std::min(60, model.rowCount()); ++row)
            benchmark::DoNotOptimize(model.index(row, 0).data());
    }
}
BENCHMARK(openTaskList);

static void readTaskContext(benchmark::State& state)
{
    const store::Reads& reads = World::instance().store().reads();
    qint64 key = 1000;
    for (auto _ : state)
        benchmark::DoNotOptimize(context::readContext(reads, RowKey { key = 1000 + (key + 37) % 9000 }));
}
BENCHMARK(readTaskContext);

static void searchPrefix(benchmark::State& state)
{
    const store::Reads& reads = World::instance().store().reads();
    for (auto _ : state)
        benchmark::DoNotOptimize(reads.search(QStringLiteral("pum"), 50));
}
BENCHMARK(searchPrefix);

} // namespace convoy::performance
