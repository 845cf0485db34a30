#pragma once

#include <QStyledItemDelegate>

namespace convoy::ui {

class Theme;

//! Paints a value in review: wrapped, the words that only this side has on a coloured ground and underlined, a check
//! before the value that stands. Without OtherTextRole the cell is plain text.
class ReviewCells final : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Role {
        OtherTextRole = Qt::UserRole + 1, //!< QString: what to compare with
        StandsRole, //!< bool: the value that holds now
        MineRole, //!< bool: the ground of its own words is that of mine
    };

    ReviewCells(const Theme& theme, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] QString html(const QModelIndex& index) const;

    const Theme& m_theme;
};

} // namespace convoy::ui
