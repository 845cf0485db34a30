#pragma once

#include "sync/status/syncstatus.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace convoy::sync {
class SyncControl;
class AccountControl;
}

namespace convoy::ui {

//! Asked before signing out: says how many edits the server does not have yet, and follows sync while it is open. The
//! database stays on the disk either way.
class SignOutQuestion final : public QDialog {
    Q_OBJECT

public:
    SignOutQuestion(sync::AccountControl& account, sync::SyncControl& sync, QWidget* parent);

private:
    void showStatus(const sync::SyncStatus& status);

    QLabel* m_words;
    QPushButton* m_syncNow;
};

} // namespace convoy::ui
