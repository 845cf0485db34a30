#pragma once

#include "domain/result.h"
#include "domain/values.h"
#include "store/taskquery.h"

#include <QJsonObject>

namespace convoy::store {
class Reads;
}

namespace convoy::cli {

enum class LocalFacts : bool { No, Yes };

//! Rows as the JSON that devices can compare byte for byte: uids for references, the server's text for timestamps, null
//! for what is absent, no keys. With LocalFacts also the key and the sync mark of this device. Used by one command,
//! then gone.
class RowJson final {
public:
    RowJson(const store::Reads& reads, LocalFacts local);

    [[nodiscard]] Result<QJsonObject> of(const store::TaskRow& row);
    [[nodiscard]] Result<QJsonObject> of(const Task& task);
    [[nodiscard]] Result<QJsonObject> of(const Workspace& workspace);
    [[nodiscard]] Result<QJsonObject> of(const Project& project);
    [[nodiscard]] Result<QJsonObject> of(const Milestone& milestone);
    [[nodiscard]] Result<QJsonObject> of(const Activity& activity);
    [[nodiscard]] QJsonValue uid(RowKey row); //!< null for none

private:
    [[nodiscard]] QJsonObject header(const RowHeader& row) const;
    [[nodiscard]] Result<QJsonArray> blockers(RowKey task);

    const store::Reads& m_reads;
    LocalFacts m_local;
    QHash<RowKey, QString> m_uids;
};

//! "CNV-142"; empty until the server has given the number.
[[nodiscard]] QString taskReference(const store::TaskRow& row);
[[nodiscard]] QString syncMarkText(store::SyncMark mark);
[[nodiscard]] QString roleText(Role role);

} // namespace convoy::cli
