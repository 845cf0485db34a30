#include "ui/widgets/growingedit.h"

#include "domain/text.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextDocument>

#include <cmath>
#include <utility>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

GrowingEdit::GrowingEdit(Lines lines, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_lines(lines)
{
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        updateGeometry();
        setScrollBar();
        setRoom(true);
    });
}

void GrowingEdit::setSource(const QString& text)
{
    const bool editing = isBeingEdited();
    m_source = text;
    if (editing || toPlainText() == text)
        return;
    if (window()->focusWidget() == this)
        replaceMiddle(text);
    else
        setPlainText(text);
}

//! Puts in only what differs, so that the cursor stays with the words it stands at.
void GrowingEdit::replaceMiddle(const QString& text)
{
    const QString before = toPlainText();
    const qsizetype shorter = std::min(before.size(), text.size());
    qsizetype head = 0;
    while (head < shorter && before[head] == text[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == text[text.size() - 1 - tail])
        ++tail;
    // Not between the two halves of a character.
    head -= head > 0 && before[head - 1].isHighSurrogate() ? 1 : 0;
    tail -= tail > 0 && before[before.size() - tail].isLowSurrogate() ? 1 : 0;
    QTextCursor cursor(document());
    cursor.setPosition(int(head));
    cursor.setPosition(int(before.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(head, text.size() - head - tail));
}

bool GrowingEdit::isBeingEdited() const
{
    const bool focused = window()->focusWidget() == this; // also while another window is in front
    return focused && isVisible() && toPlainText() != m_source;
}

void GrowingEdit::setHeights(int least, int most)
{
    m_least = least;
    m_most = most;
    updateGeometry();
    setScrollBar();
}

int GrowingEdit::textHeight() const
{
    const double margin = document()->documentMargin();
    const QFontMetricsF metrics(font());
    const QRectF room(0, 0, std::max(60.0, viewport()->width() - 2 * margin), 1e6);
    constexpr int surelyMore = 8000; // characters; more lines than any field shows, so they need not be measured
    if (document()->characterCount() > surelyMore)
        return m_most;
    const QString text = toPlainText();
    const QString measured = text.isEmpty() || text.endsWith(u'\n') ? QString(text + u'x') : text; // a last empty line counts
    const double height = metrics.boundingRect(room, int(Qt::TextWrapAnywhere | Qt::TextWordWrap), measured).height();
    return int(std::ceil(std::max(height, metrics.lineSpacing()) + 2 * margin));
}

int GrowingEdit::wholeHeight() const
{
    const int around = std::max(10, height() - viewport()->height()); // padding and border of the style sheet
    return textHeight() + around;
}

QSize GrowingEdit::sizeHint() const { return { 200, std::clamp(wholeHeight(), m_least, std::max(m_least, m_most)) }; }

//! A field that has grown to its text needs none, however the editor rounds its lines.
void GrowingEdit::setScrollBar()
{
    const bool wanted = m_lines == Lines::Many && wholeHeight() > std::max(m_least, m_most);
    setVerticalScrollBarPolicy(wanted ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void GrowingEdit::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && (m_lines == Lines::One || event->modifiers().testFlag(Qt::ControlModifier))) {
        commit();
        Q_EMIT submitted();
        Q_EMIT left();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (m_lines == Lines::One)
            setPlainText(m_source);
        else
            commit(); // a long text is not thrown away by one key; undo takes it back
        Q_EMIT left();
        return;
    }
    const QString typed = isReturn ? u"\n"_s : event->text();
    const bool isText = isReturn || (!typed.isEmpty() && (typed.front().isPrint() || typed.front().isSurrogate()));
    if (isText && !isReadOnly() && !takes(typed))
        return;
    QPlainTextEdit::keyPressEvent(event);
}

void GrowingEdit::inputMethodEvent(QInputMethodEvent* event)
{
    if (!event->commitString().isEmpty() && !takes(event->commitString())) {
        QInputMethodEvent nothing;
        QPlainTextEdit::inputMethodEvent(&nothing); // takes the composed text away
        return;
    }
    QPlainTextEdit::inputMethodEvent(event);
}

bool GrowingEdit::takes(const QString& added)
{
    // A unit of UTF-16 is at most three bytes, so most texts need no counting.
    constexpr qsizetype most = 3;
    if ((document()->characterCount() + added.size()) * most <= maxValueBytes)
        return true;
    const QString selected = textCursor().selectedText();
    const bool enough = toPlainText().toUtf8().size() - selected.toUtf8().size() + added.toUtf8().size() <= maxValueBytes;
    setRoom(enough);
    return enough;
}

void GrowingEdit::setRoom(bool enough)
{
    if (std::exchange(m_hasRoom, enough) != enough)
        Q_EMIT roomChanged(enough);
}

bool GrowingEdit::event(QEvent* event)
{
    // Escape is the window's way back to the list; here it first takes the text back.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void GrowingEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        commit();
}

void GrowingEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry();
        setScrollBar();
    }
    if (sizeHint().height() <= height())
        verticalScrollBar()->setValue(0); // all of it fits now: it was scrolled while it did not
}

void GrowingEdit::insertFromMimeData(const QMimeData* source)
{
    const QString text = m_lines == Lines::One ? cleanLine(source->text()) : source->text();
    if (takes(text))
        insertPlainText(text);
}

void GrowingEdit::commit()
{
    const QString text = m_lines == Lines::One ? cleanLine(toPlainText()) : cleanText(toPlainText());
    if (m_lines == Lines::One && text.isEmpty()) {
        setPlainText(m_source); // a task keeps its title
        return;
    }
    if (text == m_source)
        return;
    m_source = text;
    Q_EMIT committed(text);
}

} // namespace convoy::ui
