// A first fill with the window open and a person typing: window_fill DATA_DIRECTORY, which has an account and no database yet.
// Adds a task every 50 ms while the fill runs and times each until the interface thread knows that it is kept; ends when everything
// is here and found by the search. Then as many again as a second's worth and more (100) with nothing else going on, for what the
// machine itself lets an edit wait. Prints edits, edit_*_ms, still_*_ms and the rows that came.
#include "app/composition.h"
#include "app/datadirectory.h"
#include "items/workbench.h"
#include "store/database.h"
#include "store/statement.h"
#include "sync/status/synccontrol.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace {

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

ui::MainWindow* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<ui::MainWindow*>(widget))
            return window;
    }
    return nullptr;
}

class Typist final : public QObject {
public:
    Typist(const ui::Collaborators& with, QString database)
        : m_with(with)
        , m_database(std::move(database))
    {
        connect(&m_timer, &QTimer::timeout, this, &Typist::look);
        m_timer.start(50);
    }

private:
    void look()
    {
        const sync::SyncStatus status = m_with.sync.status();
        if (status.lastSyncedMicros == 0)
            return type(m_times);
        if (m_rest == 0 && (status.state != sync::SyncState::UpToDate || count("SELECT 1 FROM search_dirty LIMIT 1") != 0))
            return;
        if (m_rest++ < 100)
            return type(m_still);
        if (m_still.size() == 100)
            finish();
    }
    void type(std::vector<double>& times)
    {
        if (m_with.workbench.catalog().workspaces().empty())
            return;
        ++m_typed;
        auto clock = std::make_shared<QElapsedTimer>();
        clock->start();
        m_with.workbench.editing().addTask({ .title = u"Typed %1"_s.arg(m_typed) },
            [&times, clock](const items::Editing::Keys&) { times.push_back(double(clock->nsecsElapsed()) / 1e6); });
    }
    qint64 count(const char* sql)
    {
        const auto database = store::Database::open(m_database, store::Database::Mode::ReadOnly);
        if (!database)
            return -1;
        store::Statement found = (*database)->prepare(sql);
        return found.row() ? found.integer(0) : 0;
    }
    void finish()
    {
        m_timer.stop();
        print("edit", m_times);
        print("still", m_still);
        std::printf("rows %lld\n", static_cast<long long>(count("SELECT count(*) FROM tasks")));
        std::fflush(stdout);
        QCoreApplication::exit();
    }

    static void print(const char* name, std::vector<double>& times)
    {
        std::sort(times.begin(), times.end());
        const auto at = [&times](double share) { return times.empty() ? -1.0 : times[size_t(double(times.size() - 1) * share)]; };
        std::printf("%s_count %zu\n%s_p50_ms %.3f\n%s_p99_ms %.3f\n%s_max_ms %.3f\n", name, times.size(), name, at(0.5), name, at(0.99),
            name, at(1));
    }

    ui::Collaborators m_with;
    QString m_database;
    QTimer m_timer;
    int m_typed = 0;
    int m_rest = 0;
    std::vector<double> m_times; //!< milliseconds, during the fill
    std::vector<double> m_still; //!< and behind it
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    app::Composition composition({ .dataDirectory = QCoreApplication::arguments().value(1) });
    composition.start();
    const auto directory = app::DataDirectory::open(QCoreApplication::arguments().value(1));
    const auto* window = mainWindow();
    if (!window || !directory)
        return 1;
    Typist typist(window->collaborators(), directory->currentDatabase());
    return QApplication::exec();
}
