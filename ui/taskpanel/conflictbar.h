#pragma once

#include "ui/window/collaborators.h"

#include <QFrame>

class QLabel;

namespace convoy::ui {

//! Says at the head of the panel that values of this task lost against another device's, and lets the person keep either or look at
//! both. Hidden while there is nothing to decide. Owned by the panel.
class ConflictBar final : public QFrame {
    Q_OBJECT

public:
    ConflictBar(const Collaborators& with, QWidget* parent);
    void show(RowKey task);

Q_SIGNALS:
    void reviewRequested();

private:
    void refresh();

    Collaborators m_with;
    RowKey m_task;
    QLabel* m_words;
    std::vector<RowKey> m_conflicts;
};

} // namespace convoy::ui
