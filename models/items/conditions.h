#pragma once

#include "items/catalog.h"

#include <QVariant>

namespace convoy::items {

//! What a list can be narrowed by, in the order in which its chips stand.
enum class ConditionField : quint8 { Project, Stage, Status, Label, Priority, Due, Assignee, Count };

//! A value that a list can be narrowed by, for a picker.
struct ConditionChoice {
    ConditionField field = ConditionField::Project;
    QVariant value; //!< RowKey, stage, int of an enum, label or user id, as the field says
    QString text;
    bool isOn = false;
};

[[nodiscard]] QString fieldName(ConditionField field);
[[nodiscard]] bool has(const TaskConditions& conditions, ConditionField field);

//! Every value of the field that this device knows, and those that are already asked for.
[[nodiscard]] std::vector<ConditionChoice> choicesOf(const Catalog& catalog, const TaskFilter& filter, ConditionField field);

//! Takes the value in, or out where it is in; of due ranges there is one at a time.
void toggle(TaskConditions& conditions, ConditionField field, const QVariant& value);
void clear(TaskConditions& conditions, ConditionField field);

//! "Label: phone or water": the chip of a field that is asked for.
[[nodiscard]] QString chipText(const Catalog& catalog, const TaskFilter& filter, ConditionField field);

} // namespace convoy::items
