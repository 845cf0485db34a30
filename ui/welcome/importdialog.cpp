#include "ui/welcome/importdialog.h"

#include "ui/welcome/importing.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostBytes = 20 * 1024 * 1024;

} // namespace

ImportDialog::ImportDialog(schedule::Vocabulary vocabulary, QWidget* parent)
    : QDialog(parent)
    , m_vocabulary(std::move(vocabulary))
    , m_text(new QPlainTextEdit(this))
    , m_words(new QLabel(this))
    , m_submit(new QPushButton(tr("Import"), this))
{
    setWindowTitle(tr("Import tasks"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(580, 440);
    auto* intro = new QLabel(tr("Paste a list, one task on each line and subtasks indented, or choose a CSV file with a \"title\" column."), this);
    intro->setProperty("tone", u"muted"_s);
    intro->setWordWrap(true);
    m_text->setAccessibleName(tr("Tasks to import"));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("Fix the pump friday !high\n    Order the seal @phone\nCall Anna tomorrow 17:00"));
    m_words->setProperty("tone", u"muted"_s);
    auto* file = new QPushButton(tr("Choose file..."), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    for (QPushButton* button : { file, cancel })
        button->setAutoDefault(false);
    m_submit->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(file);
    buttons->addWidget(m_words, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ImportDialog::count);
    connect(file, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(importedTasks(m_text->toPlainText(), m_vocabulary));
        accept();
    });
    count();
    m_text->setFocus();
}

void ImportDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Import tasks"), {}, tr("Text and CSV files (*.csv *.tsv *.txt *.md);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::load);
    dialog->open();
}

void ImportDialog::load(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes) {
        m_words->setText(tr("This file could not be read. Nothing was changed."));
        return;
    }
    QString text = QString::fromUtf8(file.readAll());
    m_text->setPlainText(text.startsWith(QChar(0xfeff)) ? text.mid(1) : text);
}

void ImportDialog::count()
{
    const int tasks = int(importedTasks(m_text->toPlainText(), m_vocabulary).size());
    m_words->setText(tasks == 0 ? QString() : tasks == 1 ? tr("1 task") : tr("%n tasks", nullptr, tasks));
    m_submit->setEnabled(tasks > 0);
}

} // namespace convoy::ui
