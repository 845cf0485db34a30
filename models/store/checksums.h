#pragma once

#include "domain/exchange.h"
#include "domain/result.h"
#include "store/access.h"

#include <QHash>

#include <set>

namespace convoy::store {

//! A bucket in which this device and the server do not have the same.
struct BucketDifference {
    RowKey workspace;
    Entity entity = Entity::Task;
    int bucket = 0;
    qint64 here = 0; //!< live rows
    qint64 there = 0;
    bool operator==(const BucketDifference&) const = default;
};

[[nodiscard]] int bucketOf(const Uid& uid); //!< 0 to 63, by the first byte of the uuid

//! Sums up what this device has of the server's rows in some buckets, as convoy.checksums does there: a row with edits under way counts
//! as the server gave it. Reads in slices, so that an edit in between need not wait; pulls in between would make the sum
//! worthless, so the holder of the sync lock reads. Rows that neither the server nor an edit accounts for are strays.
class Verification final {
public:
    struct Part {
        RowKey workspace;
        QString window; //!< tasks finished before and feed entries older than this are left out; empty: none
        Checksums theirs;
    };

    Verification(Database& database, std::vector<Part> parts, BucketRange range);

    Result<bool> readOn(int rows); //!< true: everything has been read
    [[nodiscard]] qint64 rows() const { return m_rows; } //!< compared so far
    [[nodiscard]] std::vector<BucketDifference> differences();

private:
    struct Line {
        QByteArray id;
        QByteArray md5;
    };
    struct Bucket {
        std::vector<Line> lines;
        bool stray = false;
    };
    struct Skipped {
        Entity entity;
        RowKey key;
    };
    int readTable(Access& access, const EntityInfo& info, int rows);
    void readSkipped(Access& access, const Skipped& row);
    [[nodiscard]] bool isInWindow(Entity entity, RowKey workspace, std::string_view status, std::string_view finished,
        std::string_view created) const;
    void add(RowKey workspace, Entity entity, const QByteArray& id, const QByteArray& row);

    Database& m_database;
    const BucketRange m_range;
    std::map<RowKey, Part> m_parts;
    std::map<RowKey, std::map<Entity, std::vector<Bucket>>> m_buckets;
    std::vector<Skipped> m_skipped; //!< rows with edits, read at the end
    size_t m_table = 0;
    RowKey m_after {};
    size_t m_nextSkipped = 0;
    qint64 m_rows = 0;
};

} // namespace convoy::store
