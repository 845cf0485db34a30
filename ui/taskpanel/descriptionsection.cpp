#include "ui/taskpanel/descriptionsection.h"

#include "ui/theme/theme.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/limitnote.h"
#include "ui/widgets/markdownview.h"
#include "ui/widgets/section.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace convoy::ui {

DescriptionSection::DescriptionSection(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_section(new Section(tr("Description"), theme, this))
    , m_view(new MarkdownView(m_section))
    , m_editor(new GrowingEdit(GrowingEdit::Lines::Many, m_section))
    , m_add(new QPushButton(m_section))
    , m_news(new QLabel(tr("The description was changed elsewhere while you are writing. Both texts are merged when you finish."), m_section))
    , m_takeNews(new QPushButton(tr("Use the other text"), m_section))
{
    m_news->setWordWrap(true);
    m_news->setProperty("tone", QStringLiteral("warning"));
    m_takeNews->setProperty("link", true);
    m_takeNews->setAccessibleName(m_takeNews->text());
    m_view->setAccessibleName(tr("Description"));
    m_view->setToolTip(tr("Double-click or press Return to edit"));
    m_editor->setAccessibleName(tr("Description, Markdown source"));
    m_editor->setPlaceholderText(tr("Markdown: **bold**, - list, [link](https://...)"));
    m_editor->setHeights(96, 420);
    m_add->setProperty("link", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->addWidget(m_view);
    m_section->body()->addWidget(m_editor);
    m_section->body()->addWidget(new LimitNote(*m_editor, m_section));
    m_section->body()->addWidget(m_news);
    m_section->addLink(m_takeNews);
    showNews({});
    connect(m_takeNews, &QPushButton::clicked, this, [this] {
        const QString other = m_incoming;
        showNews({});
        m_unsaved = false;
        m_markdown = other;
        m_editor->setPlainText(other);
        m_editor->setSource(other);
        m_view->setSourceText(other);
        m_editor->setFocus();
    });
    m_section->addLink(m_add);
    connect(m_view, &MarkdownView::editRequested, this, &DescriptionSection::edit);
    connect(m_view, &MarkdownView::taskLinkClicked, this, &DescriptionSection::taskLinkClicked);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (isEditing())
            setMode(Mode::Read); // taking the focus from the editor has committed it
        else
            edit();
    });
    connect(m_editor, &GrowingEdit::committed, this, [this](const QString& markdown) {
        const QString started = std::exchange(m_markdown, markdown);
        m_unsaved = false;
        m_view->setSourceText(markdown);
        showNews({});
        Q_EMIT committed(markdown, started);
    });
    connect(m_editor, &GrowingEdit::left, this, [this] {
        setMode(Mode::Read);
        m_add->setFocus();
    });
    setMode(Mode::Read);
}

void DescriptionSection::show(const QString& markdown, const context::Provenance& from, bool editable, bool another)
{
    m_editable = editable;
    m_section->setProvenance(context::provenanceText(from));
    m_unsaved = m_unsaved && !another;
    if (another || (markdown != m_markdown && !m_editor->isBeingEdited() && !m_unsaved)) {
        m_markdown = markdown;
        m_editor->setSource(markdown);
        m_view->setSourceText(markdown);
        showNews({});
    } else if (markdown != m_markdown && markdown != m_editor->toPlainText()) {
        showNews(markdown);
    }
    setMode(isEditing() && !another ? Mode::Edit : Mode::Read);
}

void DescriptionSection::takeUp(const QString& text, const QString& started)
{
    m_markdown = started;
    m_editor->setSource(started);
    m_editor->setPlainText(text);
    m_view->setSourceText(started);
    m_unsaved = true;
    m_section->setOpen(true);
    setMode(Mode::Edit);
}

void DescriptionSection::showNews(const QString& incoming)
{
    m_incoming = incoming;
    m_news->setVisible(!incoming.isNull());
    m_takeNews->setVisible(!incoming.isNull());
}

void DescriptionSection::edit()
{
    if (!m_editable)
        return;
    m_section->setOpen(true);
    setMode(Mode::Edit);
    m_editor->setFocus();
    m_editor->moveCursor(QTextCursor::End);
    Q_EMIT editingStarted();
}

void DescriptionSection::finish()
{
    m_editor->finish();
    setMode(Mode::Read);
}

bool DescriptionSection::isEditing() const { return !m_editor->isHidden(); }

void DescriptionSection::setMode(Mode mode)
{
    const bool editing = mode == Mode::Edit;
    m_editor->setVisible(editing);
    m_view->setVisible(!editing && !m_markdown.isEmpty());
    m_add->setVisible(m_editable);
    const QString words = editing ? tr("Done") : m_markdown.isEmpty() ? tr("Add a description") : tr("Edit");
    m_add->setText(words);
    m_add->setAccessibleName(editing ? tr("Finish the description") : tr("Edit the description"));
}

} // namespace convoy::ui
