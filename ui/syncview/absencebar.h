#pragma once

#include "ui/window/collaborators.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace convoy::ui {

//! What a long time without sync came to: how many of the edits made here touch things that others changed meanwhile, and
//! which. Shown until it was read. Owned by the incoming page.
class AbsenceBar final : public QFrame {
    Q_OBJECT

public:
    AbsenceBar(const Collaborators& with, QWidget* parent);
    void refresh();

Q_SIGNALS:
    void rowChosen(convoy::RowKey task);

private:
    void unfold(bool open);

    Collaborators m_with;
    qint64 m_cycle = 0; //!< that ended the one that is shown
    QLabel* m_words;
    QPushButton* m_show;
    QTreeWidget* m_edits;
};

} // namespace convoy::ui
