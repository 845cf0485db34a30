#pragma once

#include "sync/status/syncstatus.h"
#include "ui/window/collaborators.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTabWidget;

namespace convoy::ui {

class BoxPage;
class HistoryPage;
class IncomingPage;
class OutboxPage;
class ReviewPage;

//! "Is my data safe?": the state in words; the edits that the server has not confirmed; what other devices changed; what waits for a decision; the
//! last sync cycles. Beside the window, not in its way. Follows sync while it is open; deletes itself when closed.
class SyncPanel final : public QDialog {
    Q_OBJECT

public:
    enum class Tab : quint8 { Outbox, Incoming, Review, History, Box };

    SyncPanel(const Collaborators& with, QWidget* parent);
    void showTab(Tab tab);
    void reviewTask(RowKey task);

Q_SIGNALS:
    void rowChosen(convoy::RowKey row); //!< to open: a task, or a line of the sidebar
    void told(const QString& sentence);

private:
    [[nodiscard]] QWidget* makeHead();
    void showStatus(const sync::SyncStatus& status);
    void nameTab(Tab tab, const QString& name, int count);

    Collaborators m_with;
    QLabel* m_icon = nullptr;
    QLabel* m_words = nullptr;
    QLabel* m_account = nullptr;
    QPushButton* m_syncNow = nullptr;
    QTabWidget* m_tabs;
    OutboxPage* m_outbox;
    IncomingPage* m_incoming;
    ReviewPage* m_review;
    HistoryPage* m_history;
    BoxPage* m_box;
};

} // namespace convoy::ui
