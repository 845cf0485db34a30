#include "ui/tasklist/emptystate.h"

#include "ui/sidebar/viewicons.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::TaskView;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EmptyState)
};

EmptyWords nothingYet(TaskView view)
{
    switch (view) {
    case TaskView::Inbox: return { Words::tr("The inbox is empty"), Words::tr("What you write down without a project lands here."), Words::tr("New task") };
    case TaskView::Today: return { Words::tr("Nothing is due today"), Words::tr("Tasks with a due date up to today show here."), Words::tr("New task") };
    case TaskView::Upcoming: return { Words::tr("Nothing is coming up"), Words::tr("Tasks with a later due date show here."), Words::tr("New task") };
    case TaskView::Ready: return { Words::tr("Nothing to start"), Words::tr("Tasks that wait for no other and may begin show here."), Words::tr("New task") };
    case TaskView::All: return { Words::tr("No tasks yet"), Words::tr("Write down the first one; a title is enough."), Words::tr("New task") };
    case TaskView::Done: return { Words::tr("Nothing done yet"), Words::tr("Finished tasks are kept here."), {} };
    case TaskView::Trash: return { Words::tr("The trash is empty"), Words::tr("Deleted tasks stay here and can be put back."), {} };
    case TaskView::Project: return { Words::tr("No tasks in this project"), Words::tr("New tasks are added to the project you are looking at."), Words::tr("New task") };
    case TaskView::Milestone: return { Words::tr("No tasks in this milestone"), Words::tr("New tasks are added to the milestone you are looking at."), Words::tr("New task") };
    }
    return {};
}

QLatin1StringView pictureOf(Emptiness kind, TaskView view)
{
    switch (kind) {
    case Emptiness::NothingYet: return iconOf(view);
    case Emptiness::AllDone: return "dialog-ok"_L1;
    case Emptiness::FilteredOut: return "search"_L1;
    case Emptiness::NotLoaded: return "cloud-download"_L1;
    }
    return {};
}

} // namespace

EmptyWords wordsFor(Emptiness kind, const items::TaskFilter& filter)
{
    switch (kind) {
    case Emptiness::NothingYet: return nothingYet(filter.query.view);
    case Emptiness::AllDone:
        if (filter.query.view == TaskView::Today)
            return { Words::tr("All done for today"), Words::tr("Nothing that is due is open."), Words::tr("Show done tasks") };
        return { Words::tr("All done"), Words::tr("Nothing is open here."), Words::tr("Show done tasks") };
    case Emptiness::FilteredOut:
        if (filter.conditions.isEmpty())
            return { Words::tr("No task here matches '%1'").arg(filter.text),
                Words::tr("Titles, descriptions and comments of this list were searched."), Words::tr("Clear search") };
        return { Words::tr("No task here fits the filter"), Words::tr("There may be others in this list that it leaves out."),
            Words::tr("Clear filter") };
    case Emptiness::NotLoaded:
        return { Words::tr("Not on this device yet"), Words::tr("The first download is not finished; tasks appear as they arrive."),
            Words::tr("Sync now") };
    }
    return {};
}

EmptyState::EmptyState(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_line(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont large = m_heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_heading->setFont(large);
    m_line->setProperty("tone", u"muted"_s);
    m_button->setAccessibleName(tr("New task"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (QLabel* label : { m_icon, m_heading, m_line }) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_icon);
        layout->addWidget(label);
    }
    layout->addSpacing(6);
    layout->addWidget(m_button, 0, Qt::AlignCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT acted(m_kind); });
    connect(&theme, &Theme::schemeChanged, this, &EmptyState::showIcon);
}

void EmptyState::show(Emptiness kind, const items::TaskFilter& filter)
{
    m_kind = kind;
    m_view = filter.query.view;
    EmptyWords words = wordsFor(kind, filter);
    m_heading->setText(words.heading);
    m_line->setText(words.line);
    m_button->setText(words.verb);
    if (!words.verb.isEmpty())
        m_button->setAccessibleName(words.verb);
    m_button->setVisible(!words.verb.isEmpty());
    showIcon();
}

QString EmptyState::heading() const { return m_heading->text(); }

void EmptyState::showIcon() { m_icon->setPixmap(m_theme.icon(pictureOf(m_kind, m_view), Tone::Muted).pixmap(32, 32)); }

} // namespace convoy::ui
