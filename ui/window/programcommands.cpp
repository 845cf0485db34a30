#include "items/workbench.h"
#include "ui/actions/cheatsheet.h"
#include "ui/actions/filterlist.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/sidebar/sidebar.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/theme/theme.h"
#include "ui/window/windowparts.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto toldSetting = "window/closingTold"_L1;

} // namespace

void MainWindow::Parts::connectProgramCommands()
{
    actions.on(ActionId::Palette, &window, [this] { openPalette(); });
    actions.on(ActionId::Preferences, &window, [this] { openPreferences(); });
    actions.on(ActionId::CheatSheet, &window, [this] { (new CheatSheet(actions, &window))->show(); });
    actions.on(ActionId::CloseWindow, &window, [this] { window.close(); });
    actions.on(ActionId::Quit, &window, [this] { window.quit(); });
    actions.on(ActionId::About, &window, [this] {
        QMessageBox::about(&window, MainWindow::tr("About Convoy"),
            MainWindow::tr("<h3>Convoy %1</h3><p>Tasks that work offline and sync.</p><p>Free software under the Apache License 2.0.</p>")
                .arg(QStringLiteral(CONVOY_VERSION)));
    });
    const std::pair<ActionId, Theme::Choice> choices[] { { ActionId::ThemeSystem, Theme::Choice::FollowSystem },
        { ActionId::ThemeLight, Theme::Choice::Light }, { ActionId::ThemeDark, Theme::Choice::Dark } };
    for (const auto& [id, choice] : choices) {
        actions.on(id, &window, [this, choice = choice] {
            with.theme.setChoice(choice);
            with.settings.setValue(u"window/theme"_s, int(choice));
        });
    }
}

void MainWindow::keepEverything()
{
    m_parts->panel->finishEditing();
    m_parts->saveState();
}

void MainWindow::prepareToEnd() { m_parts->quitting = true; }

void MainWindow::quit()
{
    prepareToEnd();
    close();
    QApplication::quit();
}

//! Closing hides the window where the program can be found again in the tray, and ends the program elsewhere. Either is
//! said once.
void MainWindow::closeEvent(QCloseEvent* event)
{
    keepEverything();
    QSettings& settings = m_parts->with.settings;
    const bool told = settings.value(toldSetting).toBool();
    if (m_parts->quitting) {
        QMainWindow::closeEvent(event);
    } else if (m_parts->with.livesOn && m_parts->with.livesOn()) {
        event->ignore();
        hide();
        if (!told)
            Q_EMIT hiddenFirst(tr("Convoy goes on syncing and reminding. It is in the tray; Quit there ends it."));
        settings.setValue(toldSetting, true);
    } else if (!told && m_parts->with.livesOn) {
        event->ignore();
        m_parts->askBeforeEnding();
    } else {
        QMainWindow::closeEvent(event);
    }
}

void MainWindow::Parts::askBeforeEnding()
{
    auto* box = new QMessageBox(QMessageBox::Information, MainWindow::tr("Closing ends Convoy"),
        MainWindow::tr("This desktop has no tray, so Convoy ends when its window is closed."), QMessageBox::NoButton, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(MainWindow::tr("Everything is saved. Sync and reminders go on when you open Convoy again. You will not be asked again."));
    QPushButton* end = box->addButton(MainWindow::tr("Close Convoy"), QMessageBox::AcceptRole);
    box->addButton(MainWindow::tr("Keep it open"), QMessageBox::RejectRole);
    connect(end, &QPushButton::clicked, &window, [this] {
        with.settings.setValue(toldSetting, true);
        window.quit();
    });
    box->open();
}

void MainWindow::Parts::openPalette()
{
    updateTaskActions();
    FilterList* list = makePalette(actions, with.workbench.catalog(), with.theme, &window);
    connect(list, &FilterList::chosen, &window, [this](const QVariant& value) {
        if (value.canConvert<PaletteChoice>())
            openChoice(value.value<PaletteChoice>());
    });
    list->openOver(window);
}

void MainWindow::Parts::openChoice(const PaletteChoice& choice)
{
    switch (choice.kind) {
    case PaletteChoice::Kind::Task: openTask(choice.row); return;
    case PaletteChoice::Kind::Project:
    case PaletteChoice::Kind::Milestone: sidebar->selectRow(choice.row); return;
    }
}

void MainWindow::Parts::openPreferences()
{
    auto* dialog = window.findChild<PreferencesDialog*>();
    if (!dialog)
        dialog = new PreferencesDialog(with, actions, &window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace convoy::ui
