#pragma once

#include "items/conditions.h"

#include <QCoreApplication>

class QWidget;

namespace convoy::ui {

//! Opens a typed list of everything that a list can be narrowed by, or of one field's values. A choice takes a value in, or
//! out where it was in. Interface thread, owned by the window.
class FilterPicker final {
    Q_DECLARE_TR_FUNCTIONS(FilterPicker)

public:
    using Toggled = std::function<void(items::ConditionField, const QVariant&)>;
    using Typed = std::function<void(const QString&)>;

    FilterPicker(const items::Catalog& catalog, QWidget& window);
    void openAll(const items::TaskFilter& filter, Toggled toggled, Typed text) const;
    void openField(const items::TaskFilter& filter, items::ConditionField field, Toggled toggled) const;

private:
    const items::Catalog& m_catalog;
    QWidget& m_window;
};

} // namespace convoy::ui
