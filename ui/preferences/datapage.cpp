#include "ui/preferences/datapage.h"

#include "ui/actions/actionregistry.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/window/collaborators.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QUrl>
#include <QVBoxLayout>

namespace convoy::ui {

DataPage::DataPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
{
    const QString folder = QFileInfo(with.settings.fileName()).absolutePath(); // the settings lie beside the data
    auto* layout = pageLayout(*this);
    layout->addWidget(heading(tr("Folder"), this));
    auto* path = new QLineEdit(folder, this);
    path->setReadOnly(true);
    path->setCursorPosition(0);
    path->setAccessibleName(tr("Folder of the data"));
    auto* open = new QPushButton(tr("Open folder"), this);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    auto* line = new QHBoxLayout;
    line->addWidget(path, 1);
    line->addWidget(open);
    layout->addLayout(line);
    layout->addWidget(hint(tr("One SQLite file for each account, and one for the tasks of this device only. A copy of the folder, made while Convoy is closed, is a backup."), this));
    layout->addSpacing(10);
    layout->addWidget(heading(tr("Import"), this));
    auto* import = new QPushButton(tr("Import tasks..."), this);
    import->setAutoDefault(false);
    connect(import, &QPushButton::clicked, &actions[ActionId::ImportTasks], &QAction::trigger);
    layout->addWidget(import, 0, Qt::AlignLeft);
    layout->addStretch();
}

} // namespace convoy::ui
