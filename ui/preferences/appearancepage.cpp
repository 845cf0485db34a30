#include "ui/preferences/appearancepage.h"

#include "ui/actions/actionregistry.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace convoy::ui {

AppearancePage::AppearancePage(const ActionRegistry& actions, const Theme& theme, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = pageLayout(*this);
    layout->addWidget(heading(tr("Colours"), this));
    struct Choice {
        ActionId action;
        Theme::Choice choice;
        QString text;
    };
    const Choice choices[] { { ActionId::ThemeSystem, Theme::Choice::FollowSystem, tr("Follow the system") },
        { ActionId::ThemeLight, Theme::Choice::Light, tr("Light") }, { ActionId::ThemeDark, Theme::Choice::Dark, tr("Dark") } };
    for (const Choice& each : choices) {
        QAction& action = actions[each.action];
        auto* button = new QRadioButton(each.text, this);
        button->setAccessibleName(tr("Colours: %1").arg(each.text));
        button->setChecked(theme.choice() == each.choice);
        connect(button, &QRadioButton::clicked, &action, &QAction::trigger);
        connect(&action, &QAction::toggled, button, &QRadioButton::setChecked);
        layout->addWidget(button);
    }
    layout->addWidget(hint(tr("\"Follow the system\" changes with the desktop's setting while Convoy is open."), this));
    layout->addStretch();
}

} // namespace convoy::ui
