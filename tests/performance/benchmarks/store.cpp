#include "domain/gestures.h"
#include "store/reads.h"
#include "sync/remote/answers.h"
#include "tests/performance/benchmarks/world.h"

#include <benchmark/benchmark.h>

namespace convoy::performance {

using namespace Qt::Literals::StringLiterals;

static void editOneTask(benchmark::State& state)
{
    store::Store& store = World::instance().store();
    const auto workspace = store.reads().workspaces()->front().key;
    for (auto _ : state)
        benchmark::DoNotOptimize(store.apply(taskCreated(workspace, { { u"title"_s, u"Another"_s } }, builtInWorkflow())));
}
BENCHMARK(editOneTask);

static void readAScreenful(benchmark::State& state)
{
    const store::Reads& reads = World::instance().store().reads();
    store::TaskQuery all;
    all.today = QDate(2026, 11, 23);
    for (auto _ : state)
        benchmark::DoNotOptimize(reads.taskRows(*reads.taskKeys(all, 60)));
}
BENCHMARK(readAScreenful);

static void applyPageOfTasks(benchmark::State& state)
{
    store::Store& store = World::instance().store();
    const QString workspace = u"77777777-7777-4777-8777-777777777777"_s;
    (void)store.replica().applyMemberships({ { workspace, u"Pulled"_s, Role::Owner, {} } });
    qint64 seq = 1;
    for (auto _ : state) {
        state.PauseTiming();
        const auto answer = remote::parsePull(pulledPage(workspace.toUtf8(), int(state.range(0)), seq));
        seq += state.range(0);
        state.ResumeTiming();
        if (!answer || !store.replica().applyPage(answer->workspaces.front()))
            state.SkipWithError("a page that could not be applied");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(applyPageOfTasks)->Arg(400)->Arg(1000)->Arg(4000);

} // namespace convoy::performance
