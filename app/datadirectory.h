#pragma once

#include "domain/result.h"

#include <QString>

#include <optional>

namespace convoy::app {

//! The account this device is signed in to (or was: tokens may have expired). No secrets.
struct Account {
    QString server; //!< https://....supabase.co, without a slash at the end
    QString anonKey;
    QString email;
    QString userId;
    QString secrets; //!< where the tokens are kept: keychain, session, or file:PATH
    bool operator==(const Account&) const = default;
};

//! Where everything of this device lies. One folder:
//!   device.json            this device's id and name, made at the first start
//!   current.json           the account in use; absent: this device only
//!   local.db               the database without an account
//!   accounts/<hash>.db     one per (server, user)
class DataDirectory final {
public:
    //! Creates what is missing; ReadOnly when the folder cannot be written.
    static Result<DataDirectory> open(const QString& path);
    [[nodiscard]] static QString standardPath();

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString deviceId() const { return m_deviceId; }
    [[nodiscard]] QString deviceIdFor(const Account& account) const; //!< what two people do on one computer is not one device's
    [[nodiscard]] QString deviceName() const { return m_deviceName; }

    [[nodiscard]] std::optional<Account> account() const; //!< read anew each time: another process may have signed in
    Status setAccount(const std::optional<Account>& account);

    [[nodiscard]] QString localDatabase() const;
    [[nodiscard]] QString databaseFor(const Account& account) const;
    [[nodiscard]] QString currentDatabase() const;
    [[nodiscard]] QString secretName(const Account& account) const; //!< carries the device id, so that a copied home does not share a session
    [[nodiscard]] QString socketName() const; //!< of the local socket on which the holder of sync listens

private:
    explicit DataDirectory(QString path);
    Status readDevice();

    QString m_path;
    QString m_deviceId;
    QString m_deviceName;
};

} // namespace convoy::app
