#pragma once

#include "ui/tasklist/taskitemdelegate.h"

namespace convoy::ui {

//! Paints a task as one line: round check, title, what is noteworthy as chips at the right, and a small mark while the
//! server does not have it. Edits the title in place. Owned by the task tree.
class TaskDelegate final : public TaskItemDelegate {
    Q_OBJECT

public:
    TaskDelegate(const Theme& theme, const Clock& clock, QObject* parent);
    void setShowsDay(bool shows) { m_showsDay = shows; } //!< not below a heading that says it
    void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

    [[nodiscard]] static QRect checkRect(const QRect& row); //!< where a click checks off

private:
    struct Chip;
    [[nodiscard]] std::vector<Chip> chipsOf(const items::TaskRow& row, const QWidget* view) const;
    int paintChips(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room, const items::TaskRow& row) const;
    void paintChip(QPainter& painter, QRect box, const Chip& chip) const;
    void paintTitle(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room, const items::TaskRow& row) const;

    bool m_showsDay = true;
};

} // namespace convoy::ui
