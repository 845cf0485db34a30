#pragma once

#include "domain/values.h"

#include <QJsonObject>

#include <map>
#include <optional>

namespace convoy::merge {

//! Where a task is: the fields of the placement group, as on the wire.
struct Place {
    QString project; //!< empty: the inbox
    QString milestone;
    QString parent;
    QString stage;
    QString status;
    QString completion;
    bool inTrash = false;
};

//! What is around a task on the server, by uid.
struct Surroundings {
    struct Neighbour {
        QString project;
        QString parent;
        bool inTrash = false;
    };
    std::map<QString, std::vector<Stage>> stages; //!< of each project's workflow; "": of the inbox
    std::map<QString, QString> milestones; //!< and the project that each belongs to
    std::map<QString, Neighbour> tasks;
};

//! What the edit says: a stage, and the status follows; else the stage follows the status, also of a task that only moves.
enum class Leads : quint8 { Stage, Status };

//! What must change of a task's place so that it fits: the first stage of the same category, no milestone or parent of
//! another project, the nearest living ancestor of a parent in the trash. Nothing at all: it would become a part of itself.
//! The server's convoy.fitting, as a pure function. `stamp`: when the edit was made.
[[nodiscard]] std::optional<QJsonObject> fitting(
    const QString& task, const Place& place, const Surroundings& around, Leads leads, const QString& stamp);

} // namespace convoy::merge
