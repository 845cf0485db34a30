#pragma once

#include "domain/change.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace convoy::ui {

//! The box: edits that have no place in the outbox any more, because their workspace is gone, the server lost them, or the
//! person discarded them. Put back where their place is here, exported, or given up. Owned by the sync panel.
class BoxPage final : public QWidget {
    Q_OBJECT

public:
    BoxPage(const Collaborators& with, QWidget* parent);
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void countChanged(int count);
    void exportRequested();
    void told(const QString& sentence);

private:
    void refresh();
    void showVerbs();
    void putBack();
    void askDismiss();
    [[nodiscard]] std::vector<GroupId> chosen() const;

    Collaborators m_with;
    QTreeWidget* m_list;
    QLabel* m_empty;
    QLabel* m_why;
    QPushButton* m_back;
    QPushButton* m_export;
    QPushButton* m_dismiss;
};

//! Why an edit lies in the box, as a sentence.
[[nodiscard]] QString keptWords(const KeptGesture& kept);

} // namespace convoy::ui
