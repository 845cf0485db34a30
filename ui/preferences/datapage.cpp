#include "ui/preferences/datapage.h"

#include "items/workbench.h"
#include "ui/actions/actionregistry.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/window/collaborators.h"

#include <QDate>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

DataPage::DataPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_words(new QLabel(this))
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
    layout->addSpacing(10);
    layout->addWidget(heading(tr("Export"), this));
    auto* everything = new QPushButton(tr("Export everything..."), this);
    everything->setAutoDefault(false);
    connect(everything, &QPushButton::clicked, this, &DataPage::chooseExportFile);
    layout->addWidget(everything, 0, Qt::AlignLeft);
    layout->addWidget(hint(tr("All workspaces, projects, tasks, dependencies and comments that are on this device, with the trash, as one JSON file."), this));
    m_words->setWordWrap(true);
    m_words->hide();
    layout->addWidget(m_words);
    layout->addStretch();
}

void DataPage::chooseExportFile()
{
    auto* dialog = new QFileDialog(this, tr("Export everything"), {}, tr("JSON files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"convoy-%1.json"_s.arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &DataPage::exportTo);
    dialog->open();
}

void DataPage::exportTo(const QString& path)
{
    say(tr("Writing..."), u"muted"_s);
    m_with.workbench.exportEverything(this, path, [this, path](const Result<qint64>& tasks) {
        if (!tasks)
            say(tr("%1 Nothing was changed.").arg(tasks.error().detail), u"danger"_s);
        else
            say(*tasks == 1 ? tr("Wrote 1 task to %1.").arg(path) : tr("Wrote %n tasks to %1.", nullptr, int(*tasks)).arg(path), u"success"_s);
    });
}

void DataPage::say(const QString& words, const QString& tone)
{
    m_words->setText(words);
    m_words->setProperty("tone", tone);
    m_words->style()->polish(m_words);
    m_words->show();
}

} // namespace convoy::ui
