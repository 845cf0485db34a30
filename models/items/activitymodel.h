#pragma once

#include "items/taskfilter.h"

#include <QAbstractListModel>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! Comments and system entries of one task, newest first: the latest 20, older ones on demand (fetchMore). Edits that
//! the server has not recorded yet come first, as pending. Interface thread, owned by the task panel.
class ActivityModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, //!< RowKey; none for a pending edit
        IsCommentRole, //!< bool
        PendingRole, //!< bool: not confirmed by the server
        AuthorRole,
        DeviceRole,
        WhenRole, //!< QDateTime
        OwnRole, //!< bool: a comment that this person may change
        EditedRole, //!< bool: a comment that was changed after it was written
        BodyRole, //!< Markdown of a comment, a sentence of a system entry
    };

    explicit ActivityModel(const store::Reads& reads, QObject* parent = nullptr);

    void setTask(RowKey task);
    [[nodiscard]] RowKey task() const { return m_task; }
    void applyChanges(const ChangeSet& changes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    struct Line {
        RowKey key;
        bool comment = false;
        bool pending = false;
        bool own = false;
        bool edited = false;
        QString author;
        QString device;
        QString when;
        QString body;
        bool operator==(const Line&) const = default;
    };
    [[nodiscard]] std::optional<std::vector<Line>> read(int limit) const;
    [[nodiscard]] QString spoken(const Line& line) const;
    void show(std::vector<Line> lines);

    const store::Reads& m_reads;
    RowKey m_task;
    std::vector<Line> m_lines;
    int m_wanted = 20;
    bool m_more = false;
};

} // namespace convoy::items
