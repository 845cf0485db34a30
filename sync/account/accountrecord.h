#pragma once

#include "domain/result.h"

#include <QString>

namespace convoy::account {

//! Who is signed in where: what a start needs to know before any secret. Kept as a small JSON file in the data folder.
struct AccountRecord {
    QString server;
    QString anonKey; //!< public by design: it names the project
    QString email;
    QString userId;
    bool operator==(const AccountRecord&) const = default;
};

[[nodiscard]] Result<AccountRecord> readAccountRecord(const QString& path); //!< NotFound when nobody ever signed in
Status writeAccountRecord(const QString& path, const AccountRecord& record);
Status removeAccountRecord(const QString& path);

} // namespace convoy::account
