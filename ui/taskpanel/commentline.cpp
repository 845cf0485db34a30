#include "ui/taskpanel/commentline.h"

#include "items/workbench.h"
#include "schedule/dates.h"
#include "ui/taskpanel/conflictbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/limitnote.h"
#include "ui/widgets/markdownview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

CommentLine::CommentLine(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_headRow(new QHBoxLayout)
    , m_head(new QLabel(this))
    , m_layout(new QVBoxLayout(this))
{
    m_head->setProperty("tone", u"muted"_s);
    QFont small = m_head->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    m_head->setFont(small);
    m_head->setTextFormat(Qt::PlainText);
    m_head->setWordWrap(true);
    m_headRow->setSpacing(0);
    m_headRow->addWidget(m_head, 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    m_layout->addLayout(m_headRow);
}

void CommentLine::makeSentence()
{
    m_sentence = new QLabel(this);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_layout->addWidget(m_sentence);
}

void CommentLine::makeComment()
{
    m_card = new QFrame(this);
    m_card->setObjectName(u"card"_s);
    m_view = new MarkdownView(m_card);
    auto* inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(10, 7, 10, 7);
    inner->addWidget(m_view);
    m_editor = new GrowingEdit(GrowingEdit::Lines::Many, this);
    m_editor->setHeights(60, 300);
    m_editor->setAccessibleName(tr("Comment, Markdown source"));
    m_done = new QPushButton(tr("Done"), this);
    m_done->setProperty("link", true);
    m_done->setAccessibleName(tr("Finish the comment"));
    m_edit = makeButton("document-edit"_L1, tr("Edit this comment"));
    m_delete = makeButton("edit-delete"_L1, tr("Delete this comment"));
    m_layout->addWidget(m_card);
    m_layout->addWidget(m_editor);
    m_layout->addWidget(new LimitNote(*m_editor, this));
    m_layout->addWidget(m_done, 0, Qt::AlignLeft);
    connect(m_edit, &QToolButton::clicked, this, &CommentLine::edit);
    connect(m_view, &MarkdownView::editRequested, this, [this] {
        if (m_line.own)
            edit();
    });
    connect(m_delete, &QToolButton::clicked, this, [this] { m_with.workbench.editing().deleteComment(m_line.key); });
    connect(m_editor, &GrowingEdit::committed, this, [this](const QString& text) {
        m_with.workbench.editing().editComment(m_line.key, text, m_started, [self = QPointer(this), text, started = m_started] {
            if (self)
                self->takeUp(text, started);
        });
        if (text.trimmed().isEmpty())
            m_editor->setPlainText(m_started);
        m_started = m_editor->toPlainText();
    });
    const auto leave = [this] { setEditing(false); };
    connect(m_editor, &GrowingEdit::left, this, leave);
    connect(m_done, &QPushButton::clicked, this, leave); // taking the focus from the editor has committed it
    setEditing(false);
}

QToolButton* CommentLine::makeButton(QLatin1StringView icon, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setIcon(m_with.theme.icon(icon, Tone::Muted));
    button->setIconSize({ 14, 14 });
    button->setProperty("small", true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    m_headRow->addWidget(button);
    return button;
}

void CommentLine::show(const ActivityLine& line)
{
    const bool same = m_line == line;
    m_line = line;
    if (same)
        return;
    showHead();
    if (!line.comment) {
        if (!m_sentence)
            makeSentence();
        m_sentence->setText(line.body);
        return;
    }
    if (!m_view)
        makeComment();
    m_view->setSourceText(line.body);
    m_view->setAccessibleName(tr("Comment by %1").arg(line.author.isEmpty() ? tr("You") : line.author));
    if (!isEditing())
        setEditing(false);
    if (line.conflict && !m_conflict) {
        m_conflict = new ConflictBar(m_with, this);
        connect(m_conflict, &ConflictBar::reviewRequested, this, &CommentLine::reviewRequested);
        m_layout->addWidget(m_conflict);
    }
    if (m_conflict)
        m_conflict->show(line.key);
}

void CommentLine::showHead()
{
    QStringList head { m_line.author.isEmpty() ? tr("You") : m_line.author };
    if (!m_line.device.isEmpty())
        head.append(tr("on %1", "a device").arg(m_line.device));
    head.append(m_line.pending ? tr("not on the server yet")
                               : m_line.micros ? schedule::momentWords(m_line.micros, m_with.clock.wallMicros()) : QString());
    if (m_line.edited)
        head.append(tr("edited"));
    head.removeAll(QString());
    m_head->setText(head.join(u" \u00b7 "_s));
}

bool CommentLine::isEditing() const { return m_editor && !m_editor->isHidden(); }

void CommentLine::edit()
{
    m_started = m_line.body;
    m_editor->setSource(m_line.body);
    m_editor->setPlainText(m_line.body);
    setEditing(true);
    m_editor->setFocus();
    m_editor->moveCursor(QTextCursor::End);
}

//! A text that could not be saved is the editor's again.
void CommentLine::takeUp(const QString& text, const QString& started)
{
    m_started = started;
    m_editor->setSource(started);
    m_editor->setPlainText(text);
    setEditing(true);
}

void CommentLine::finish()
{
    if (isEditing()) {
        m_editor->finish();
        setEditing(false);
    }
}

void CommentLine::setEditing(bool editing)
{
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    m_editor->setVisible(editing);
    m_done->setVisible(editing);
    m_card->setVisible(!editing);
    m_edit->setVisible(m_line.own && !editing);
    m_delete->setVisible(m_line.own && !editing);
    if (hadFocus && !editing && m_line.own)
        m_edit->setFocus();
}

} // namespace convoy::ui
