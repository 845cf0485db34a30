#include "desk.h"

#include "app/session.h"
#include "resolve.h"
#include "store/synclock.h"
#include "words.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

Desk::Desk(Arguments arguments, app::DataDirectory directory, const Clock& clock)
    : m_arguments(std::move(arguments))
    , m_directory(std::move(directory))
    , m_clock(clock)
{
}

Desk::~Desk() = default;

Status Desk::openStore()
{
    const QString path = m_directory.currentDatabase();
    // Only the holder of the lock may migrate. When another process holds it, that one has migrated already.
    store::SyncLock lock(path);
    const auto migrate = lock.tryAcquire() ? store::Store::Migrate::Yes : store::Store::Migrate::No;
    auto opened = store::Store::open(path, m_clock, migrate);
    if (!opened)
        return std::move(opened).error();
    m_store = *std::move(opened);
    return ok();
}

Result<std::unique_ptr<app::Session>> Desk::openSession(const std::shared_ptr<sync::SecretStore>& sessionSecrets) const
{
    auto account = m_directory.account();
    if (account && m_arguments.has("secrets"_L1))
        account->secrets = absoluteSecrets(m_arguments.value("secrets"_L1));
    return app::Session::open({ .directory = m_directory,
                                  .account = account,
                                  .timers = app::Session::Timers::Off,
                                  .automatic = false,
                                  .sessionSecrets = sessionSecrets },
        m_clock);
}

QString Desk::now() const { return timestampText(m_clock.wallMicros()); }

Result<Workspace> Desk::workspace()
{
    if (m_arguments.has("workspace"_L1))
        return findWorkspace(reads(), m_arguments.value("workspace"_L1));
    auto chosen = reads().defaultWorkspace();
    if (chosen && !*chosen) {
        if (auto made = m_store->ensureDefaults(Cli::tr("Tasks")); !made)
            return std::move(made).error();
        chosen = reads().defaultWorkspace();
    }
    if (!chosen)
        return chosen.error();
    if (!*chosen)
        return notFound(Cli::tr("There is no workspace yet. Add one with: convoy-cli workspace add NAME"));
    return reads().workspace(*chosen);
}

QString absoluteSecrets(const QString& where)
{
    const auto file = "file:"_L1;
    if (!where.startsWith(file) || where.size() == file.size())
        return where;
    return file + QDir::current().absoluteFilePath(where.mid(file.size()));
}

Status writePrivateFile(const QString& path, const QByteArray& contents)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(contents) == contents.size() && file.commit();
    if (written)
        return ok();
    return notFound(Cli::tr("Could not write %1: %2. Nothing was changed; the edits are still here.")
                        .arg(path, file.errorString()));
}

} // namespace convoy::cli
