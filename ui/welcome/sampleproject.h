#pragma once

#include "items/editing.h"

#include <QCoreApplication>

class QSettings;

namespace convoy::items {
class Workbench;
}

namespace convoy::ui {

//! A small project to look around in, from resources/samples. Remembers which one it is, so that it can be removed in one
//! step as long as it is there. Owned by the window; interface thread.
class SampleProject final {
    Q_DECLARE_TR_FUNCTIONS(SampleProject)

public:
    SampleProject(items::Workbench& workbench, QSettings& settings);

    void add(RowKey workspace, QDate today, std::function<void(RowKey project)> added);
    void remove(); //!< to the trash, with all its tasks; one step to undo
    [[nodiscard]] RowKey project() const; //!< none when there is none, or it was removed

    [[nodiscard]] static QString name();
    [[nodiscard]] static std::vector<items::NewTask> tasks(RowKey project, QDate today);

private:
    items::Workbench& m_workbench;
    QSettings& m_settings;
};

} // namespace convoy::ui
