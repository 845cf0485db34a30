// A first fill with the window open and a person typing: window_fill DATA_DIRECTORY, which has an account and no database yet.
// Adds a task every 50 ms while the fill runs and times each until the interface thread knows that it is kept; ends when everything
// is here and found by the search. Prints edits, edit_p99_ms, edit_max_ms and the rows that came.
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
            return type();
        if (status.state == sync::SyncState::UpToDate && m_typed == int(m_times.size()) && count("SELECT 1 FROM search_dirty LIMIT 1") == 0)
            finish();
    }
    void type()
    {
        if (m_with.workbench.catalog().workspaces().empty())
            return;
        ++m_typed;
        auto clock = std::make_shared<QElapsedTimer>();
        clock->start();
        m_with.workbench.editing().addTask({ .title = u"Typed %1"_s.arg(m_typed) },
            [this, clock](const items::Editing::Keys&) { m_times.push_back(double(clock->nsecsElapsed()) / 1e6); });
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
        std::sort(m_times.begin(), m_times.end());
        const auto at = [this](double share) { return m_times.empty() ? -1.0 : m_times[size_t(double(m_times.size() - 1) * share)]; };
        std::printf("edits %zu\nedit_p50_ms %.3f\nedit_p99_ms %.3f\nedit_max_ms %.3f\nrows %lld\n", m_times.size(), at(0.5), at(0.99), at(1),
            static_cast<long long>(count("SELECT count(*) FROM tasks")));
        std::fflush(stdout);
        QCoreApplication::exit();
    }

    ui::Collaborators m_with;
    QString m_database;
    QTimer m_timer;
    int m_typed = 0;
    std::vector<double> m_times;
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
