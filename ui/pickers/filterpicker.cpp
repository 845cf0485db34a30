#include "ui/pickers/filterpicker.h"

#include "ui/actions/filterlist.h"

namespace convoy::ui {

using items::ConditionField;

namespace {

FilterList::Entry entryOf(const items::ConditionChoice& choice, const QString& text, const QString& isOn, qsizetype number)
{
    return { text, choice.isOn ? isOn : QString(), int(number) };
}

} // namespace

FilterPicker::FilterPicker(const items::Catalog& catalog, QWidget& window)
    : m_catalog(catalog)
    , m_window(window)
{
}

void FilterPicker::openAll(const items::TaskFilter& filter, Toggled toggled, Typed text) const
{
    std::vector<items::ConditionChoice> choices;
    for (int field = 0; field < int(ConditionField::Count); ++field) {
        if (filter.query.view == items::TaskView::Project && ConditionField(field) == ConditionField::Project)
            continue; // they are all in this one
        for (items::ConditionChoice& choice : items::choicesOf(m_catalog, filter, ConditionField(field)))
            choices.push_back(std::move(choice));
    }
    std::vector<FilterList::Entry> entries;
    for (size_t i = 0; i < choices.size(); ++i) {
        const QString words = tr("%1: %2", "field, value").arg(items::fieldName(choices[i].field), choices[i].text);
        entries.push_back(entryOf(choices[i], words, tr("\u2713 on"), qsizetype(i)));
    }
    auto* list = new FilterList(tr("Filter this list"), tr("Type a project, stage, status, label, priority, date or person"), &m_window);
    list->setEntries(std::move(entries));
    list->setMore([](const QString& typed) {
        std::vector<FilterList::Entry> more;
        if (const QString words = typed.trimmed(); !words.isEmpty())
            more.push_back({ tr("Text: %1").arg(words), {}, words });
        return more;
    });
    QObject::connect(list, &FilterList::chosen, &m_window, [choices, toggled, text](const QVariant& value) {
        if (value.typeId() == QMetaType::QString)
            text(value.toString());
        else
            toggled(choices[size_t(value.toInt())].field, choices[size_t(value.toInt())].value);
    });
    list->openOver(m_window);
}

void FilterPicker::openField(const items::TaskFilter& filter, ConditionField field, Toggled toggled) const
{
    const auto choices = items::choicesOf(m_catalog, filter, field);
    std::vector<FilterList::Entry> entries;
    for (size_t i = 0; i < choices.size(); ++i)
        entries.push_back(entryOf(choices[i], choices[i].text, tr("\u2713 on"), qsizetype(i)));
    auto* list = new FilterList(items::fieldName(field), tr("Choosing one that is on takes it out"), &m_window);
    list->setEntries(std::move(entries));
    QObject::connect(list, &FilterList::chosen, &m_window,
        [choices, toggled](const QVariant& value) { toggled(choices[size_t(value.toInt())].field, choices[size_t(value.toInt())].value); });
    list->openOver(m_window);
}

} // namespace convoy::ui
