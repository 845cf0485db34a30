#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QTemporaryDir>

namespace convoy::test {

//! What one call of convoy-cli came to.
struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QString err;

    [[nodiscard]] QString text() const { return QString::fromUtf8(out); }
    [[nodiscard]] QJsonArray array() const;
    [[nodiscard]] QJsonObject object() const;
};

//! A device with a data directory of its own, driven by the convoy-cli that was just built.
class Device final {
public:
    Device();

    [[nodiscard]] Outcome run(const QStringList& arguments, const QByteArray& input = {}) const;
    //! With the server that tests/run has started; "--sign-up" among the options makes the account.
    [[nodiscard]] Outcome signIn(const QString& email, const QStringList& options = {}) const;
    [[nodiscard]] QJsonObject added(
        const QString& title, const QStringList& options = {}) const; //!< a task, as JSON with its key
    [[nodiscard]] QString keyOf(const QString& title) const; //!< of the task with this title
    [[nodiscard]] QJsonObject task(const QString& name) const;
    [[nodiscard]] QString dataDirectory() const { return m_directory.path() + QStringLiteral("/data"); }

private:
    QTemporaryDir m_directory;
};

//! convoy-cli with exactly these arguments; Device::run adds --data-dir.
[[nodiscard]] Outcome runProgram(const QStringList& arguments, const QString& home, const QByteArray& input = {});

} // namespace convoy::test
