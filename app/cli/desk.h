#pragma once

#include "app/datadirectory.h"
#include "arguments.h"
#include "domain/clock.h"
#include "store/reads.h"
#include "store/store.h"

#include <QDate>

#include <memory>

namespace convoy::app {
class Session;
}
namespace convoy::sync {
class SecretStore;
}

namespace convoy::cli {

//! What a command works on: its arguments and, for those that need it, the open database of the account in use (or of
//! this device only). Made by main for one command; main thread.
class Desk final {
public:
    Desk(Arguments arguments, app::DataDirectory directory, const Clock& clock);
    ~Desk();

    Status openStore(); //!< before any of reads(), store() and what works on them

    //! With the connection to the server, for the few commands that need it. Opens the database a second time.
    [[nodiscard]] Result<std::unique_ptr<app::Session>> openSession(
        const std::shared_ptr<sync::SecretStore>& sessionSecrets = {}) const;

    [[nodiscard]] const Arguments& arguments() const { return m_arguments; }
    [[nodiscard]] const QStringList& operands() const { return m_arguments.operands; }
    [[nodiscard]] bool json() const { return m_arguments.json(); }
    [[nodiscard]] app::DataDirectory& directory() { return m_directory; }
    [[nodiscard]] const app::DataDirectory& directory() const { return m_directory; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] const store::Reads& reads() const { return m_store->reads(); }

    [[nodiscard]] QString now() const; //!< as a timestampText
    [[nodiscard]] QDate today() const { return QDate::currentDate(); }

    //! The workspace named by --workspace, else the person's default; on an empty device without account it is made.
    [[nodiscard]] Result<Workspace> workspace();
    [[nodiscard]] Result<Workflow> workflowOf(const Task& task) const { return reads().workflowOf(task.project); }

private:
    Arguments m_arguments;
    app::DataDirectory m_directory;
    const Clock& m_clock;
    std::unique_ptr<store::Store> m_store;
};

//! A file: in the words of --secrets relative to where the person stands now; the next command may be called from
//! elsewhere.
[[nodiscard]] QString absoluteSecrets(const QString& where);

//! For what is the person's alone: 0600, and whole or not at all.
Status writePrivateFile(const QString& path, const QByteArray& contents);

} // namespace convoy::cli
