#include "ui/widgets/markdownview.h"

#include <QDesktopServices>
#include <QKeyEvent>
#include <QUrl>

#include <cmath>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

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
    document()->setDocumentMargin(0);
    document()->setIndentWidth(22);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::onLink);
}

void MarkdownView::setSourceText(const QString& markdown)
{
    m_markdown = markdown;
    document()->setMarkdown(markdown,
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
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
