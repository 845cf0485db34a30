#pragma once

#include "sync/status/syncstatus.h"
#include "ui/window/collaborators.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeView;
class QTreeWidget;

namespace convoy::ui {

//! "Is my data safe?": the state in words, the edits that the server has not confirmed, and the last sync runs. Follows
//! sync while it is open; deletes itself when closed.
class SyncPanel final : public QDialog {
    Q_OBJECT

public:
    SyncPanel(const Collaborators& with, QWidget* parent);

Q_SIGNALS:
    void taskChosen(convoy::RowKey task);

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeOutbox();
    [[nodiscard]] QWidget* makeRuns();
    void showStatus(const sync::SyncStatus& status);
    void showRuns();
    void showOutboxSize();
    void showVerbs();
    [[nodiscard]] GroupId currentGroup() const;

    Collaborators m_with;
    QLabel* m_icon = nullptr;
    QLabel* m_words = nullptr;
    QLabel* m_account = nullptr;
    QPushButton* m_syncNow = nullptr;
    QLabel* m_outboxHead = nullptr;
    QLabel* m_outboxEmpty = nullptr;
    QLabel* m_reason = nullptr;
    QTreeView* m_outbox = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_discard = nullptr;
    QTreeWidget* m_runs = nullptr;
    QLabel* m_noRuns = nullptr;
};

} // namespace convoy::ui
