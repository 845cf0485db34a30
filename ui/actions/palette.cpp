#include "ui/actions/palette.h"

#include "items/catalog.h"
#include "ui/actions/actionregistry.h"
#include "ui/actions/filterlist.h"
#include "ui/theme/theme.h"

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = PaletteChoice::Kind;
using Entries = std::vector<FilterList::Entry>;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Palette)
};

Entries entriesOf(const ActionRegistry& actions)
{
    Entries entries;
    for (size_t i = 0; i < size_t(ActionId::Count); ++i) {
        const auto id = ActionId(i);
        if (id == ActionId::Palette || id == ActionId::Back)
            continue;
        QAction& action = actions[id];
        const QString section = ActionRegistry::sectionText(ActionRegistry::sectionOf(id));
        const QString hint = action.shortcut().isEmpty() ? section : action.shortcut().toString(QKeySequence::NativeText);
        entries.push_back({ action.iconText(), hint, QVariant::fromValue(&action), action.isEnabled() && action.isVisible(), action.icon() });
    }
    return entries;
}

//! Projects and milestones: few enough to be read once, when the palette opens.
Entries placesOf(const items::Catalog& catalog, const Theme& theme)
{
    Entries entries;
    const auto add = [&](Kind kind, const QString& text, const QString& hint, RowKey row, QLatin1StringView icon) {
        entries.push_back({ text, hint, QVariant::fromValue(PaletteChoice { kind, row }), true, theme.icon(icon, Tone::Muted) });
    };
    for (const Project& project : catalog.projects()) {
        add(Kind::Project, project.name, Words::tr("Project"), project.key, "folder"_L1);
        for (const Milestone& milestone : catalog.milestones(project.key))
            add(Kind::Milestone, milestone.name, Words::tr("Milestone of %1").arg(project.name), milestone.key, "flag"_L1);
    }
    return entries;
}

} // namespace

FilterList* makePalette(const ActionRegistry& actions, const items::Catalog& catalog, const Theme& theme, QWidget* parent)
{
    auto* list = new FilterList(Words::tr("Command palette"), Words::tr("Type a command, or the name of a task or project"), parent);
    list->setMore([&catalog, &theme, places = placesOf(catalog, theme)](const QString& typed) {
        Entries more;
        if (typed.trimmed().size() < 2)
            return more;
        std::copy_if(places.begin(), places.end(), std::back_inserter(more),
            [&](const FilterList::Entry& place) { return matchesTyped(place.text, typed); });
        for (const items::TaskRow& row : catalog.findTasks(typed, 12)) {
            const QString hint = row.projectName.isEmpty() ? Words::tr("Task") : Words::tr("Task in %1").arg(row.projectName);
            more.push_back({ row.task.title, hint, QVariant::fromValue(PaletteChoice { Kind::Task, row.task.key }), true,
                theme.icon("view-task"_L1, Tone::Muted) });
        }
        return more;
    });
    QObject::connect(list, &FilterList::chosen, parent, [](const QVariant& value) {
        if (auto* action = value.value<QAction*>())
            action->trigger();
    });
    list->setEntries(entriesOf(actions));
    return list;
}

} // namespace convoy::ui
