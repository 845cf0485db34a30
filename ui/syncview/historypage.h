#pragma once

#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace convoy::ui {

//! The last sync cycles with their counts, sizes and errors. Owned by the sync panel.
class HistoryPage final : public QWidget {
    Q_OBJECT

public:
    HistoryPage(const Collaborators& with, QWidget* parent);
    void refresh();

private:
    void showReason();

    Collaborators m_with;
    QTreeWidget* m_runs;
    QLabel* m_empty;
    QLabel* m_reason;
};

} // namespace convoy::ui
