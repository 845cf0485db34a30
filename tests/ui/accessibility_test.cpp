#include "tests/ui/sampledata.h"
#include "store/outbox.h"
#include "ui/account/signindialog.h"
#include "ui/actions/filterlist.h"
#include "ui/capture/capturewindow.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/syncview/absencebar.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/taskpane.h"
#include "ui/widgets/namedialog.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAbstractButton>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

//! Parts of a widget that a screen reader meets through the widget itself.
bool isInside(const QWidget* widget)
{
    for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget()) {
        if (up->inherits("QComboBox") || up->inherits("QAbstractSpinBox") || up->inherits("QCalendarWidget") || up->inherits("QLineEdit"))
            return true;
    }
    return widget->inherits("QMenuBar") || widget->inherits("QMenu") || widget->inherits("QHeaderView");
}

QStringList namelessIn(QWidget& window)
{
    QStringList nameless;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || isInside(widget))
            continue;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            nameless.append(QLatin1StringView(widget->metaObject()->className()) + u" in "_s
                + QLatin1StringView(widget->parentWidget()->metaObject()->className()));
    }
    return nameless;
}

//! What can be used by the mouse and is not met by going round with Tab.
QStringList unreachableIn(QWidget& window, test::UiWorld& world)
{
    QSet<const QWidget*> met;
    window.activateWindow();
    world.settle();
    for (int i = 0; i < 200; ++i) {
        QWidget* at = window.focusWidget() ? window.focusWidget() : &window;
        met.insert(at);
        QTest::keyClick(at, Qt::Key_Tab);
    }
    QStringList missed;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool usable = widget->isVisible() && widget->isEnabled() && !isInside(widget);
        const bool clicked = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
        if (usable && clicked && widget->focusPolicy() != Qt::NoFocus && !met.contains(widget))
            missed.append(QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget))->text(QAccessible::Name));
    }
    return missed;
}

} // namespace

TEST(Accessibility, EveryFocusableWidgetOfTheWindowHasAName)
{
    test::UiWorld world;
    test::fillWithSamples(world);
    world.openWindow();
    world.window->openTask(world.task(u"Fix the pump in the cellar"_s));
    world.settle();

    EXPECT_EQ(namelessIn(*world.window).join(u"\n"_s).toStdString(), std::string());
}

TEST(Accessibility, EveryFocusableWidgetOfANarrowedListHasAName)
{
    test::UiWorld world;
    test::fillWithSamples(world);
    world.openWindow();
    world.action(u"All"_s)->trigger();
    world.settle();
    auto* pane = world.window->findChild<ui::TaskPane*>();
    world.action(u"Save as view"_s)->trigger();
    world.settle();
    auto* name = world.window->findChild<ui::NameDialog*>();
    ASSERT_TRUE(name);
    EXPECT_EQ(namelessIn(*name).join(u"\n"_s).toStdString(), std::string());
    QTest::keyClicks(&name->line(), u"Mine"_s);
    QTest::keyClick(&name->line(), Qt::Key_Return);
    world.settle();
    world.action(u"Filter"_s)->trigger();
    world.settle();
    auto* picker = world.window->findChild<ui::FilterList*>();
    ASSERT_TRUE(picker);
    EXPECT_EQ(namelessIn(*picker).join(u"\n"_s).toStdString(), std::string());
    QTest::keyClicks(picker->findChild<QLineEdit*>(), u"label phone"_s);
    QTest::keyClick(picker->findChild<QLineEdit*>(), Qt::Key_Return);
    world.settle();
    ASSERT_TRUE(pane->filterBar().isVisible());

    EXPECT_EQ(namelessIn(*world.window).join(u"\n"_s).toStdString(), std::string());
    world.action(u"Board"_s)->trigger();
    QTest::qWait(200);
    EXPECT_EQ(namelessIn(*world.window).join(u"\n"_s).toStdString(), std::string());
}

TEST(Accessibility, AHeadingReadsWhatItHolds)
{
    test::UiWorld world;
    world.addTask(u"Buy milk"_s, { .title = {}, .priority = Priority::High });
    world.openWindow();
    world.action(u"Group by priority"_s)->trigger();
    world.settle();
    const auto* view = world.named<QAbstractItemView>(u"Tasks"_s);

    EXPECT_EQ(view->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().toStdString(), "High, 1 task");
}

TEST(Accessibility, EveryFocusableWidgetOfTheDialogsHasAName)
{
    test::UiWorld world;
    world.addTask(u"Buy milk"_s);
    world.account.localTasks = 3;
    world.openWindow();
    ui::SignInDialog signIn(world.account, world.window.get());
    signIn.setAttribute(Qt::WA_DeleteOnClose, false);
    ui::SyncPanel syncPanel(world.collaborators(), world.window.get());
    syncPanel.setAttribute(Qt::WA_DeleteOnClose, false);
    ui::NameDialog name(u"New project"_s, u"Name"_s, world.window.get());
    name.setAttribute(Qt::WA_DeleteOnClose, false);

    EXPECT_EQ(namelessIn(signIn).join(u"\n"_s).toStdString(), std::string());
    EXPECT_EQ(namelessIn(syncPanel).join(u"\n"_s).toStdString(), std::string());
    EXPECT_EQ(namelessIn(name).join(u"\n"_s).toStdString(), std::string());
}

TEST(Accessibility, EveryFocusableWidgetOfTheSmallWindowHasAName)
{
    test::UiWorld world;
    ui::CaptureWindow capture(world.collaborators());
    capture.open(u"Call Anna tomorrow 17:00 @phone !high"_s);
    world.settle();

    EXPECT_FALSE(capture.findChildren<QPushButton*>().isEmpty()) << "the chips are there";
    EXPECT_EQ(namelessIn(capture).join(u"\n"_s).toStdString(), std::string());
}

TEST(Accessibility, EveryFocusableWidgetOfThePreferencesHasAName)
{
    test::UiWorld world;
    world.account.info = { .server = u"https://abc.supabase.co"_s, .email = u"anna@example.org"_s, .userId = u"1"_s, .signedIn = true };
    world.sync.choices.workspaces = { { RowKey { 11 }, u"Family"_s, true, 0 } };
    world.openWindow();
    world.action(u"Preferences"_s)->trigger();
    auto* preferences = world.window->findChild<ui::PreferencesDialog*>();
    ASSERT_TRUE(preferences);
    for (int page = 0; page < preferences->pageCount(); ++page) {
        preferences->showPage(ui::PreferencesDialog::Page(page));
        world.settle();
        EXPECT_EQ(namelessIn(*preferences).join(u"\n"_s).toStdString(), std::string()) << page;
    }
}

TEST(Accessibility, EveryFocusableWidgetOfTheBoxAndTheReportHasAName)
{
    // Given an edit that was discarded, and a long absence
    test::UiWorld world;
    const RowKey milk = world.addTask(u"Buy milk"_s);
    world.workbench->editing().setPriority({ milk }, Priority::High);
    world.settle();
    ASSERT_TRUE(world.store->outbox().discard(world.reads->outbox()->back().group));
    const qint64 now = world.clock.wallMicros();
    ASSERT_TRUE(world.store->database().run(u"INSERT INTO absences(cycle, since, edits, touched, items) VALUES(%1, 1, 60, 14, "
                                            "'[{\"row\":%2,\"text\":\"Moved it\",\"fields\":[\"title\"]}]')"_s.arg(now).arg(milk.value).toUtf8().constData()));
    world.openWindow();
    world.action(u"Sync details"_s)->trigger();
    auto* panel = world.window->findChild<ui::SyncPanel*>();
    for (const auto tab : { ui::SyncPanel::Tab::Incoming, ui::SyncPanel::Tab::Box }) {
        panel->showTab(tab);
        world.settle();
        EXPECT_EQ(namelessIn(*panel).join(u"\n"_s).toStdString(), std::string());
    }
    auto* bar = panel->findChild<ui::AbsenceBar*>();
    ASSERT_TRUE(bar && !bar->isHidden());
    EXPECT_EQ(namelessIn(*bar).join(u"\n"_s).toStdString(), std::string());

    // And everything in both can be reached by Tab
    EXPECT_EQ(unreachableIn(*panel, world).join(u"\n"_s).toStdString(), std::string());
}

TEST(Accessibility, ARowReadsAsASentence)
{
    test::UiWorld world;
    world.addTask(u"Buy milk"_s, { .title = {}, .priority = Priority::High });
    world.openWindow();
    const auto* view = world.named<QAbstractItemView>(u"Tasks"_s);

    const QString sentence = view->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();

    EXPECT_TRUE(sentence.contains(u"Buy milk"_s) && sentence.size() > 8) << sentence.toStdString();
}
