#pragma once

#include "sync/status/syncstatus.h"
#include "ui/window/collaborators.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace convoy::ui {

//! Asked before signing out: says how many edits the server does not have yet, follows sync while it is open, and saves
//! those edits as a file first. The database stays on the disk either way.
class SignOutQuestion final : public QDialog {
    Q_OBJECT

public:
    SignOutQuestion(const Collaborators& with, QWidget* parent);
    void exportAndLeave(const QString& path);

private:
    void leave();
    void chooseFile();
    void showStatus(const sync::SyncStatus& status);

    Collaborators m_with;
    QLabel* m_words;
    QLabel* m_problem;
    QPushButton* m_syncNow;
    QPushButton* m_leave;
    int m_waiting = 0;
};

} // namespace convoy::ui
