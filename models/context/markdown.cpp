#include "context/markdown.h"

#include "domain/activitywords.h"

#include <QCoreApplication>

namespace convoy::context {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskContext)
};

//! One line of text that Markdown leaves as it is.
QString plain(const QString& text)
{
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        if (QStringView(u"\\`*_[]<>#|").contains(c))
            escaped += u'\\';
        escaped += c == u'\n' ? u' ' : c;
    }
    return escaped;
}

QString box(const Task& task) { return isOpen(task.status) ? u"[ ]"_s : u"[x]"_s; }

//! Someone's Markdown below a heading of ours: its own headings must not be taken for ours.
QString nested(const QString& markdown)
{
    QStringList lines = markdown.trimmed().split(u'\n');
    for (QString& line : lines)
        line.prepend(line.isEmpty() ? u">"_s : u"> "_s);
    return lines.join(u'\n') + u"\n\n"_s;
}

class Page {
public:
    [[nodiscard]] QString take() { return std::move(m_text); }
    void add(const QString& text) { m_text += text; }
    void fact(const QString& name, const QString& value)
    {
        if (!value.isEmpty())
            m_text += u"- **%1:** %2\n"_s.arg(name, value);
    }

    //! A heading with where its content came from; false when there is nothing to say below it.
    bool heading(const QString& title, const Provenance& from)
    {
        if (from.origin == Origin::None)
            return false;
        m_text += u"## %1\n\n_%2_\n\n"_s.arg(title, provenanceText(from));
        return from.origin != Origin::NotHere;
    }
    template <class T> void place(const QString& name, const Block<T>& block)
    {
        if (block.from.origin == Origin::NotHere)
            fact(name, u'_' + provenanceText(block.from) + u'_');
        else if (block.isKnown())
            fact(name, plain(block.value.name) + fromElsewhere(block.from));
    }
    void tasks(const QString& title, const Block<std::vector<Task>>& block)
    {
        heading(title, block.from);
        for (const Task& task : block.value)
            m_text += u"- %1 %2\n"_s.arg(box(task), plain(task.title));
        if (!block.value.empty())
            m_text += u'\n';
    }
    void advice(const QString& title, const Block<std::vector<Advice>>& block)
    {
        if (!heading(title, block.from))
            return;
        for (const Advice& each : block.value)
            m_text += u"### %1\n\n%2"_s.arg(plain(each.title), nested(each.body));
    }
    static QString fromElsewhere(const Provenance& from)
    {
        return from.origin == Origin::Server ? u" _(%1)_"_s.arg(provenanceText(from)) : QString();
    }

private:
    QString m_text;
};

QString dueOf(const Task& task)
{
    if (!task.dueDate.isValid())
        return {};
    QString due = task.dueDate.toString(Qt::ISODate);
    if (task.dueTime.isValid())
        due += u' ' + task.dueTime.toString(u"HH:mm"_s) + (task.timeZone.isEmpty() ? QString() : u' ' + task.timeZone);
    return due;
}

QString stageOf(const TaskContext& context)
{
    const Task& task = context.task.value;
    for (const Stage& stage : context.workflow.value.stages) {
        if (stage.id == task.stage)
            return plain(stage.name);
    }
    return plain(task.stage);
}

void facts(Page& page, const TaskContext& context)
{
    const Task& task = context.task.value;
    page.fact(Words::tr("Number"), context.taskNumber());
    page.fact(Words::tr("Stage"), stageOf(context));
    page.fact(Words::tr("Status"), statusText(task.status).replace(u'_', u' '));
    page.fact(Words::tr("Priority"), task.priority == Priority::None ? QString() : priorityText(task.priority));
    page.fact(Words::tr("Due"), dueOf(task));
    page.fact(Words::tr("Start"), task.startDate.toString(Qt::ISODate));
    page.fact(Words::tr("Labels"), plain(task.labels.join(u", "_s)));
    page.place(Words::tr("Milestone"), context.milestone);
    page.place(Words::tr("Project"), context.project);
    page.place(Words::tr("Workspace"), context.workspace);
    if (context.parent.isKnown())
        page.fact(Words::tr("Parent"), plain(context.parent.value.title) + Page::fromElsewhere(context.parent.from));
    page.add(u"- _%1_\n\n"_s.arg(provenanceText(context.task.from)));
}

void activity(Page& page, const TaskContext& context)
{
    if (!page.heading(Words::tr("Activity"), context.activity.from))
        return;
    for (const auto* entries : { &context.activity.value, &context.older.value }) {
        for (const Activity& entry : *entries) {
            const QString who = entry.authorName.isEmpty() ? Words::tr("Someone") : entry.authorName;
            const QString when = entry.createdAt.left(16).replace(u'T', u' ');
            const bool comment = entry.kind == "comment"_L1;
            page.add(u"- %1, %2: %3\n"_s.arg(plain(who), when, plain(comment ? entry.body : activitySentence(entry))));
        }
    }
    page.add(context.olderActivity ? u"- ...\n\n"_s : u"\n"_s);
}

void workflow(Page& page, const TaskContext& context)
{
    if (!page.heading(Words::tr("Workflow"), context.workflow.from))
        return;
    QStringList stages;
    for (const Stage& stage : context.workflow.value.stages)
        stages += stage.id == context.task.value.stage ? u"**"_s + plain(stage.name) + u"**"_s : plain(stage.name);
    page.add(plain(context.workflow.value.name) + u": "_s + stages.join(u" > "_s) + u"\n\n"_s);
}

} // namespace

QString toMarkdown(const TaskContext& context)
{
    Page page;
    page.add(u"# %1\n\n"_s.arg(plain(context.task.value.title)));
    facts(page, context);
    if (!context.task.value.description.isEmpty()) {
        page.add(u"## %1\n\n"_s.arg(Words::tr("Description")));
        page.add(nested(context.task.value.description));
    }
    page.tasks(Words::tr("Subtasks"), context.subtasks);
    page.tasks(Words::tr("Blocked by"), context.blockedBy);
    page.tasks(Words::tr("Blocks"), context.blocks);
    activity(page, context);
    workflow(page, context);
    page.advice(Words::tr("Patterns"), context.patterns);
    page.advice(Words::tr("Best practices"), context.bestPractices);
    return page.take();
}

} // namespace convoy::context
