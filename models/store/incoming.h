#pragma once

#include "domain/exchange.h"
#include "store/rowimage.h"

#include <QJsonArray>

namespace convoy::store {

class PageBinding;
class Statement;
class UidResolver;
class Writing;

//! When something arrives: the cycle that brings it (its start) and the wall clock.
struct Occasion {
    qint64 cycleMicros = 0;
    qint64 nowMicros = 0;
};

//! Keeps what other devices changed while their rows are written over the old ones, in the same transaction. What
//! changed comes from comparing the rows; who did it comes with the feed entries, which follow their rows, perhaps in a
//! later page. A change without an entry was made in the server's console. Bounded: the oldest lines go. Lives for one page.
class IncomingLog final {
public:
    IncomingLog(Writing& writing, UidResolver& resolver, const Occasion& occasion);

    //! Before the row is written over; `key` may have no row yet.
    void rowComes(const PageBinding& binding, RowKey key, RowKey workspace, const Cell* cells);
    //! For rows with edits of this device: the server's version before and after, and what this device had sent itself.
    void rowCame(Entity entity, const std::optional<RowImage>& before, const RowImage& after, const QJsonObject& sent = {});
    //! An entry of the feed was new.
    void entryCame(const RowSet& set, const PageBinding& binding, const Cell* cells);
    void finish(); //!< after the last row of the page

private:
    struct Line;
    //! What the feed says of one row: who changed it on which device.
    struct Entry {
        RowKey subject;
        RowKey workspace;
        Entity entity = Entity::Task;
        qint64 seq = 0;
        QString action;
        QJsonArray changes; // [{field, old, new}] as on the wire
        QString author;
        QString deviceId;
        QString device;
        QString made;
    };
    void add(const Line& line);
    void attribute(const Entry& entry);
    void addUnseen(const Entry& entry, const QJsonObject& change);
    void compare(const Line& line, const PageBinding& binding, const Cell* cells, const Statement& here);
    void addComment(Line line, const PageBinding& binding, const Cell* cells);
    [[nodiscard]] QJsonValue local(const Field& field, const QJsonValue& wire);
    [[nodiscard]] QJsonValue local(const Field& field, const Cell& cell);

    Writing& m_writing;
    UidResolver& m_resolver;
    Occasion m_occasion;
    QString m_device; //!< this one
    std::vector<Entry> m_entries;
    bool m_added = false;
};

inline constexpr int mostIncoming = 5000;

} // namespace convoy::store
