#include "tests/ui/sampledata.h"
#include "ui/account/signindialog.h"
#include "ui/actions/filterlist.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/taskpane.h"
#include "ui/widgets/namedialog.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QLineEdit>
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

TEST(Accessibility, ARowReadsAsASentence)
{
    test::UiWorld world;
    world.addTask(u"Buy milk"_s, { .title = {}, .priority = Priority::High });
    world.openWindow();
    const auto* view = world.named<QAbstractItemView>(u"Tasks"_s);

    const QString sentence = view->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();

    EXPECT_TRUE(sentence.contains(u"Buy milk"_s) && sentence.size() > 8) << sentence.toStdString();
}
