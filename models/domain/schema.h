#pragma once

#include "domain/ids.h"

#include <QLatin1String>

#include <optional>
#include <span>

namespace convoy {

//! The schema version of this program. Each outbox entry carries the version it was made with.
inline constexpr int releasedSchema = 1;
#ifdef CONVOY_FAULTS
[[nodiscard]] int schemaVersion(); //!< or a later one, with fields that do not exist yet: CONVOY_TEST_SCHEMA=2 or 3
#else
[[nodiscard]] constexpr int schemaVersion() { return releasedSchema; }
#endif

enum class FieldType : quint8 {
    Text,
    Integer,
    Boolean,
    Timestamp, //!< the server's text, microseconds kept
    Date, //!< YYYY-MM-DD, floating
    Time, //!< HH:MM, floating
    Uuid, //!< a uuid of something without rows here (a user, a device)
    Reference, //!< a row of `refersTo`: a key here, its uuid on the wire
    Set, //!< a JSON array of text, sorted, unique
    Json,
};

//! Who wins when two devices changed a field without having seen each other's value.
enum class MergeRule : quint8 {
    LastWriter, //!< the later stamp; the loser goes to sync_conflicts
    Rank, //!< the last to arrive; never reported
    Elements, //!< sets merge per element
    ThreeWay, //!< text merged on the client (rebase)
    ServerWins, //!< structural data: the server's value, mine is kept for review
    AtCreation, //!< given when the row is made, never changed
    Server, //!< given by the server; never sent
};

//! Fields of one group are decided together: all of an edit's values in it win, or none.
enum class FieldGroup : quint8 { None, Placement, Due };

enum class SyncKind : quint8 { Structural, TaskData, Reference, Review };

struct Field {
    QLatin1String name; //!< the column here, on the server and on the wire
    FieldType type = FieldType::Text;
    MergeRule rule = MergeRule::LastWriter;
    FieldGroup group = FieldGroup::None;
    std::optional<Entity> refersTo {};
    bool searchable = false;
    int since = 1; //!< the first schema version that has it
};

struct EntityInfo {
    Entity entity;
    QLatin1String table; //!< here, on the server and on the wire
    SyncKind kind;
    std::span<const Field> fields;
};

//! The one place that says which entities and fields exist. SQLite tables, wire columns, the server's
//! sync_field_rules and the check against the live server are all derived from it.
[[nodiscard]] std::span<const EntityInfo> schema();
[[nodiscard]] const EntityInfo& infoOf(Entity entity);
[[nodiscard]] const EntityInfo* entityByTable(QStringView table); //!< nullptr when unknown
//! Of the server's text columns that cannot be null: clearing one leaves the empty text.
[[nodiscard]] bool clearsToEmpty(const Field& field);
[[nodiscard]] const Field* fieldOf(Entity entity, QStringView name); //!< nullptr when unknown
[[nodiscard]] std::optional<int> fieldIndex(Entity entity, QStringView name);

[[nodiscard]] QLatin1String typeName(FieldType type); //!< as in sync_field_rules
[[nodiscard]] QLatin1String ruleName(MergeRule rule); //!< as in sync_field_rules
[[nodiscard]] QLatin1String groupName(FieldGroup group);

} // namespace convoy
