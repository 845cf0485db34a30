#pragma once

#include "tests/store/toyserver.h"
#include "tests/ui/uiworld.h"

namespace convoy::test {

//! A server for a UiWorld's store, without a network: what is pending goes there, and another device's doings come from
//! there.
class ToySync {
public:
    explicit ToySync(UiWorld& world);
    void push(); //!< everything that waits; refused groups stay refused
    void pull();
    //! `mine` lost against `theirs` on another device.
    void lose(RowKey task, const QString& field, const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs);
    void loseIn(Entity entity, RowKey row, const QString& field, const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs);

    ToyServer server;

private:
    UiWorld& m_world;
};

} // namespace convoy::test
