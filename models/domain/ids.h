#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

#include <compare>

namespace convoy {

//! The kinds of rows. The numbers are written to disk: append, never renumber.
enum class Entity : quint8 {
    Workspace = 1,
    WorkspaceMember = 2,
    Project = 3,
    Milestone = 4,
    Task = 5,
    TaskDependency = 6,
    Activity = 7,
    Conflict = 8, //!< pulled only: a value of mine that lost, kept by the server
    Workflow = 9, //!< reference data from here on: global and read-only
    Pattern = 10,
    BestPractice = 11,
};

//! A row's key on this device: given at its first mention, never on the wire. 0 is "none".
struct RowKey {
    qint64 value = 0;

    explicit operator bool() const noexcept { return value != 0; }
    auto operator<=>(const RowKey&) const = default;
};
inline size_t qHash(RowKey key, size_t seed = 0) noexcept { return ::qHash(key.value, seed); }

using OpId = QUuid;
using GroupId = QUuid;

//! A row's name for the world. The server's id, or "tmp-<uuid>" until the server has answered.
using Uid = QString;

[[nodiscard]] Uid newTemporaryUid();
[[nodiscard]] bool isTemporary(const Uid& uid);
[[nodiscard]] Uid bareUid(const Uid& uid); //!< without "tmp-": what links, exports and the wire use
[[nodiscard]] QByteArray bareUid(const QByteArray& uid); //!< the same of UTF-8, as it stands in the database
[[nodiscard]] QString uuidText(const QUuid& id); //!< lower case, no braces
[[nodiscard]] Uid derivedUid(const Uid& space, const QString& name); //!< version 5, equal on every device

} // namespace convoy
