#include "sync/merge/preview.h"
#include "sync/merge/textmerge.h"

#include <benchmark/benchmark.h>

namespace convoy::performance {

using namespace Qt::Literals::StringLiterals;

static void mergeDescriptions(benchmark::State& state)
{
    QString base;
    for (int line = 0; line < int(state.range(0)); ++line)
        base += u"Line %1 of a description that two people change\n"_s.arg(line);
    const QString mine = QString(base).replace(u"Line 3 "_s, u"My line 3 "_s);
    const QString theirs = base + u"And one more\n"_s;
    for (auto _ : state)
        benchmark::DoNotOptimize(merge::mergeTexts(base, mine, theirs));
}
BENCHMARK(mergeDescriptions)->Arg(10)->Arg(1000);

static void previewEdit(benchmark::State& state)
{
    const merge::PendingEdit edit { .fields = { { u"title"_s, u"Mine"_s }, { u"labels"_s, QJsonArray { u"red"_s } } },
        .base = { { u"title"_s, QJsonObject { { u"value"_s, u"Base"_s }, { u"seq"_s, 1 } } },
            { u"labels"_s, QJsonObject { { u"value"_s, QJsonArray() }, { u"seq"_s, 1 } } } },
        .stamp = u"2026-11-23T10:00:00.000000+00:00"_s,
        .device = u"a"_s };
    const merge::ServerRow server { { u"title"_s, { .value = u"Theirs"_s, .seq = 2 } },
        { u"labels"_s, { .value = QJsonArray { u"blue"_s }, .seq = 2 } } };
    for (auto _ : state)
        benchmark::DoNotOptimize(merge::preview(edit, server));
}
BENCHMARK(previewEdit);

} // namespace convoy::performance
