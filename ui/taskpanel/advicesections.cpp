#include "ui/taskpanel/advicesections.h"

#include "ui/theme/theme.h"
#include "ui/widgets/markdownview.h"
#include "ui/widgets/section.h"

#include <QLabel>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using context::Origin;

WorkflowSection::WorkflowSection(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_section(new Section(tr("Workflow"), theme, this))
    , m_path(new QLabel(this))
    , m_words(new QLabel(this))
{
    m_path->setWordWrap(true);
    m_path->setTextFormat(Qt::RichText);
    m_words->setProperty("tone", u"muted"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->addWidget(m_path);
    m_section->body()->addWidget(m_words);
}

void WorkflowSection::show(const context::Block<Workflow>& workflow, const QString& stage)
{
    m_section->setProvenance(context::provenanceText(workflow.from));
    QStringList names;
    QStringList plain;
    for (const Stage& one : workflow.value.stages) {
        const bool present = one.id == stage;
        names.append(present ? u"<b>%1</b>"_s.arg(one.name.toHtmlEscaped()) : one.name.toHtmlEscaped());
        plain.append(present ? tr("%1 (now)", "a stage").arg(one.name) : one.name);
    }
    m_path->setText(names.join(u" \u2192 "_s));
    m_path->setAccessibleName(plain.join(u", "_s));
    QStringList words { workflow.value.name, workflow.value.description };
    words.removeAll(QString());
    m_words->setText(words.join(u": "_s));
    m_words->setVisible(!words.isEmpty());
    setVisible(workflow.from.origin != Origin::None);
}

AdviceSection::AdviceSection(const QString& title, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_section(new Section(title, theme, this))
    , m_items(new QVBoxLayout)
{
    m_items->setSpacing(2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->addLayout(m_items);
}

void AdviceSection::show(const context::Block<std::vector<Advice>>& advice)
{
    m_section->setProvenance(context::provenanceText(advice.from));
    m_section->setCount(int(advice.value.size()));
    setVisible(advice.from.origin == Origin::NotHere || !advice.value.empty());
    std::vector<RowKey> keys;
    for (const Advice& one : advice.value)
        keys.push_back(one.key);
    if (keys == m_shown && m_items->count() == int(advice.value.size()))
        return; // what is unfolded stays unfolded
    m_shown = keys;
    while (QLayoutItem* item = m_items->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Advice& one : advice.value) {
        auto* part = new Section(one.title, m_theme, this);
        auto* body = new MarkdownView(part);
        body->setAccessibleName(one.title);
        body->setSourceText(one.body);
        part->body()->addWidget(body);
        part->setOpen(false);
        m_items->addWidget(part);
    }
}

} // namespace convoy::ui
