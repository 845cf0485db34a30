#pragma once

#include "items/taskfilter.h"
#include "store/readthread.h"

#include <QAbstractListModel>

namespace convoy::items {

//! Something whose text has every word that was typed.
struct SearchHit {
    Entity entity = Entity::Task; //!< task, project or milestone
    RowKey row {};
    QString title {};
    QString snippet {}; //!< of the description, comment or label that was hit; empty: the title was
    QString place {}; //!< the project that it is in
    bool finished = false;
    bool operator==(const SearchHit&) const = default;
};

//! A stretch of a text to be shown as a hit.
struct Highlight {
    int first = 0;
    int length = 0;
    bool operator==(const Highlight&) const = default;
};

//! Where the words of what was typed begin words of the text, whatever their case and accents; in order, not overlapping.
[[nodiscard]] std::vector<Highlight> highlightsIn(const QString& text, const QString& typed);

//! The surroundings of the first hit in a longer text, as one line; empty when not every word is in it.
[[nodiscard]] QString snippetOf(const QString& text, const QString& typed);

//! Hits in titles, descriptions, comments, labels and in the names of projects and milestones: places first, then tasks.
[[nodiscard]] Result<std::vector<SearchHit>> searchEverything(const store::Reads& reads, const QString& typed, int limit);

//! The hits of what is typed, the first 50. Looked up on the reading thread; each key drops the question before it, and
//! the old hits stay until the new ones are here. Interface thread, owned by the search window.
class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        RowKeyRole = Qt::UserRole + 1,
        EntityRole, //!< int of Entity
        SnippetRole,
        PlaceRole,
        FinishedRole,
    };

    explicit SearchModel(store::ReadThread& thread, QObject* parent = nullptr);

    void setText(const QString& typed);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool isLooking() const { return m_looking; }
    [[nodiscard]] bool hasMore() const { return m_more; }
    void applyChanges(const ChangeSet& changes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void answered();
    void failed(const QString& sentence);

private:
    void ask();

    store::ReadThread& m_thread;
    QString m_text;
    std::vector<SearchHit> m_hits;
    bool m_looking = false;
    bool m_more = false;
};

} // namespace convoy::items
