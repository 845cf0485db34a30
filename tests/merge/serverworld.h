#pragma once

#include "domain/schema.h"
#include "sync/merge/fitting.h"
#include "sync/merge/preview.h"

#include <QJsonArray>
#include <QSqlDatabase>

namespace convoy::test {

//! The real sync_push in PostgreSQL, without HTTP: one transaction that is rolled back at the end, in it a workspace with
//! Ann (owner) and Bob (editor), two projects with different workflows, milestones, and tasks to be placed below.
class ServerWorld final {
public:
    struct Device {
        QString user;
        QString id;
        QString email;
    };

    explicit ServerWorld(const QSqlDatabase& database);
    ~ServerWorld();

    //! One group of one operation; its part of the answer.
    QJsonObject push(const Device& device, const QJsonObject& op);
    void edit(const QString& sql); //!< as a dashboard does
    [[nodiscard]] QJsonObject row(Entity entity, const QString& id); //!< with field_meta; empty: there is none
    [[nodiscard]] QJsonArray openConflicts(const QString& row);
    [[nodiscard]] static merge::ServerRow serverRow(Entity entity, const QJsonObject& row);

    Device annLaptop;
    Device annTablet;
    Device bobDesk;
    Device bobPhone;
    QString workspace;
    QString bobMember;
    QStringList projects; //!< the second has a workflow of its own, in which nothing is ever cancelled
    QStringList milestones; //!< one of each project
    QStringList tasks; //!< in the first project; below it, in the trash; in the second project; in the inbox
    merge::Surroundings around;

private:
    QJsonValue ask(const QString& sql, const QVariantList& values);
    void act(const Device& device);
    void make(Entity entity, const QString& id, const QJsonObject& fields);
    void furnish();

    QSqlDatabase m_database;
};

[[nodiscard]] QJsonObject operation(Action action, Entity entity, const QString& id, const QJsonObject& fields,
    const QJsonObject& base = {}, const QString& stamp = QStringLiteral("2020-01-01T00:00:00+00:00"));

} // namespace convoy::test
