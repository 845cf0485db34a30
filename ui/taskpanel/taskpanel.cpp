#include "ui/taskpanel/taskpanel.h"

#include "context/taskcontextcontroller.h"
#include "items/workbench.h"
#include "sync/status/sentences.h"
#include "ui/actions/actionregistry.h"
#include "ui/taskpanel/activitysection.h"
#include "ui/taskpanel/advicesections.h"
#include "ui/taskpanel/checkbutton.h"
#include "ui/taskpanel/conflictbar.h"
#include "ui/taskpanel/descriptionsection.h"
#include "ui/taskpanel/linkedtasks.h"
#include "ui/taskpanel/propertygrid.h"
#include "ui/theme/theme.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/limitnote.h"
#include "ui/widgets/section.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using context::TaskContext;

TaskPanel::TaskPanel(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QFrame(parent)
    , m_with(with)
    , m_actions(actions)
{
    setObjectName(u"panel"_s);
    setAutoFillBackground(true);
    connect(&with.context, &context::TaskContextController::contextChanged, this, &TaskPanel::showContext);
    connect(&with.context, &context::TaskContextController::loadingChanged, this, &TaskPanel::showNotice);
    connect(&with.context, &context::TaskContextController::errorChanged, this, &TaskPanel::showNotice);
}

void TaskPanel::build()
{
    if (m_stack)
        return;
    m_stack = new QStackedLayout;
    m_scroll = new QScrollArea(this);
    auto* nothing = new QLabel(tr("Select a task to see everything around it."), this);
    nothing->setProperty("tone", u"muted"_s);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setMargin(24);

    auto* body = new QWidget(m_scroll->viewport());
    body->setObjectName(u"panelBody"_s);
    auto* parts = new QVBoxLayout(body);
    parts->setContentsMargins(8, 0, 4, 16);
    parts->setSpacing(10);
    m_notice = new QLabel(body);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(8, 0, 8, 0);
    parts->addWidget(m_notice);
    m_conflicts = new ConflictBar(m_with, body);
    connect(m_conflicts, &ConflictBar::reviewRequested, this, &TaskPanel::reviewRequested);
    auto* inset = new QHBoxLayout; // as the sections' bodies are
    inset->setContentsMargins(8, 0, 8, 0);
    inset->addWidget(m_conflicts);
    parts->addLayout(inset);
    parts->addWidget(makeTitle(*body));
    makeSections(*parts);
    parts->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    m_stack->addWidget(nothing);
    m_stack->addWidget(m_scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead(m_actions));
    layout->addLayout(m_stack, 1);
    showContext(m_with.context.context());
}

QWidget* TaskPanel::makeHead(const ActionRegistry& actions)
{
    auto* head = new QWidget(this);
    m_number = new QLabel(head);
    m_number->setProperty("tone", u"muted"_s);
    m_number->setTextFormat(Qt::PlainText);
    m_number->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* copy = new QToolButton(head);
    copy->setDefaultAction(&actions[ActionId::CopyMarkdown]);
    copy->setAccessibleName(actions[ActionId::CopyMarkdown].iconText());
    auto* close = new QToolButton(head);
    close->setIcon(m_with.theme.icon("window-close"_L1, Tone::Muted));
    close->setAccessibleName(tr("Close the task panel"));
    close->setToolTip(tr("Close the task panel"));
    connect(close, &QToolButton::clicked, this, &TaskPanel::closeRequested);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 10, 10, 2);
    layout->setSpacing(2);
    layout->addWidget(m_number, 1);
    layout->addWidget(copy);
    layout->addWidget(close);
    return head;
}

QWidget* TaskPanel::makeTitle(QWidget& body)
{
    auto* line = new QWidget(&body);
    auto* check = new CheckButton(m_with.theme, line);
    m_check = check;
    connect(check, &QAbstractButton::clicked, this, [this] { Q_EMIT doneToggled(task()); });
    m_title = new GrowingEdit(GrowingEdit::Lines::One, line);
    m_title->setProperty("quiet", true);
    m_title->setAccessibleName(tr("Title"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setHeights(32, 160);
    connect(m_title, &GrowingEdit::committed, this,
        [this](const QString& title) { m_with.workbench.editing().rename(m_shown, title); });
    connect(m_title, &GrowingEdit::left, m_scroll, [this] { m_title->clearFocus(); });
    auto* layout = new QGridLayout(line);
    layout->setContentsMargins(6, 0, 4, 0);
    layout->setSpacing(2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(check, 0, 0, Qt::AlignTop);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(new LimitNote(*m_title, line), 1, 1);
    return line;
}

void TaskPanel::makeSections(QVBoxLayout& layout)
{
    QWidget* body = layout.parentWidget();
    m_properties = new PropertyGrid(m_with, body);
    m_description = new DescriptionSection(m_with.theme, body);
    m_subtasks = new SubtaskSection(m_with, body);
    m_blockedBy = new LinkedTasksSection(LinkedTasksSection::Kind::BlockedBy, m_with, body);
    m_blocks = new LinkedTasksSection(LinkedTasksSection::Kind::Blocks, m_with, body);
    m_activity = new ActivitySection(m_with, body);
    m_workflow = new WorkflowSection(m_with.theme, body);
    m_patterns = new AdviceSection(tr("Patterns"), m_with.theme, body);
    m_practices = new AdviceSection(tr("Best practices"), m_with.theme, body);
    for (QWidget* part : std::initializer_list<QWidget*> { m_properties, m_description, m_subtasks, m_blockedBy, m_blocks, m_workflow,
             m_activity, m_patterns, m_practices })
        layout.addWidget(part);
    connect(m_description, &DescriptionSection::committed, this, &TaskPanel::saveDescription);
    connect(m_description, &DescriptionSection::editingStarted, this, [this] { keepInSight(m_description->editor()); });
    m_description->editor().installEventFilter(this);
    connect(&m_description->editor(), &QPlainTextEdit::cursorPositionChanged, this, [this] { keepInSight(m_description->editor()); });
    connect(m_description, &DescriptionSection::taskLinkClicked, this, &TaskPanel::taskLinkRequested);
    connect(m_properties, &PropertyGrid::taskRequested, this, &TaskPanel::taskRequested);
    connect(m_activity, &ActivitySection::reviewRequested, this, &TaskPanel::reviewRequested);
    connect(m_activity, &ActivitySection::olderRequested, &m_with.context, &context::TaskContextController::loadOlderActivity);
    connect(m_subtasks, &SubtaskSection::taskRequested, this, &TaskPanel::taskRequested);
    connect(m_subtasks, &SubtaskSection::doneToggled, this, &TaskPanel::doneToggled);
    connect(m_blockedBy, &LinkedTasksSection::taskRequested, this, &TaskPanel::taskRequested);
    connect(m_blocks, &LinkedTasksSection::taskRequested, this, &TaskPanel::taskRequested);
}

void TaskPanel::setOverlay(bool overlay)
{
    setProperty("overlay", overlay);
    setStyleSheet(styleSheet()); // a property that the style sheet names is read again only then
}

void TaskPanel::finishEditing()
{
    if (!m_stack)
        return;
    m_title->finish();
    m_description->finish();
    m_activity->finishEditing();
}

void TaskPanel::focusTitle()
{
    build();
    m_title->setFocus(Qt::OtherFocusReason);
    m_title->moveCursor(QTextCursor::End);
}

QString TaskPanel::shownTitle() const { return m_title ? m_title->toPlainText() : QString(); }

RowKey TaskPanel::task() const { return m_shown; }

void TaskPanel::showContext(const TaskContext& context)
{
    if (!m_stack)
        return build(); // which shows it
    const bool another = m_shown != m_with.context.task();
    if (another)
        finishEditing(); // what is typed belongs to the task before
    m_shown = m_with.context.task();
    const bool known = context.task.isKnown();
    m_stack->setCurrentIndex(known || m_with.context.isLoading() || m_with.context.error() ? 1 : 0);
    const Task& task = context.task.value;
    const bool editable = known && m_shown && task.deletedAt.isEmpty();
    QStringList place { context.taskNumber(), context.project.value.name, context.milestone.value.name };
    place.removeAll(QString());
    m_number->setText(place.join(u" \u203a "_s));
    if (another)
        m_title->clearFocus();
    m_title->setSource(task.title);
    m_title->setReadOnly(!editable);
    static_cast<CheckButton*>(m_check)->show(task.status, task.priority);
    m_check->setEnabled(editable);
    m_conflicts->show(m_shown);
    m_properties->show(context, m_shown, editable);
    m_description->show(task.description, context.task.from, editable, another);
    m_subtasks->show(context, m_shown, editable);
    m_blockedBy->show(context.blockedBy, m_shown, editable);
    m_blocks->show(context.blocks, m_shown, editable);
    m_activity->show(context, m_shown, another);
    m_workflow->show(context.workflow, task.stage);
    m_patterns->show(context.patterns);
    m_practices->show(context.bestPractices);
    if (another) {
        m_scroll->verticalScrollBar()->setValue(0);
        offerUnsaved();
    }
    showNotice();
}

void TaskPanel::saveDescription(const QString& markdown, const QString& started)
{
    m_with.workbench.editing().setDescription(m_shown, markdown, started, [self = QPointer(this), task = m_shown, markdown, started] {
        if (!self)
            return;
        self->m_unsaved.insert(task, { markdown, started });
        self->offerUnsaved();
    });
}

void TaskPanel::offerUnsaved()
{
    const auto found = m_unsaved.constFind(m_shown);
    if (found == m_unsaved.constEnd())
        return;
    const Unsaved unsaved = *found;
    m_unsaved.erase(found);
    m_description->takeUp(unsaved.text, unsaved.started);
}

bool TaskPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        keepInSight(m_description->editor());
    return QFrame::eventFilter(watched, event);
}

//! The line with the cursor, once the editor has its height.
void TaskPanel::keepInSight(GrowingEdit& edit)
{
    QTimer::singleShot(0, &edit, [this, &edit] {
        if (!edit.isVisible() || window()->focusWidget() != &edit)
            return;
        const QPoint at = edit.viewport()->mapTo(m_scroll->widget(), edit.cursorRect().center());
        m_scroll->ensureVisible(0, at.y(), 0, 48);
    });
}

void TaskPanel::showNotice()
{
    build();
    const auto& controller = m_with.context;
    QString words;
    if (controller.error())
        words = sync::sentenceFor(*controller.error());
    else if (controller.isLoading())
        words = tr("Loading what is not on this device...");
    else if (controller.context().task.isKnown() && !controller.context().task.value.deletedAt.isEmpty())
        words = tr("This task is in the trash.");
    m_notice->setText(words);
    m_notice->setProperty("tone", controller.error() ? u"warning"_s : u"muted"_s);
    m_notice->setStyleSheet(m_notice->styleSheet());
    m_notice->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        m_stack->setCurrentIndex(1);
}

} // namespace convoy::ui
