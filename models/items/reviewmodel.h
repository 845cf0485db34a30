#pragma once

#include "items/taskfilter.h"

#include <QAbstractItemModel>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! What waits for a person's decision. Two levels: the rows concerned (a task, a project), and below each its fields, with
//! the value before, mine that lost and theirs that stands, in words. Follows the database; the verbs are Editing::review
//! and Editing::reviewWith. Interface thread, owned by the review screen.
class ReviewModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum class Column : quint8 { Field, Before, Mine, Theirs, Count };
    enum Role {
        OpenedRole = Qt::UserRole + 1, //!< RowKey of what to open: a task, also a comment's, or a project and the like; none: nothing
        EntityRole, //!< int of Entity
        ConflictKeysRole, //!< std::vector<RowKey>: of an item all its entries, of a field this one; for Editing::review
        CanKeepBothRole, //!< bool: two texts or two sets
        CanEditRole, //!< bool: a field with a text that could be rewritten
        IsTextRole, //!< bool: of field and column: a long text, worth showing the difference by words
        MineRole, //!< QString: the values in words, whichever the column
        TheirsRole,
        BeforeRole,
        MineDeviceRole, //!< QString; which device it was typed on
        TheirsDeviceRole,
        MineTimeRole, //!< QDateTime, local
        TheirsTimeRole,
        WhyRole, //!< a sentence: why theirs stands
        MineIsCutRole, //!< bool: only the beginning of mine was kept
    };

    explicit ReviewModel(const store::Reads& reads, QObject* parent = nullptr);

    void applyChanges(const ChangeSet& changes);
    void reload();
    [[nodiscard]] int openCount() const; //!< entries, over all items
    [[nodiscard]] QModelIndex indexOf(RowKey row) const; //!< of the item of this row; invalid when nothing waits there

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    struct Item {
        RowKey row;
        RowKey opened;
        Entity entity = Entity::Task;
        QString subject;
        std::vector<ConflictItem> fields;
        bool operator==(const Item&) const = default;
    };
    [[nodiscard]] std::optional<std::vector<Item>> read() const;
    void replaceItems(std::vector<Item> items);
    void replaceFields(int item, std::vector<ConflictItem> fields);
    [[nodiscard]] QVariant itemData(const Item& item, int role) const;
    [[nodiscard]] QVariant fieldData(const ConflictItem& field, const Item& item, Column column, int role) const;
    [[nodiscard]] QString words(const ConflictItem& field, const QJsonValue& value) const;

    const store::Reads& m_reads;
    std::vector<Item> m_items;
};

} // namespace convoy::items
