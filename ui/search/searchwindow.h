#pragma once

#include "items/searchmodel.h"
#include "ui/window/collaborators.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace convoy::ui {

//! A line to type in over the hits in everything on this device, with what was hit highlighted. Up and Down move in the
//! hits while the line keeps the focus; Enter opens. Closes itself with the choice and deletes itself.
class SearchWindow final : public QDialog {
    Q_OBJECT

public:
    SearchWindow(const Collaborators& with, const QString& text, QWidget* parent);
    [[nodiscard]] QListView& hits() const { return *m_hits; }
    [[nodiscard]] QString state() const; //!< what stands below the hits

Q_SIGNALS:
    void chosen(convoy::Entity entity, convoy::RowKey row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showAnswer();
    void choose();

    items::SearchModel* m_model;
    QLineEdit* m_line;
    QListView* m_hits;
    QLabel* m_state;
};

} // namespace convoy::ui
