#include "items/workbench.h"
#include "ui/actions/cheatsheet.h"
#include "ui/actions/filterlist.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/sidebar/sidebar.h"
#include "ui/theme/theme.h"
#include "ui/window/windowparts.h"

#include <QApplication>
#include <QMessageBox>
#include <QSettings>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

void MainWindow::Parts::connectProgramCommands()
{
    actions.on(ActionId::Palette, &window, [this] { openPalette(); });
    actions.on(ActionId::Preferences, &window, [this] { openPreferences(); });
    actions.on(ActionId::CheatSheet, &window, [this] { (new CheatSheet(actions, &window))->show(); });
    actions.on(ActionId::CloseWindow, &window, [this] { window.close(); });
    actions.on(ActionId::Quit, &window, [this] {
        window.close();
        QApplication::quit();
    });
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
