#pragma once

#include "ui/actions/actionid.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QKeySequence;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QTreeWidget;

namespace convoy::ui {

class ActionRegistry;

//! Every action with its key, and a field to record another one. A key that would take another action's is shown with
//! that action's name and taken only when asked. Changes act and are stored at once. Owned by the preferences.
class ShortcutsPage final : public QWidget {
    Q_OBJECT

public:
    ShortcutsPage(ActionRegistry& actions, QSettings& settings, QWidget* parent);

    void choose(ActionId id); //!< as a click on its line does
    void record(const QKeySequence& key); //!< for the chosen action, as typed into the field
    [[nodiscard]] QString problem() const; //!< why the recorded key was not taken; empty: it was

private:
    [[nodiscard]] QWidget* makeRecorder();
    [[nodiscard]] QWidget* makeFoot();
    [[nodiscard]] std::optional<ActionId> chosen() const;
    void fill();
    void narrow(const QString& typed);
    void showChosen();
    void showConflict(const QKeySequence& key);
    void take(const QKeySequence& key);
    void takeFromOther();
    template <class Change> void change(Change change);

    ActionRegistry& m_actions;
    QSettings& m_settings;
    QLineEdit* m_filter;
    QTreeWidget* m_tree;
    QLabel* m_what = nullptr;
    QKeySequenceEdit* m_recorder = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_reset = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_takeOver = nullptr;
    QCheckBox* m_letters = nullptr;
    QPushButton* m_resetAll = nullptr;
};

} // namespace convoy::ui
