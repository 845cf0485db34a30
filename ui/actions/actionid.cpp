#include "ui/actions/actionid.h"

#include <QMetaEnum>

namespace convoy::ui {

QString nameOf(ActionId id) { return QString::fromLatin1(QMetaEnum::fromType<ActionId>().valueToKey(int(id))); }

} // namespace convoy::ui

#include "moc_actionid.cpp"
