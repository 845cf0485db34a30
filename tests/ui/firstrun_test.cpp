#include "tests/ui/uiworld.h"
#include "ui/tasklist/taskpane.h"
#include "ui/welcome/importdialog.h"
#include "ui/welcome/importing.h"
#include "ui/welcome/sampleproject.h"
#include "ui/welcome/welcomepage.h"

#include <QPlainTextEdit>
#include <QPushButton>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const schedule::Vocabulary vocabulary { .today = QDate(2026, 11, 25), .projects = {} };

class FirstRun : public ::testing::Test {
protected:
    FirstRun() { world.openWindow(test::UiWorld::FirstRun::NotYet); }
    void click(const QString& name)
    {
        auto* button = world.named<QPushButton>(name);
        ASSERT_TRUE(button && button->isVisible()) << name.toStdString();
        button->click();
        QTest::qWait(250);
    }
    qint64 openTasks() { return world.workbench->catalog().count({ .view = items::TaskView::All }); }

    test::UiWorld world;
};

} // namespace

TEST_F(FirstRun, StartsHereWithASampleProjectThatGoesWithOneClickAndComesBackWithOneUndo)
{
    click(u"Start on this device"_s);
    const auto count = qint64(SampleProject::tasks({}, QDate(2026, 11, 25)).size());
    ASSERT_GE(count, 6);
    EXPECT_EQ(openTasks(), count);
    EXPECT_EQ(world.window->findChild<TaskPane*>()->filter().query.view, items::TaskView::Project);

    click(u"Remove the sample project"_s);
    EXPECT_EQ(openTasks(), 0);
    EXPECT_FALSE(world.named<QPushButton>(u"Remove the sample project"_s)->isVisible());
    EXPECT_FALSE(world.action(u"Remove sample project"_s)->isVisible());
    world.action(u"Undo"_s)->trigger();
    QTest::qWait(250);

    EXPECT_EQ(openTasks(), count);
    EXPECT_TRUE(world.action(u"Remove sample project"_s)->isVisible());
}

TEST_F(FirstRun, ImportsAListAndLeavesTheWelcomeBehind)
{
    click(u"Import tasks"_s);
    auto* dialog = world.window->findChild<ImportDialog*>();
    ASSERT_TRUE(dialog);
    dialog->text().setPlainText(u"Fix the pump\n    Order the seal @phone\nCall Anna\n"_s);
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        if (button->text() == u"Import"_s)
            button->click();
    }
    QTest::qWait(250);

    EXPECT_EQ(openTasks(), 3);
    EXPECT_EQ(world.row(u"Order the seal"_s)->parent, world.task(u"Fix the pump"_s));
    EXPECT_FALSE(world.window->findChild<WelcomePage*>()->isVisible());
    world.action(u"Undo"_s)->trigger();
    world.settle();
    EXPECT_EQ(openTasks(), 0);
}

TEST_F(FirstRun, ReadsAFileAndSaysWhenItCannot)
{
    QFile file(world.folder.filePath(u"tasks.csv"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("\xef\xbb\xbfTitle;Notes;Due\nBuy milk;two;2026-12-01\n");
    file.close();
    ImportDialog dialog(vocabulary, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.load(world.folder.filePath(u"nowhere.csv"_s));
    EXPECT_TRUE(dialog.text().toPlainText().isEmpty());

    dialog.load(file.fileName());

    EXPECT_TRUE(dialog.text().toPlainText().startsWith(u"Title;"_s));
}

TEST(Import, UnderstandsATableByItsHeader)
{
    const auto tasks = importedTasks(u"Name,Description,Due Date,Priority,Tags\r\n"
                                     "\"Fix, then paint\",\"He said \"\"now\"\"\nand left\",2026-12-01,High,\"shop, water\"\r\n"
                                     "Call Anna,,some day,,\r\n\r\n"_s,
        vocabulary);

    ASSERT_EQ(tasks.size(), 2u);
    EXPECT_EQ(tasks[0].title, u"Fix, then paint"_s);
    EXPECT_EQ(tasks[0].description, u"He said \"now\"\nand left"_s);
    EXPECT_EQ(tasks[0].dueDate, QDate(2026, 12, 1));
    EXPECT_EQ(tasks[0].priority, Priority::High);
    EXPECT_EQ(tasks[0].labels, (QStringList { u"shop"_s, u"water"_s }));
    EXPECT_EQ(tasks[1].description, u"some day"_s) << "a date that is not understood is kept as text";
}

TEST(Import, TakesLinesWithCommasAsLines)
{
    const auto tasks = importedTasks(u"Milk, bread, eggs\nCall Anna tomorrow !high"_s, vocabulary);

    ASSERT_EQ(tasks.size(), 2u);
    EXPECT_EQ(tasks[0].title, u"Milk, bread, eggs"_s);
    EXPECT_EQ(tasks[1].title, u"Call Anna"_s);
    EXPECT_EQ(tasks[1].dueDate, QDate(2026, 11, 26));
    EXPECT_EQ(tasks[1].priority, Priority::High);
}
