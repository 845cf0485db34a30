#pragma once

#include "domain/change.h"
#include "domain/error.h"
#include "domain/schema.h"
#include "domain/values.h"

#include <map>
#include <memory>
#include <string_view>

namespace convoy {

//! One value of a pulled row. Text points into the answer's own buffer, so a page costs no allocation per value.
struct Cell {
    enum class Type : quint8 { Null, Integer, Boolean, Real, Text, Json };
    Type type = Type::Null;
    qint64 integer = 0; //!< Integer, Boolean
    double real = 0;
    std::string_view text {}; //!< UTF-8; for Json the raw JSON of an array or object
};

//! Rows of one entity as they came: columns once, then cells row by row.
struct RowSet {
    Entity entity;
    std::vector<QLatin1String> columns; //!< id, seq, created_at, updated_at, deleted_at (in reference data: id, updated_at), then fields
    std::vector<Cell> cells;

    [[nodiscard]] size_t rowCount() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
};

//! Rows of several entities, and what keeps their text alive. Unknown tables and columns of a newer server are left out
//! by the parser, which counts them.
struct Rows {
    std::vector<RowSet> sets;
    std::shared_ptr<const void> backing;
    int unknownTables = 0;
    int unknownColumns = 0;
    [[nodiscard]] size_t rowCount() const
    {
        size_t count = 0;
        for (const RowSet& set : sets)
            count += set.rowCount();
        return count;
    }
};

inline constexpr int bucketCount = 64; //!< into which the rows of a table fall, by the first byte of their ids

//! Some of the buckets of every table.
struct BucketRange {
    int from = 0;
    int end = bucketCount; //!< the first one that does not belong to it
    [[nodiscard]] bool contains(int bucket) const { return bucket >= from && bucket < end; }
    bool operator==(const BucketRange&) const = default;
};

//! The live rows of a table whose id falls into one bucket: how many, and a hash of all that they hold.
struct BucketSum {
    int bucket = 0;
    qint64 count = 0;
    QString hash;
    bool operator==(const BucketSum&) const = default;
};
using Checksums = std::map<Entity, std::vector<BucketSum>>;
using Buckets = std::map<Entity, std::vector<int>>;

struct PullRequest {
    struct Cursor {
        Uid workspace;
        QString epoch; //!< empty: first fill
        qint64 after = 0;
        qint64 fillHead = 0; //!< of a first fill that is under way: the head at its start; 0: none
        Role role = Role::Viewer;
        QString cutoff {}; //!< of a fill: leaves out tasks finished before it; empty: none
        QString had {}; //!< of a second fill: the window of what is here already
        QString window {}; //!< of what this device keeps: checksums leave out what is older; empty: everything
    };
    std::vector<Cursor> workspaces;
    int limit = 1000;
    std::optional<BucketRange> verify {}; //!< checksums of these on each workspace's last page
    bool onlyWhetherNew = false; //!< asks by a digest of the cursors; a server may answer in full all the same
};

struct Membership {
    Uid workspace;
    QString name;
    Role role = Role::Viewer;
    QString epoch;
};

struct ReferenceManifest {
    qint64 count = 0;
    QString hash;
    bool operator==(const ReferenceManifest&) const = default;
};

struct WorkspacePage {
    enum class State : quint8 { Ok, Resync, Gone };
    Uid workspace;
    State state = State::Ok;
    QString reason;
    QString epoch;
    qint64 next = 0;
    bool hasMore = false;
    std::optional<qint64> total {};
    std::optional<qint64> head {}; //!< of a fill's first page: send it back with every further one
    Rows rows;
    std::optional<Checksums> checksums {};
};

//! Rows that are asked for by name, beside the stream: of whole buckets, or single ones.
struct RowsRequest {
    Uid workspace;
    QString epoch;
    qint64 after = 0;
    Buckets buckets {};
    std::map<Entity, QStringList> ids {};
};

struct RowsAnswer {
    int minSchema = 1;
    WorkspacePage::State state = WorkspacePage::State::Ok;
    Rows rows;
    qint64 bytes = 0;
};

struct PullAnswer {
    QString serverTime;
    int minSchema = 1;
    ReferenceManifest reference;
    std::vector<Membership> memberships;
    std::vector<WorkspacePage> workspaces;
    std::optional<bool> unchanged {}; //!< the answer to a digest; no memberships and no workspaces then
    qint64 bytes = 0; //!< of the answer, as it came off the wire
};

struct ReferenceAnswer {
    ReferenceManifest manifest;
    Rows rows;
};

//! One operation as it goes on the wire: references are bare uuids already.
struct PushOp {
    OpId op;
    Entity entity;
    Uid id; //!< bare
    Action action;
    QJsonObject fields;
    QJsonObject base;
    QString stamp;
    QStringList overlaps;
    std::optional<qint64> seen {}; //!< how far its maker had seen the workspace, as a seq; none: it does not matter
};

struct PushGroup {
    GroupId group;
    int schema = 1;
    std::vector<PushOp> ops;
};

struct PushRequest {
    Uid workspace;
    QString epoch; //!< in which the bases count; in another one the server does nothing
    QString deviceId;
    QString deviceName;
    std::vector<PushGroup> groups;
};

enum class GroupOutcome : quint8 { Applied, Merged, Rebase, Refused, NotProcessed };
enum class OpOutcome : quint8 { Applied, Merged, Rebase, Conflict, GoneRow, RolledBack, Error };

struct PushedOp {
    OpId op;
    Uid id;
    OpOutcome outcome = OpOutcome::Applied;
    QStringList lost;
    QString errorCode;
    QString errorMessage;
    QJsonObject rebase; //!< {field: {"value": text, "seq": n}}
    qint64 seq = 0; //!< of the row as the op left it; 0: not said
};

struct PushedGroup {
    GroupId group;
    GroupOutcome outcome = GroupOutcome::NotProcessed;
    bool replayed = false;
    QString errorCode;
    QString errorMessage;
    std::vector<PushedOp> ops;
};

struct PushAnswer {
    QString serverTime;
    int minSchema = 1;
    QString epoch;
    qint64 from = 0;
    qint64 to = 0;
    std::vector<PushedGroup> groups;
    Rows rows;
    qint64 bytes = 0;
};

struct WorkspaceCreateRequest {
    Uid id; //!< bare
    QString name;
    QString prefix;
    OpId op;
    QString deviceId;
    QString deviceName;
};

struct WorkspaceCreateAnswer {
    Uid id;
    QString epoch;
    Role role = Role::Owner;
    Rows rows;
};

} // namespace convoy
