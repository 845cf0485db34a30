#pragma once

#include "domain/error.h"
#include "domain/ids.h"

#include <QJsonObject>

#include <functional>
#include <variant>

namespace convoy {

//! The entry behind which a page of activity begins.
struct OlderThan {
    QString moment {}; //!< the server's text
    Uid id {}; //!< of the last entry that is known at that very moment; empty: none is
};

//! Asks the server for a task's whole context (task_context) when this device lacks part of it. The answer is the
//! server's JSON object as sync/remote/README.md describes it, delivered on the caller's thread, or an Error.
class RemoteContext {
public:
    using Answer = std::variant<QJsonObject, Error>;
    using Done = std::function<void(const Answer&)>;

    virtual ~RemoteContext() = default;
    virtual void fetchTaskContext(const Uid& task, Done done) = 0;
    virtual void fetchOlderActivity(const Uid& task, const OlderThan& than, Done done) = 0; //!< task_activity
};

} // namespace convoy
