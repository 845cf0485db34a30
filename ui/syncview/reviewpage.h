#pragma once

#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace convoy::items {
class ReviewModel;
}

namespace convoy::ui {

//! What a person may decide about values of theirs that another device's beat: the items at the left, their fields at the
//! right with all three values. Blocks nothing; each decision is an edit that can be undone. Owned by the sync panel.
class ReviewPage final : public QWidget {
    Q_OBJECT

public:
    ReviewPage(const Collaborators& with, QWidget* parent);

    [[nodiscard]] int openCount() const;
    void choose(RowKey row); //!< shows the item of this task, if one waits

Q_SIGNALS:
    void rowChosen(convoy::RowKey row); //!< to open: a task, or a line of the sidebar
    void countChanged(int open);

private:
    [[nodiscard]] QWidget* makeFields();
    [[nodiscard]] QWidget* makeVerbs();
    void onModelChanged();
    void showItem();
    void showVerbs();
    [[nodiscard]] QTreeWidgetItem* lineOf(const QModelIndex& field);
    [[nodiscard]] std::vector<RowKey> chosenConflicts() const;
    void edit();

    Collaborators m_with;
    items::ReviewModel* m_model;
    QListView* m_items;
    QWidget* m_nothing = nullptr;
    QWidget* m_split = nullptr;
    QTreeWidget* m_fields = nullptr;
    QLabel* m_why = nullptr;
    QPushButton* m_mine = nullptr;
    QPushButton* m_theirs = nullptr;
    QPushButton* m_both = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace convoy::ui
