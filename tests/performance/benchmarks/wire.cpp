#include "sync/remote/answers.h"
#include "tests/performance/benchmarks/world.h"

#include <benchmark/benchmark.h>

namespace convoy::performance {

static void parsePulledPage(benchmark::State& state)
{
    const QByteArray body = pulledPage("77777777-7777-4777-8777-777777777777", int(state.range(0)), 1);
    for (auto _ : state)
        benchmark::DoNotOptimize(remote::parsePull(body));
    state.SetBytesProcessed(state.iterations() * body.size());
}
BENCHMARK(parsePulledPage)->Arg(1)->Arg(1000)->Arg(4000);

} // namespace convoy::performance
