#include "ui/actions/palette.h"

#include "items/catalog.h"
#include "ui/actions/actionregistry.h"
#include "ui/actions/filterlist.h"

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

FilterList* makePalette(const ActionRegistry& actions, const items::Catalog& catalog, QWidget* parent)
{
    auto* list = new FilterList(QObject::tr("Command palette"), QObject::tr("Type a command or the name of a task"), parent);
    std::vector<FilterList::Entry> entries;
    for (size_t i = 0; i < size_t(ActionId::Count); ++i) {
        const auto id = ActionId(i);
        if (id == ActionId::Palette || id == ActionId::Back)
            continue;
        QAction& action = actions[id];
        const QString section = ActionRegistry::sectionText(ActionRegistry::sectionOf(id));
        const QString hint = action.shortcut().isEmpty() ? section : action.shortcut().toString(QKeySequence::NativeText);
        entries.push_back({ action.iconText(), hint, QVariant::fromValue(&action), action.isEnabled() });
    }
    list->setMore([&catalog](const QString& typed) {
        std::vector<FilterList::Entry> more;
        if (typed.trimmed().size() < 2)
            return more;
        for (const items::TaskRow& row : catalog.findTasks(typed, 12))
            more.push_back({ row.task.title, row.projectName, QVariant::fromValue(row.task.key) });
        return more;
    });
    QObject::connect(list, &FilterList::chosen, parent, [](const QVariant& value) {
        if (auto* action = value.value<QAction*>())
            action->trigger();
    });
    list->setEntries(std::move(entries));
    return list;
}

} // namespace convoy::ui
