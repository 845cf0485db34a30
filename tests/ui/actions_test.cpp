#include "tests/ui/uiworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/actions/actiontable.h"
#include "ui/actions/cheatsheet.h"
#include "ui/actions/filterlist.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTreeWidget>
#include <QWidget>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

class Actions : public ::testing::Test {
protected:
    QWidget window;
    ActionRegistry actions { window, test::UiWorld::theme() };
};

} // namespace

TEST_F(Actions, AreListedInTheOrderOfTheirIds)
{
    ASSERT_EQ(actionTable().size(), size_t(ActionId::Count));
    for (size_t i = 0; i < actionTable().size(); ++i)
        EXPECT_EQ(size_t(actionTable()[i].id), i) << actionTable()[i].text;
}

TEST_F(Actions, AllHaveAText)
{
    for (const ActionRow& row : actionTable())
        EXPECT_FALSE(actions[row.id].iconText().trimmed().isEmpty()) << size_t(row.id);
}

TEST_F(Actions, NeverShareAShortcutWhereBothCouldAct)
{
    QHash<QString, const char*> window;
    QHash<QString, const char*> list;
    QHash<QString, const char*> sidebar;
    for (const ActionRow& row : actionTable()) {
        for (const QKeySequence& key : row.keys) {
            const QString text = key.toString();
            auto& scope = row.scope == ActionScope::Window ? window : row.scope == ActionScope::List ? list : sidebar;
            EXPECT_FALSE(scope.contains(text)) << text.toStdString() << ": " << row.text << " and " << scope.value(text);
            scope.insert(text, row.text);
        }
    }
    for (const QString& key : window.keys())
        EXPECT_FALSE(list.contains(key) || sidebar.contains(key)) << key.toStdString();
}

TEST_F(Actions, WithAShortcutAreAllInTheCheatSheet)
{
    CheatSheet sheet(actions, nullptr);
    sheet.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto* tree = sheet.findChild<QTreeWidget*>();

    for (const ActionRow& row : actionTable()) {
        if (!row.keys.isEmpty()) {
            EXPECT_FALSE(tree->findItems(actions[row.id].iconText(), Qt::MatchExactly | Qt::MatchRecursive).isEmpty()) << row.text;
        }
    }
}

TEST(FilterList, NarrowsByWordsAndInitials)
{
    EXPECT_TRUE(matchesTyped(u"Fix the pump"_s, u"pump fix"_s));
    EXPECT_TRUE(matchesTyped(u"Fix the pump"_s, u"ftp"_s));
    EXPECT_FALSE(matchesTyped(u"Fix the pump"_s, u"paint"_s));
    EXPECT_TRUE(matchesTyped(u"Fix the pump"_s, QString()));
}

TEST(FilterList, GivesBackWhatReturnChose)
{
    FilterList list(u"Palette"_s, {}, nullptr);
    list.setAttribute(Qt::WA_DeleteOnClose, false);
    list.setEntries({ { u"New task"_s, {}, 1 }, { u"New project"_s, {}, 2 }, { u"Sync now"_s, {}, 3, false } });
    list.show();
    QSignalSpy chosen(&list, &FilterList::chosen);

    QTest::keyClicks(list.findChild<QLineEdit*>(), u"new"_s);
    QTest::keyClick(list.findChild<QLineEdit*>(), Qt::Key_Down);
    QTest::keyClick(list.findChild<QLineEdit*>(), Qt::Key_Return);

    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.front().front().toInt(), 2);
}

TEST(FilterList, DoesNotChooseWhatIsNotPossible)
{
    FilterList list(u"Palette"_s, {}, nullptr);
    list.setAttribute(Qt::WA_DeleteOnClose, false);
    list.setEntries({ { u"Sync now"_s, {}, 3, false } });
    QSignalSpy chosen(&list, &FilterList::chosen);

    QTest::keyClick(list.findChild<QLineEdit*>(), Qt::Key_Return);

    EXPECT_EQ(chosen.size(), 0);
}
