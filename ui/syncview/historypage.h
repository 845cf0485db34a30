#pragma once

#include "sync/status/syncstatus.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;
class QTreeWidget;

namespace convoy::ui {

//! The last sync cycles with their counts, sizes and errors. Owned by the sync panel.
class HistoryPage final : public QWidget {
    Q_OBJECT

public:
    HistoryPage(const Collaborators& with, QWidget* parent);
    void refresh();
    void setStatus(const sync::SyncStatus& status);

private:
    [[nodiscard]] QLayout* makeVerify();
    void onCycle(const sync::SyncReport& report);
    void showVerified();
    void showReason();

    Collaborators m_with;
    QTreeWidget* m_runs;
    QLabel* m_empty;
    QLabel* m_reason;
    QLabel* m_verified = nullptr;
    QPushButton* m_verify = nullptr;
    bool m_comparing = false;
};

} // namespace convoy::ui
