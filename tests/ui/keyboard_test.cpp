#include "tests/ui/sampledata.h"
#include "ui/actions/actiontable.h"
#include "ui/actions/filterlist.h"
#include "ui/actions/palette.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/syncindicator.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/widgets/growingedit.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QTreeView>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class Keyboard : public ::testing::Test {
protected:
    Keyboard()
    {
        test::fillWithSamples(world);
        world.account.info = { u"https://x.supabase.co"_s, u"anna@example.com"_s, u"u"_s, true };
        world.openWindow(test::UiWorld::FirstRun::Answered, { 1400, 900 });
        world.sync.set({ .state = sync::SyncState::UpToDate, .toReview = 1, .account = u"anna@example.com"_s });
        world.window->openTask(world.task(u"Fix the pump in the cellar"_s));
        world.settle();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : world.window.get(), Qt::Key(key), modifiers);
        QCoreApplication::processEvents();
    }
    //! Every widget that Tab comes by until it is back where it began.
    QSet<QWidget*> walk(int key)
    {
        QSet<QWidget*> seen;
        for (int i = 0; i < 400; ++i) {
            QWidget* now = QApplication::focusWidget();
            if (!now || (seen.contains(now) && i > 250))
                break;
            seen.insert(now);
            press(key);
        }
        return seen;
    }
    static QString nameOf(const QWidget* widget)
    {
        return QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->accessibleName() + u" in "_s
            + QLatin1StringView(widget->parentWidget()->metaObject()->className());
    }

    test::UiWorld world;
};

bool takesTab(const QWidget* widget)
{
    if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
        return false;
    for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget()) {
        if (up->inherits("QComboBox") || up->inherits("QAbstractSpinBox") || up->inherits("QLineEdit") || up->inherits("QMenu"))
            return false;
    }
    return true;
}

} // namespace

TEST_F(Keyboard, ReachesEveryWidgetWithTab)
{
    world.window->findChild<ui::TaskPane*>()->tree().setFocus();

    const QSet<QWidget*> seen = walk(Qt::Key_Tab);

    QStringList missed;
    for (QWidget* widget : world.window->findChildren<QWidget*>()) {
        if (takesTab(widget) && !seen.contains(widget) && widget->window() == world.window.get())
            missed.append(nameOf(widget));
    }
    EXPECT_EQ(missed.join(u'\n'), QString());
    EXPECT_GT(seen.size(), 20);
}

TEST_F(Keyboard, TakesTheSamePathBackwards)
{
    auto& tree = world.window->findChild<ui::TaskPane*>()->tree();
    tree.setFocus();
    const QSet<QWidget*> forwards = walk(Qt::Key_Tab);
    tree.setFocus();

    EXPECT_EQ(walk(Qt::Key_Backtab), forwards);
}

TEST_F(Keyboard, ShowsWhichPaneHasTheFocus)
{
    auto* pane = world.window->findChild<ui::TaskPane*>();
    pane->tree().setFocus();
    std::vector<QWidget*> panes;
    for (int i = 0; i < 8; ++i) {
        QWidget* now = QApplication::focusWidget();
        if (!panes.empty() && now == panes.front())
            break;
        panes.push_back(now);
        const QImage focused = now->grab().toImage();
        press(Qt::Key_F6);
        EXPECT_NE(QApplication::focusWidget(), now);
        EXPECT_NE(now->grab().toImage(), focused) << nameOf(now).toStdString();
    }
    EXPECT_GE(panes.size(), 3u);
}

TEST_F(Keyboard, SpeaksEveryPaintedRow)
{
    world.action(u"Command palette"_s)->trigger();
    world.action(u"Sync details"_s)->trigger();
    world.settle();

    for (const auto* view : world.window->findChildren<QAbstractItemView*>()) {
        if (!view->model() || view->inherits("QComboBoxListView") || !view->isVisible())
            continue;
        for (int row = 0; row < view->model()->rowCount(view->rootIndex()); ++row) {
            const QModelIndex at = view->model()->index(row, 0, view->rootIndex());
            const QString spoken = at.data(Qt::AccessibleTextRole).toString() + at.data(Qt::DisplayRole).toString();
            EXPECT_GE(spoken.trimmed().size(), 2) << nameOf(view).toStdString() << " row " << row;
        }
    }
}

TEST_F(Keyboard, OffersEveryActionInAMenuOrThePalette)
{
    world.action(u"Command palette"_s)->trigger();
    world.settle();
    const auto* list = world.window->findChild<ui::FilterList*>()->findChild<QListWidget*>();

    QStringList missing;
    for (const ui::ActionRow& row : ui::actionTable()) {
        if (row.id == ui::ActionId::Palette || row.id == ui::ActionId::Back)
            continue;
        QString text = QString::fromUtf8(row.text).remove(u'&');
        bool found = false;
        for (int i = 0; i < list->count(); ++i)
            found = found || list->item(i)->text().startsWith(text);
        if (!found)
            missing.append(text);
    }
    EXPECT_EQ(missing.join(u'\n'), QString());
}

TEST_F(Keyboard, GoesFromThePaletteToAProjectAMilestoneATaskAndAView)
{
    const auto type = [this](const QString& typed) {
        world.action(u"Command palette"_s)->trigger();
        world.settle();
        auto* list = world.window->findChild<ui::FilterList*>();
        QTest::keyClicks(list->findChild<QLineEdit*>(), typed);
        QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Return);
        world.settle();
    };
    auto* pane = world.window->findChild<ui::TaskPane*>();

    type(u"garden"_s);
    EXPECT_EQ(pane->filter().query.view, items::TaskView::Project);
    type(u"spring"_s);
    EXPECT_EQ(pane->filter().query.view, items::TaskView::Milestone);
    type(u"return the lib"_s);
    EXPECT_EQ(world.context->task(), world.task(u"Return the library books"_s));
    type(u"upcom"_s);
    EXPECT_EQ(pane->filter().query.view, items::TaskView::Upcoming);
}
