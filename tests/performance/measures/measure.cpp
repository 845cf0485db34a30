#include "context/contextreader.h"
#include "domain/clock.h"
#include "domain/editport.h"
#include "domain/gestures.h"
#include "items/editing.h"
#include "items/tasklistmodel.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/readthread.h"
#include "store/store.h"
#include "tests/performance/measures/measures.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace convoy::performance {

using namespace Qt::Literals::StringLiterals;

namespace {

class NoPort final : public EditPort {
    void post(Gesture, Done) override { }
    void undo(Done) override { }
    void redo(Done) override { }
};

template <class Fn> double milliseconds(Fn fn)
{
    QElapsedTimer clock;
    clock.start();
    fn();
    return double(clock.nsecsElapsed()) / 1e6;
}

double at(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, size_t(double(times.size()) * share))];
}

template <class Fn> double median(Fn fn)
{
    std::vector<double> times;
    for (int i = 0; i < 9; ++i)
        times.push_back(milliseconds(fn));
    return at(std::move(times), 0.5);
}

void print(const char* name, double value) { std::printf("%s %.4f\n", name, value); }

void measureLists(const store::Reads& reads, items::Editing& editing)
{
    store::ReadThread thread(reads.path());
    double opening = 0;
    for (const auto order : items::ordersOf(items::TaskView::All)) {
        auto filter = items::filterFor(items::TaskView::All, QDate(2026, 11, 23));
        filter.query.order = order;
        opening = std::max(opening, median([&] {
            items::TaskListModel model(reads, thread, editing);
            model.setFilter(filter);
            for (int row = 0; row < std::min(60, model.rowCount()); ++row) {
                (void)model.index(row, 0).data();
                (void)model.hasChildren(model.index(row, 0));
            }
        }));
    }
    print("list_open_ms", opening);
    const auto all = items::filterFor(items::TaskView::All, QDate(2026, 11, 23)).query;
    const auto deep = reads.taskKeys(all, 10'000);
    if (!deep || deep->empty())
        return;
    const auto anchor = reads.anchorOf(all, deep->back());
    print("list_scroll_ms", median([&] {
        if (const auto page = reads.taskKeys(all, 60, *anchor))
            (void)reads.taskRows(*page);
    }));
}

void measureContext(const store::Reads& reads)
{
    std::vector<double> times;
    for (qint64 key = 1043; key < 21'000; key += 199)
        times.push_back(milliseconds([&] { (void)context::readContext(reads, RowKey { key }); }));
    print("context_ms", at(times, 0.5));
    print("context_p99_ms", at(times, 0.99));
}

void measureSearch(const store::Reads& reads)
{
    double worst = 0;
    for (const QString& text : { u"p"_s, u"pu"_s, u"pump"_s, u"prüfe liefer"_s, u"насос 99"_s, u"seal pressure"_s, u"nothing"_s })
        worst = std::max(worst, median([&] { (void)reads.search(text, 50); }));
    print("search_ms", worst);
}

} // namespace

bool measureEdits(store::Store& store, int edits)
{
    const auto workspaces = store.reads().workspaces();
    auto bare = store::Database::open(store.path() + u"-bare"_s, store::Database::Mode::ReadWrite);
    if (!workspaces || !bare
        || !(*bare)->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)"))
        return false;
    std::vector<double> ours, theirs;
    for (int i = 0; i < edits; ++i) {
        const QJsonObject fields { { u"title"_s, u"Edit %1"_s.arg(i) } };
        const Gesture gesture = taskCreated(workspaces->front().key, fields, builtInWorkflow());
        ours.push_back(milliseconds([&] { (void)store.apply(gesture); }));
        theirs.push_back(milliseconds([&] { (void)(*bare)->run("BEGIN IMMEDIATE; INSERT INTO t(a, b) VALUES('title', 'todo'); COMMIT"); }));
    }
    print("edit_p50_ms", at(ours, 0.5));
    print("edit_p99_ms", at(ours, 0.99));
    print("bare_p50_ms", at(theirs, 0.5));
    print("bare_p99_ms", at(theirs, 0.99));
    bare->reset();
    for (const auto* suffix : { "", "-wal", "-shm" })
        QFile::remove(store.path() + u"-bare"_s + QLatin1String(suffix));
    return true;
}

bool measureReads(store::Store& store)
{
    NoPort port;
    SystemClock clock;
    items::Editing editing(port, store.reads(), clock);
    measureLists(store.reads(), editing);
    measureContext(store.reads());
    measureSearch(store.reads());
    return true;
}

} // namespace convoy::performance
