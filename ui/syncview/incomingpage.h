#pragma once

#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTimer;
class QTreeWidget;

namespace convoy::ui {

class AbsenceBar;

//! What other devices changed, by device: old and new value, each to be taken back as an ordinary edit. Owned by the sync
//! panel.
class IncomingPage final : public QWidget {
    Q_OBJECT

public:
    IncomingPage(const Collaborators& with, QWidget* parent);

Q_SIGNALS:
    void rowChosen(convoy::RowKey task);

private:
    void refresh();
    void showVerbs();
    void revert();

    Collaborators m_with;
    QTreeWidget* m_changes;
    QLabel* m_empty;
    QPushButton* m_open;
    QPushButton* m_revert;
    AbsenceBar* m_absence;
    QTimer* m_soon; //!< one reading for a burst of changes
};

} // namespace convoy::ui
