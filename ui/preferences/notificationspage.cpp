#include "ui/preferences/notificationspage.h"

#include "ui/preferences/notificationchoices.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/window/collaborators.h"

#include <QCheckBox>
#include <QLabel>
#include <QSettings>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(Notification which)
{
    switch (which) {
    case Notification::Reminder: return u"notifications/reminders"_s;
    case Notification::Attention: return u"notifications/attention"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

bool isWanted(Notification which, const QSettings& settings) { return settings.value(nameOf(which), true).toBool(); }
void setWanted(Notification which, bool wanted, QSettings& settings) { settings.setValue(nameOf(which), wanted); }

NotificationsPage::NotificationsPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = pageLayout(*this);
    layout->addWidget(heading(tr("Notifications"), this));
    const auto add = [&](Notification which, const QString& text, const QString& words) {
        auto* box = new QCheckBox(text, this);
        box->setChecked(isWanted(which, with.settings));
        connect(box, &QCheckBox::toggled, this, [which, &settings = with.settings, changed = with.notificationsChanged](bool wanted) {
            setWanted(which, wanted, settings);
            if (changed)
                changed();
        });
        layout->addWidget(box);
        layout->addWidget(hint(words, this));
        layout->addSpacing(6);
    };
    add(Notification::Reminder, tr("Reminders of tasks"),
        tr("Switched on again, what was missed in the last 24 hours is shown."));
    add(Notification::Attention, tr("Sync needs you"),
        tr("When you have to sign in again, or an edit was refused, kept aside or wants a review, while Convoy's window is not in front. The status bar says so in any case."));
    layout->addStretch();
}

} // namespace convoy::ui
