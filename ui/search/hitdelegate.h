#pragma once

#include <QStyledItemDelegate>

namespace convoy::ui {

class Theme;

//! Paints a hit of the search: what it is, its title and where it was hit, the typed words highlighted. Owned by the
//! search window.
class HitDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    HitDelegate(const Theme& theme, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintMarked(QPainter& painter, const QRect& room, const QString& text, const QString& typed, const QColor& tone) const;

    const Theme& m_theme;
};

} // namespace convoy::ui
