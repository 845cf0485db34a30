#pragma once

#include "ui/tasklist/taskitemdelegate.h"

namespace convoy::ui {

//! Paints a task as a card: title in up to two lines, below it date, project, labels and marks. Owned by the board.
class CardDelegate final : public TaskItemDelegate {
    Q_OBJECT

public:
    CardDelegate(const Theme& theme, const Clock& clock, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintFoot(QPainter& painter, QRect line, const QModelIndex& index) const;
};

} // namespace convoy::ui
