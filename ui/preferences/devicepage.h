#pragma once

#include "sync/status/syncchoices.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QListWidgetItem;

namespace convoy::ui {

//! What of the account is kept on this device: which workspaces, and how far back finished tasks. Each choice acts at once;
//! what came of it is said below the list.
class DevicePage final : public QWidget {
    Q_OBJECT

public:
    DevicePage(const Collaborators& with, QWidget* parent);

private:
    void build();
    void read();
    void show(const sync::SyncChoices& choices);
    void showHistory(int days);
    void onItemChanged(QListWidgetItem* item);
    void say(const QString& words, const QString& tone);

    Collaborators m_with;
    sync::SyncChoices m_choices {};
    bool m_working = false; //!< edits are being sent before a workspace leaves
    QListWidget* m_workspaces;
    QLabel* m_words;
    QComboBox* m_history;
};

} // namespace convoy::ui
