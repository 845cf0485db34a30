#pragma once

#include "tests/ui/toysync.h"
#include "ui/syncview/outboxpage.h"
#include "ui/syncview/reviewpage.h"
#include "ui/syncview/syncpanel.h"

#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace convoy::ui;

//! A window with its sync panel open, and a server without a network.
class SyncPanelWorld : public ::testing::Test {
protected:
    SyncPanelWorld()
        : server(world)
    {
        pump = world.addTask(u"Fix pump"_s);
        server.push();
    }
    void open()
    {
        world.openWindow();
        world.action(u"Sync details"_s)->trigger();
        world.settle();
        panel = world.window->findChild<SyncPanel*>();
        outbox = panel->findChild<OutboxPage*>();
        review = panel->findChild<ReviewPage*>();
    }
    static void press(const QWidget& in, const QString& text)
    {
        for (auto* button : in.findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisibleTo(&in)) {
                button->click();
                return;
            }
        }
        FAIL() << "no button " << text.toStdString();
    }
    static bool offers(const QWidget& in, const QString& text)
    {
        for (const auto* button : in.findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisibleTo(&in))
                return true;
        }
        return false;
    }
    static bool says(const QWidget& in, const QString& words)
    {
        for (const auto* label : in.findChildren<QLabel*>()) {
            if (label->isVisibleTo(&in) && label->text().contains(words))
                return true;
        }
        return false;
    }
    QTreeWidget& fields() { return *review->findChild<QTreeWidget*>(); }

    UiWorld world;
    ToySync server;
    RowKey pump;
    SyncPanel* panel = nullptr;
    OutboxPage* outbox = nullptr;
    ReviewPage* review = nullptr;
};

} // namespace convoy::test
