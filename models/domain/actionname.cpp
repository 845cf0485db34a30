#include "domain/actionname.h"

namespace convoy {

using namespace Qt::Literals::StringLiterals;

QLatin1String actionName(Action action)
{
    switch (action) {
    case Action::Create:
        return "create"_L1;
    case Action::Update:
        return "update"_L1;
    case Action::Delete:
        return "delete"_L1;
    case Action::Restore:
        return "restore"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace convoy
