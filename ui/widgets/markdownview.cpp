#include "ui/widgets/markdownview.h"

#include <QDesktopServices>
#include <QKeyEvent>
#include <QPointer>
#include <QTextDocument>
#include <QUrl>

#include <cmath>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Longer texts are shown as typed: lines without a gap between them are one paragraph in Markdown, and laying out a paragraph
//! of 256 KiB takes Qt the better part of a minute.
constexpr qsizetype mostRendered = 50'000;

} // namespace

MarkdownView::MarkdownView(QWidget* parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setSourceText({});
    viewport()->setAutoFillBackground(false);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::onLink);
}

void MarkdownView::setSourceText(const QString& markdown)
{
    m_markdown = markdown;
    // Read where nothing is laid out yet: in a document that is shown each piece of text lays out all of it again, and a long
    // text takes minutes.
    auto* read = new QTextDocument(this);
    read->setDefaultFont(font());
    read->setDocumentMargin(0);
    read->setIndentWidth(22);
    if (markdown.size() > mostRendered)
        read->setPlainText(markdown);
    else
        read->setMarkdown(markdown,
            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    const QPointer<QTextDocument> before(document());
    setDocument(read);
    if (before && before->parent() == this)
        delete before;
    updateGeometry();
}

QSize MarkdownView::sizeHint() const
{
    document()->setTextWidth(viewport()->width());
    return { 200, int(std::ceil(document()->size().height())) + 2 };
}

QVariant MarkdownView::loadResource(int, const QUrl&) { return {}; }

void MarkdownView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

void MarkdownView::mouseDoubleClickEvent(QMouseEvent*) { Q_EMIT editRequested(); }

void MarkdownView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_F2)
        Q_EMIT editRequested();
    else
        QTextBrowser::keyPressEvent(event);
}

void MarkdownView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setSourceText(m_markdown); // the colours of links are fixed when the text is read
}

void MarkdownView::onLink(const QUrl& link)
{
    if (link.scheme() == "convoy"_L1)
        Q_EMIT taskLinkClicked(link.path().section(u'/', -1));
    else if (link.scheme() == "https"_L1 || link.scheme() == "http"_L1 || link.scheme() == "mailto"_L1)
        QDesktopServices::openUrl(link);
}

} // namespace convoy::ui
