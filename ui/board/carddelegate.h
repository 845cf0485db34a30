#pragma once

#include "domain/clock.h"

#include <QStyledItemDelegate>

namespace convoy::ui {

class Theme;

//! Paints a task as a card: title in up to two lines, below it date, project, labels and marks. Owned by the board.
class CardDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    CardDelegate(const Theme& theme, const Clock& clock, QObject* parent);
    void setShowsProject(bool shows) { m_showsProject = shows; } //!< not in a project's own board

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintFoot(QPainter& painter, QRect line, const QModelIndex& index) const;

    const Theme& m_theme;
    const Clock& m_clock;
    bool m_showsProject = true;
};

} // namespace convoy::ui
