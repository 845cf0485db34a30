#include "tests/ui/sampledata.h"
#include "ui/account/signindialog.h"
#include "ui/account/signoutquestion.h"
#include "ui/actions/cheatsheet.h"
#include "ui/actions/filterlist.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/descriptionsection.h"
#include "ui/taskpanel/taskpanel.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTest>

#include <cstdio>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir directory;

void save(QWidget& widget, const QString& name)
{
    QTest::qWait(150);
    const QString path = directory.filePath(name + u".png"_s);
    std::printf("%s %s\n", widget.grab().save(path) ? "saved" : "could not save", qPrintable(path));
}

template <class Dialog>
void saveDialog(test::UiWorld& world, const QString& name)
{
    QTest::qWait(150);
    if (auto* dialog = world.window->findChild<Dialog*>()) {
        save(*dialog, name);
        dialog->close();
    }
}

void show(test::UiWorld& world, const QString& action)
{
    world.action(action)->trigger();
    world.settle();
}

void photograph(test::UiWorld& world, const QString& suffix)
{
    auto* pane = world.window->findChild<ui::TaskPane*>();
    const RowKey pump = world.task(u"Fix the pump in the cellar"_s);
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 14, .toReview = 1, .account = u"anna@example.com"_s, .server = u"https://abc.supabase.co"_s });
    world.window->resize(1180, 740);
    show(world, u"All"_s);
    show(world, u"Expand all"_s);
    world.window->openTask(pump);
    pane->tree().setFocus();
    save(*world.window, u"all-"_s + suffix);
    world.window->resize(1600, 1000);
    save(*world.window, u"large-"_s + suffix);
    world.window->resize(800, 600);
    save(*world.window, u"small-"_s + suffix);
    world.window->openTask(pump);
    save(*world.window, u"small-overlay-"_s + suffix);
    world.window->resize(1180, 740);
    show(world, u"Today"_s);
    world.window->startQuickAdd(u"Call Anna tomorrow 17:00 #website @phone !high "_s);
    save(*world.window, u"quickadd-"_s + suffix);
    QTest::keyClick(pane->quickAdd().focusProxy(), Qt::Key_Escape);
    pane->tree().setFocus();
    world.window->findChild<ui::TaskPanel*>()->description().edit();
    save(*world.window, u"edit-"_s + suffix);
    pane->tree().setFocus();
    show(world, u"Trash"_s);
    save(*world.window, u"empty-"_s + suffix);
    show(world, u"Inbox"_s);
    pane->tree().select(world.task(u"Return the library books"_s));
    pane->tree().selectAll();
    show(world, u"Done"_s);
    save(*world.window, u"toast-"_s + suffix);
    show(world, u"Undo"_s);
    show(world, u"Command palette"_s);
    saveDialog<ui::FilterList>(world, u"palette-"_s + suffix);
    show(world, u"Keyboard shortcuts"_s);
    saveDialog<ui::CheatSheet>(world, u"cheatsheet-"_s + suffix);
    show(world, u"Sync details"_s);
    saveDialog<ui::SyncPanel>(world, u"sync-"_s + suffix);
    show(world, u"Sign in"_s);
    saveDialog<ui::SignInDialog>(world, u"signin-"_s + suffix);
    show(world, u"Sign out"_s);
    saveDialog<ui::SignOutQuestion>(world, u"signout-"_s + suffix);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: convoy_tour DIR\n");
        return 2;
    }
    QApplication application(argc, argv);
    directory = QDir(QString::fromLocal8Bit(argv[1]));
    directory.mkpath(u"."_s);
    test::UiWorld world;
    world.account.localTasks = 14;
    world.openWindow(test::UiWorld::FirstRun::NotYet, { 1180, 740 });
    save(*world.window, u"welcome"_s);
    world.closeWindow();
    test::fillWithSamples(world);
    world.openWindow(test::UiWorld::FirstRun::Answered, { 1180, 740 });
    test::UiWorld::theme().setScheme(ui::Scheme::Light);
    photograph(world, u"light"_s);
    test::UiWorld::theme().setScheme(ui::Scheme::Dark);
    photograph(world, u"dark"_s);
    return 0;
}
