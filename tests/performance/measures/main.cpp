// convoy_measures generate|queue|edits|reads DATABASE [COUNT]: what is measured inside one process, and the files for it.
#include "domain/clock.h"
#include "store/store.h"
#include "tests/performance/measures/measures.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace convoy;
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 3) {
        std::fprintf(stderr, "usage: convoy_measures generate|queue|edits|reads DATABASE [COUNT]\n");
        return 2;
    }
    const SystemClock clock;
    auto store = store::Store::open(words[2], clock, store::Store::Migrate::Yes);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return 1;
    }
    const qint64 count = words.value(3).toLongLong();
    const QString& what = words[1];
    bool done = false;
    if (what == QLatin1String("generate"))
        done = performance::generate(**store, count);
    else if (what == QLatin1String("queue"))
        done = performance::queue(**store, int(count));
    else if (what == QLatin1String("edits"))
        done = performance::measureEdits(**store, int(count));
    else if (what == QLatin1String("reads"))
        done = performance::measureReads(**store);
    return done ? 0 : 1;
}
