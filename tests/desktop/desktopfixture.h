#pragma once

#include "app/composition.h"
#include "app/datadirectory.h"
#include "store/adoption.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/store.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace convoy::test {

using namespace convoy::app;
using namespace Qt::Literals::StringLiterals;

template <class Widget>
Widget* topLevel()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* found = qobject_cast<Widget*>(widget); found && found->isVisible())
            return found;
    }
    return nullptr;
}

inline void press(QWidget& in, const QString& text)
{
    for (auto* button : in.findChildren<QAbstractButton*>()) {
        if (button->text() == text) {
            button->click();
            return;
        }
    }
    FAIL() << "no button " << text.toStdString();
}

//! The desktop program as main() composes it, in a directory of its own.
class Desktop : public ::testing::Test {
protected:
    Desktop()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        path = folder.filePath(u"data"_s);
    }
    void start(const QString& link = {}) { start(Wish { .link = link }); }
    void start(const Wish& wish)
    {
        Invocation invocation;
        invocation.dataDirectory = path;
        invocation.wish = wish;
        invocation.periodicTimers = false;
        composition = std::make_unique<Composition>(invocation);
        composition->start();
    }
    ui::MainWindow* window()
    {
        std::ignore = QTest::qWaitFor([] { return topLevel<ui::MainWindow>() != nullptr; }, 10'000);
        return topLevel<ui::MainWindow>();
    }
    //! Puts a task into this device's own database before the program starts.
    Uid addTask(const QString& title)
    {
        const auto directory = DataDirectory::open(path);
        auto store = *store::Store::open(directory->localDatabase(), clock);
        std::ignore = store->ensureDefaults(u"Personal"_s);
        const RowKey workspace = store->reads().workspaces()->front().key;
        const auto receipt = store->apply({ .text = u"Added"_s,
            .changes = { { .entity = Entity::Task, .row = RowKey { -1 }, .action = Action::Create, .fields = { { u"title"_s, title } }, .workspace = workspace } } });
        return receipt ? bareUid(*store->reads().uidOf(receipt->created.front())) : Uid();
    }
    qint64 tasksIn(const QString& database)
    {
        const auto opened = store::Database::open(database, store::Database::Mode::ReadOnly);
        return opened ? store::contentCount(**opened).value_or(-1) : -1;
    }

    QTemporaryDir folder;
    QString path;
    SystemClock clock;
    std::unique_ptr<Composition> composition;
};

} // namespace convoy::test
