#include "tests/simulation/planted.h"
#include "tests/simulation/run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QHashFunctions>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace convoy;
using namespace convoy::simulation;

struct Wanted {
    int runs = 200;
    quint64 seed = 1;
    int from = 1;
    Size size {};
    bool trace = false;
    bool expectFailure = false; //!< of every run
    QStringList only {}; //!< of the planted bugs those with one of these in their name
};

double processorSeconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

void makePattern(const QString& folder)
{
    const SystemClock clock;
    if (const auto made = store::Store::open(folder + u"/empty.sqlite"_s, clock); !made)
        qFatal("%s", qPrintable(made.error().detail));
}

QString nameOf(const Wanted& wanted, int run)
{
    return u"%1-%2-%3x%4"_s.arg(wanted.seed).arg(run).arg(wanted.size.devices).arg(wanted.size.actions);
}

quint64 seedOf(const Wanted& wanted, int run) { return Random(wanted.seed * 1'000'003 + quint64(run)).next(); }

//! Each planted bug until a run fails. 0: every one was found, by runs that do not fail without it.
int findPlanted(const QString& database, const Wanted& wanted, const QString& folder)
{
    std::printf("%-42s found in run\n", "planted");
    std::map<std::pair<int, int>, QStringList> found; // by the run that found them, and how many purges it has more
    bool all = true;
    for (const PlantedBug& bug : plantedBugs()) {
        const bool isWanted = std::any_of(wanted.only.begin(), wanted.only.end(), [&](const QString& part) { return QString::fromUtf8(bug.name).contains(part); });
        if (!wanted.only.isEmpty() && !isWanted)
            continue;
        Server server(database, bug.inServer);
        thePlanted = bug.inProgram;
        Size size = wanted.size;
        size.morePurges = bug.morePurges;
        QStringList wrong;
        int run = 0;
        while (wrong.isEmpty() && run < wanted.runs) {
            ++run;
            const int number = wanted.from + run - 1;
            wrong = Run(server, size, seedOf(wanted, number), nameOf(wanted, number), folder, wanted.trace).execute();
        }
        thePlanted = Planted::None;
        all = all && !wrong.isEmpty();
        if (!wrong.isEmpty())
            found[{ wanted.from + run - 1, bug.morePurges }] += QString::fromUtf8(bug.name);
        std::printf("%-42s %s  %s\n", bug.name, wrong.isEmpty() ? "NONE" : qPrintable(QString::number(run)),
            wrong.isEmpty() ? "" : qPrintable(wrong.front().section(u'\n', 0, 0).left(110)));
        std::fflush(stdout);
    }
    Server server(database);
    for (const auto& [where, names] : found) {
        const auto [number, morePurges] = where;
        Size size = wanted.size;
        size.morePurges = morePurges;
        if (const auto wrong = Run(server, size, seedOf(wanted, number), nameOf(wanted, number), folder, false).execute(); !wrong.isEmpty()) {
            std::printf("run %d fails without them, too: %s\n", number, qPrintable(names.join(u", "_s)));
            all = false;
        }
    }
    return all ? 0 : 1;
}

//! 0: every run held; 1: some did not.
int runAll(Server& server, const Wanted& wanted, const QString& folder)
{
    int failed = 0;
    std::map<QString, int> crashes;
    QElapsedTimer timer;
    timer.start();
    const double before = processorSeconds();
    size_t edits = 0;
    for (int i = wanted.from; i < wanted.from + wanted.runs; ++i) {
        Run run(server, wanted.size, seedOf(wanted, i), nameOf(wanted, i), folder, wanted.trace);
        const QStringList wrong = run.execute();
        edits += run.book().edits().size();
        for (const QString& point : run.crashes())
            ++crashes[point];
        if ((i - wanted.from) % 250 == 249) {
            std::printf("%d runs, %d failed\n", i - wanted.from + 1, failed + (wrong.isEmpty() ? 0 : 1));
            std::fflush(stdout);
        }
        if (wrong.isEmpty())
            continue;
        ++failed;
        std::printf("FAILED run %d:\n    %s\n    again: tests/run --simulation 1 --seed %llu --from %d --devices %d --actions %d --trace\n", i,
            qPrintable(wrong.join(u"\n    "_s)), static_cast<unsigned long long>(wanted.seed), i, wanted.size.devices, wanted.size.actions);
        std::fflush(stdout);
    }
    std::printf("%d runs of %d devices x %d actions from %d, seed %llu: %d failed; %zu values followed; %.2f s and %.2f s of this process a run\n", wanted.runs,
        wanted.size.devices, wanted.size.actions, wanted.from, static_cast<unsigned long long>(wanted.seed), failed, edits,
        double(timer.elapsed()) / 1000 / wanted.runs, (processorSeconds() - before) / wanted.runs);
    QStringList points;
    for (const auto& [point, count] : crashes)
        points += u"%1 %2"_s.arg(point).arg(count);
    std::printf("crashes: %s\n", qPrintable(points.join(u", "_s)));
    return failed == (wanted.expectFailure ? wanted.runs : 0) ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({ { u"database"_s, u"PostgreSQL to make a scratch database in"_s, u"url"_s, qEnvironmentVariable("CONVOY_TEST_DATABASE") },
        { u"runs"_s, u"how many"_s, u"n"_s, u"200"_s }, { u"seed"_s, u"of all of them"_s, u"n"_s, u"1"_s }, { u"from"_s, u"the first run"_s, u"n"_s, u"1"_s },
        { u"devices"_s, u"in each run"_s, u"n"_s, u"5"_s }, { u"actions"_s, u"of each device"_s, u"n"_s, u"40"_s },
        { u"planted"_s, u"plants one bug after the other and says in which run each is found"_s },
        { u"only"_s, u"of the planted bugs those with one of these in their name, separated by commas"_s, u"text"_s },
        { u"trace"_s, u"print what happens"_s },
        { u"without-push"_s, u"with sync_push under another name: every run has to fail"_s } });
    parser.process(application);
    if (parser.value(u"database"_s).isEmpty())
        qFatal("CONVOY_TEST_DATABASE is not set: use tests/run --simulation");
    Wanted wanted;
    wanted.runs = parser.value(u"runs"_s).toInt();
    wanted.seed = parser.value(u"seed"_s).toULongLong();
    wanted.from = parser.value(u"from"_s).toInt();
    wanted.size = { parser.value(u"devices"_s).toInt(), parser.value(u"actions"_s).toInt() };
    wanted.trace = parser.isSet(u"trace"_s);
    const QString memory = u"/dev/shm"_s;
    QTemporaryDir folder((QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/convoy-simulation-XXXXXX"_s);
    makePattern(folder.path());
    wanted.only = parser.value(u"only"_s).split(u',', Qt::SkipEmptyParts);
    if (parser.isSet(u"planted"_s))
        return findPlanted(parser.value(u"database"_s), wanted, folder.path());
    Server server(parser.value(u"database"_s));
    wanted.expectFailure = parser.isSet(u"without-push"_s);
    if (wanted.expectFailure && !server.console(u"alter function public.sync_push(jsonb) rename to sync_push_away"_s))
        qFatal("sync_push could not be renamed");
    return runAll(server, wanted, folder.path());
}
