#include "ui/taskpanel/linkedtasks.h"

#include "items/dependencymodel.h"
#include "items/workbench.h"
#include "ui/actions/filterlist.h"
#include "ui/taskpanel/checkbutton.h"
#include "ui/theme/theme.h"
#include "ui/widgets/section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using context::Origin;

namespace {

void clearLines(QVBoxLayout& lines)
{
    while (QLayoutItem* item = lines.takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace

LinkedTaskLine::LinkedTaskLine(const Task& task, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_title(task.title.isEmpty() ? tr("A task that is not on this device") : task.title)
    , m_open(new QPushButton(this))
{
    auto* check = new CheckButton(theme, this);
    check->setFixedSize(24, 26);
    check->show(task.status, task.priority);
    check->setAccessibleName(tr("%1: %2", "what a check does, a title").arg(check->toolTip(), m_title));
    check->setEnabled(bool(task.key));
    m_open->setProperty("link", true);
    m_open->setProperty("tone", isOpen(task.status) ? u"plain"_s : u"muted"_s);
    m_open->setStyleSheet(u"text-align: left; %1"_s.arg(isOpen(task.status) ? QString() : u"text-decoration: line-through;"_s));
    m_open->setAccessibleName(isOpen(task.status) ? m_title : tr("%1, finished").arg(m_title));
    m_open->setToolTip(m_title);
    m_open->setEnabled(bool(task.key));
    m_open->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(check);
    layout->addWidget(m_open, 1);
    connect(check, &QAbstractButton::clicked, this, &LinkedTaskLine::checked);
    connect(m_open, &QPushButton::clicked, this, &LinkedTaskLine::opened);
}

void LinkedTaskLine::addRemoveButton(const QString& name, const Theme& theme)
{
    auto* remove = new QToolButton(this);
    remove->setIcon(theme.icon("window-close"_L1, Tone::Muted));
    remove->setIconSize({ 12, 12 });
    remove->setAccessibleName(name);
    remove->setToolTip(name);
    layout()->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, &LinkedTaskLine::removed);
}

void LinkedTaskLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_open->setText(m_open->fontMetrics().elidedText(m_title, Qt::ElideRight, m_open->width() - 16).replace(u'&', u"&&"_s));
}

SubtaskSection::SubtaskSection(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_section(new Section(tr("Subtasks"), with.theme, this))
    , m_lines(new QVBoxLayout)
    , m_add(new QLineEdit(this))
{
    m_add->setProperty("quiet", true);
    m_add->setPlaceholderText(tr("Add a subtask"));
    m_add->setAccessibleName(tr("Add a subtask"));
    m_lines->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->addLayout(m_lines);
    m_section->body()->addWidget(m_add);
    connect(m_add, &QLineEdit::returnPressed, this, [this] {
        items::NewTask task;
        task.title = m_add->text().trimmed();
        task.parent = m_task;
        if (!task.title.isEmpty())
            m_with.workbench.editing().addTask(task);
        m_add->clear();
    });
}

void SubtaskSection::show(const context::TaskContext& context, RowKey task, bool editable)
{
    if (task != m_task)
        m_add->clear();
    m_task = task;
    m_add->setVisible(editable);
    m_section->setProvenance(context::provenanceText(context.subtasks.from));
    int open = 0;
    for (const Task& subtask : context.subtasks.value)
        open += isOpen(subtask.status) ? 1 : 0;
    m_section->setCount(open);
    if (m_shown == context.subtasks.value && m_lines->count() > 0)
        return; // the focus may be on one of the lines
    m_shown = context.subtasks.value;
    clearLines(*m_lines);
    for (const Task& subtask : m_shown) {
        auto* line = new LinkedTaskLine(subtask, m_with.theme, this);
        connect(line, &LinkedTaskLine::opened, this, [this, key = subtask.key] { Q_EMIT taskRequested(key); });
        connect(line, &LinkedTaskLine::checked, this, [this, key = subtask.key] { Q_EMIT doneToggled(key); });
        m_lines->addWidget(line);
    }
}

LinkedTasksSection::LinkedTasksSection(Kind kind, const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_with(with)
    , m_section(new Section(kind == Kind::BlockedBy ? tr("Blocked by") : tr("Blocks"), with.theme, this))
    , m_lines(new QVBoxLayout)
    , m_add(new QPushButton(kind == Kind::BlockedBy ? tr("Add a task to wait for") : tr("Add a task that waits"), this))
{
    m_add->setProperty("link", true);
    m_add->setAccessibleName(m_add->text());
    m_lines->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->addLayout(m_lines);
    m_section->addLink(m_add);
    connect(m_add, &QPushButton::clicked, this, &LinkedTasksSection::pick);
}

void LinkedTasksSection::show(const context::Block<std::vector<Task>>& tasks, RowKey task, bool editable)
{
    m_task = task;
    m_add->setVisible(editable);
    m_section->setProvenance(context::provenanceText(tasks.from));
    int open = 0;
    clearLines(*m_lines);
    for (const Task& other : tasks.value) {
        open += isOpen(other.status) ? 1 : 0;
        auto* line = new LinkedTaskLine(other, m_with.theme, this);
        if (editable && other.key)
            line->addRemoveButton(tr("Take out %1").arg(other.title), m_with.theme);
        connect(line, &LinkedTaskLine::opened, this, [this, key = other.key] { Q_EMIT taskRequested(key); });
        connect(line, &LinkedTaskLine::removed, this, [this, key = other.key] { takeOut(key); });
        connect(line, &LinkedTaskLine::checked, this, [this, key = other.key, status = other.status] {
            m_with.workbench.editing().setStatus({ key }, isOpen(status) ? TaskStatus::Done : TaskStatus::Todo);
        });
        m_lines->addWidget(line);
        if (m_kind == Kind::BlockedBy && isOpen(other.status) && other.key)
            addChain(other);
    }
    m_section->setCount(open);
}

void LinkedTasksSection::addChain(const Task& blocker)
{
    const QStringList chain = m_with.workbench.catalog().blockingChain(blocker.key);
    if (chain.isEmpty())
        return;
    const QString words = tr("itself waits for %1").arg(chain.join(u" \u2190 "_s));
    auto* path = new QLabel(words, this);
    path->setTextFormat(Qt::PlainText);
    path->setProperty("tone", u"muted"_s);
    path->setWordWrap(true);
    path->setContentsMargins(32, 0, 8, 4);
    path->setAccessibleName(tr("%1 %2", "a task, what it waits for").arg(blocker.title, words));
    m_lines->addWidget(path);
}

void LinkedTasksSection::pick()
{
    auto* list = new FilterList(m_add->text(), tr("Type a part of the title"), window());
    list->setMore([this](const QString& typed) {
        std::vector<FilterList::Entry> entries;
        if (typed.trimmed().isEmpty())
            return entries;
        for (const items::TaskRow& row : m_with.workbench.catalog().findTasks(typed, 30)) {
            if (row.task.key == m_task || !isOpen(row.task.status))
                continue;
            const auto& catalog = m_with.workbench.catalog();
            const QStringList circle = m_kind == Kind::BlockedBy ? catalog.waitingPath(row.task.key, m_task) : catalog.waitingPath(m_task, row.task.key);
            if (circle.isEmpty())
                entries.push_back({ row.task.title, row.projectName, QVariant::fromValue(row.task.key) });
            else
                entries.push_back({ row.task.title, tr("a circle: %1").arg(circle.join(u" \u2190 "_s)), {}, false });
        }
        return entries;
    });
    connect(list, &FilterList::chosen, this, [this](const QVariant& value) {
        const auto other = value.value<RowKey>();
        if (m_kind == Kind::BlockedBy)
            m_with.workbench.editing().addDependency(m_task, other);
        else
            m_with.workbench.editing().addDependency(other, m_task);
    });
    list->openOver(*window());
}

void LinkedTasksSection::takeOut(RowKey other)
{
    const std::unique_ptr<items::DependencyModel> links(
        m_kind == Kind::BlockedBy ? m_with.workbench.makeBlockers(nullptr) : m_with.workbench.makeBlocked(nullptr));
    links->setTask(m_task);
    for (int row = 0; row < links->rowCount(); ++row) {
        const QModelIndex index = links->index(row);
        if (index.data(items::DependencyModel::TaskKeyRole).value<RowKey>() == other)
            m_with.workbench.editing().removeDependency(index.data(items::DependencyModel::DependencyKeyRole).value<RowKey>());
    }
}

} // namespace convoy::ui
