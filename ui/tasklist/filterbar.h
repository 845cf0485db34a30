#pragma once

#include "items/conditions.h"

#include <QFrame>

class QToolButton;

namespace convoy::ui {

class ActionRegistry;
class Theme;

//! What narrows the list, as chips below its title: a click or Return on one changes it, Delete or its cross takes it away.
//! Not there while nothing narrows. Owned by the task pane.
class FilterBar final : public QFrame {
    Q_OBJECT

public:
    //! What can be kept of the filter: nothing, a view of its own, or a change of the view that is open.
    enum class Keeping : quint8 { Nothing, AsView, AsChange };

    FilterBar(const items::Catalog& catalog, const ActionRegistry& actions, const Theme& theme, QWidget* parent);
    void setFilter(const items::TaskFilter& filter, Keeping keeping);
    [[nodiscard]] QStringList texts() const; //!< of the chips, from left to right

Q_SIGNALS:
    void changeRequested(convoy::items::ConditionField field);
    void removeRequested(convoy::items::ConditionField field);
    void textChangeRequested();
    void textRemoveRequested();
    void left(); //!< the last chip was taken away by key

private:
    class Chip;
    Chip* addChip(const QString& text);
    void focusBeside(int index);

    const items::Catalog& m_catalog;
    const Theme& m_theme;
    std::vector<Chip*> m_chips;
    QToolButton* m_clear;
    QToolButton* m_save;
    QToolButton* m_update;
};

} // namespace convoy::ui
