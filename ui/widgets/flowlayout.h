#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace convoy::ui {

//! Lays widgets out in lines, as words are; hidden ones take no room. Owned by its widget.
class FlowLayout final : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Move : quint8 { No, Yes };
    int layOut(const QRect& rect, Move move) const; //!< answers the height that it takes

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace convoy::ui
