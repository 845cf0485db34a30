#include "ui/welcome/startproblem.h"

#include "sync/status/sentences.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString titleFor(Error::Kind kind)
{
    if (kind == Error::Kind::NotADatabase)
        return StartProblem::tr("Convoy's data file is damaged");
    if (kind == Error::Kind::ReadOnly)
        return StartProblem::tr("Convoy cannot write to its folder");
    if (kind == Error::Kind::DiskFull)
        return StartProblem::tr("The disk is full");
    if (kind == Error::Kind::NewerDatabase)
        return StartProblem::tr("This data needs a newer Convoy");
    return StartProblem::tr("Convoy cannot open its data");
}

QString adviceFor(Error::Kind kind)
{
    if (kind == Error::Kind::NotADatabase)
        return StartProblem::tr("Nothing was changed. You can put a backup in its place and try again, or start anew: the damaged file "
                                "is kept beside the new one, and with an account everything on the server comes back.");
    return sync::sentenceFor({ kind, {} });
}

} // namespace

StartProblem::StartProblem(const Error& error, const QString& folder, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Convoy"));
    setMinimumWidth(520);
    auto* title = new QLabel(titleFor(error.kind), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* words = new QLabel(adviceFor(error.kind), this);
    words->setWordWrap(true);
    auto* retry = new QPushButton(tr("Try again"), this);
    retry->setDefault(true);
    auto* show = new QPushButton(tr("Open folder"), this);
    auto* close = new QPushButton(tr("Close Convoy"), this);
    auto* details = new QPushButton(tr("Details"), this);
    details->setProperty("link", true);
    details->setCheckable(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(details);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(show);
    if (error.kind == Error::Kind::NotADatabase) {
        auto* aside = new QPushButton(tr("Set aside and start anew"), this);
        aside->setAutoDefault(false);
        buttons->addWidget(aside);
        connect(aside, &QPushButton::clicked, this, &StartProblem::setAsideChosen);
    }
    buttons->addWidget(retry);
    QWidget* fold = makeDetails(error, folder);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 18);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addWidget(words);
    layout->addWidget(fold);
    layout->addLayout(buttons);
    for (QPushButton* button : { show, close, details })
        button->setAutoDefault(false);
    connect(details, &QPushButton::toggled, fold, &QWidget::setVisible);
    connect(retry, &QPushButton::clicked, this, &StartProblem::retryChosen);
    connect(close, &QPushButton::clicked, this, &StartProblem::closeChosen);
    connect(show, &QPushButton::clicked, this, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    retry->setFocus();
}

QWidget* StartProblem::makeDetails(const Error& error, const QString& folder)
{
    auto* fold = new QWidget(this);
    auto* text = new QPlainTextEdit(tr("Folder: %1\n%2").arg(folder, error.detail), fold);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(tr("Details"));
    text->setFixedHeight(90);
    auto* copy = new QPushButton(tr("Copy"), fold);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, text, [text] { QGuiApplication::clipboard()->setText(text->toPlainText()); });
    auto* layout = new QHBoxLayout(fold);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    fold->hide();
    return fold;
}

void StartProblem::reject() { Q_EMIT closeChosen(); }

} // namespace convoy::ui
