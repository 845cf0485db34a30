#include "ui/taskpanel/activitysection.h"

#include "domain/activitywords.h"
#include "domain/clock.h"
#include "items/activitymodel.h"
#include "items/workbench.h"
#include "ui/taskpanel/commentline.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/limitnote.h"
#include "ui/widgets/section.h"

#include <QDateTime>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::ActivityModel;

ActivitySection::ActivitySection(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_model(with.workbench.makeActivity(this))
    , m_section(new Section(tr("Activity"), with.theme, this))
    , m_box(new GrowingEdit(GrowingEdit::Lines::Many, this))
    , m_send(new QPushButton(tr("Comment"), this))
    , m_lines(new QVBoxLayout)
    , m_older(new QPushButton(tr("Show older"), this))
{
    m_box->setAccessibleName(tr("Write a comment"));
    m_box->setPlaceholderText(tr("Write a comment; Ctrl+Return sends it"));
    m_box->setHeights(36, 200);
    m_send->setAccessibleName(tr("Add the comment"));
    m_send->setEnabled(false);
    m_older->setProperty("link", true);
    m_older->setAccessibleName(tr("Show older activity"));
    m_lines->setSpacing(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_section->body()->setSpacing(6);
    m_section->body()->addWidget(m_box);
    m_section->body()->addWidget(new LimitNote(*m_box, m_section));
    m_section->body()->addWidget(m_send, 0, Qt::AlignRight);
    m_section->body()->addLayout(m_lines);
    m_section->addLink(m_older);

    connect(m_box, &QPlainTextEdit::textChanged, this, [this] {
        const bool empty = m_box->toPlainText().trimmed().isEmpty();
        m_send->setEnabled(!empty);
        m_send->setVisible(!empty);
    });
    connect(m_box, &GrowingEdit::submitted, this, &ActivitySection::send);
    connect(m_send, &QPushButton::clicked, this, &ActivitySection::send);
    connect(m_older, &QPushButton::clicked, this, [this] {
        if (m_model->canFetchMore({}))
            m_model->fetchMore({});
        else
            Q_EMIT olderRequested();
    });
    const auto queue = [this] {
        if (!m_queued) {
            m_queued = true;
            QTimer::singleShot(0, this, &ActivitySection::showLines);
        }
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, queue);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, queue);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, queue);
    connect(m_model, &QAbstractItemModel::dataChanged, this, queue);
    connect(&with.workbench, &items::Workbench::changed, this, [queue](const ChangeSet& changes) {
        if (std::any_of(changes.rows.begin(), changes.rows.end(), [](const ChangedRow& row) { return row.entity == Entity::Conflict; }))
            queue();
    });
    m_send->hide();
}

void ActivitySection::show(const context::TaskContext& context, RowKey task, bool another)
{
    const QString provenance = context::provenanceText(context.activity.from);
    m_section->setProvenance(context.older.isKnown() ? tr("%1; older: %2", "where it comes from").arg(provenance, context::provenanceText(context.older.from)) : provenance);
    m_olderLines = context.older.value;
    m_olderOnServer = context.olderOnServer && context.olderActivity;
    m_remote = context.activity.from.origin == context::Origin::Server ? context.activity.value : std::vector<Activity>();
    if (another) {
        m_task = task;
        m_box->setPlainText(draftOf(task));
        m_model->setTask(task);
    }
    m_box->setVisible(bool(task));
    showLines();
}

std::vector<ActivityLine> ActivitySection::linesHere() const
{
    std::vector<ActivityLine> lines;
    const auto conflicts = m_with.workbench.catalog().openConflicts();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex at = m_model->index(row);
        const auto when = at.data(ActivityModel::WhenRole).toDateTime();
        const auto key = at.data(ActivityModel::KeyRole).value<RowKey>();
        lines.push_back({ .key = key,
            .comment = at.data(ActivityModel::IsCommentRole).toBool(),
            .pending = at.data(ActivityModel::PendingRole).toBool(),
            .own = at.data(ActivityModel::OwnRole).toBool(),
            .edited = at.data(ActivityModel::EditedRole).toBool(),
            .conflict = key && std::any_of(conflicts.begin(), conflicts.end(), [key](const auto& item) { return item.row == key; }),
            .author = at.data(ActivityModel::AuthorRole).toString(),
            .device = at.data(ActivityModel::DeviceRole).toString(),
            .micros = when.isValid() ? when.toMSecsSinceEpoch() * 1000 : 0,
            .body = at.data(ActivityModel::BodyRole).toString() });
    }
    return lines;
}

std::vector<ActivityLine> ActivitySection::linesOf(const std::vector<Activity>& activity) const
{
    std::vector<ActivityLine> lines;
    for (const Activity& entry : activity) {
        const bool comment = entry.kind == "comment"_L1;
        lines.push_back({ .comment = comment,
            .author = entry.authorName,
            .device = entry.deviceName,
            .micros = timestampMicros(entry.createdAt).value_or(0),
            .body = comment || !entry.body.isEmpty() ? entry.body : activitySentence(entry) });
    }
    return lines;
}

//! Lines that are the same as before keep their widgets, and with them the focus and what is typed.
void ActivitySection::showLines()
{
    m_queued = false;
    std::vector<CommentLine*> before;
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        before.push_back(static_cast<CommentLine*>(item->widget()));
        delete item;
    }
    const auto isNew = [&before](const CommentLine* line) { return std::find(before.begin(), before.end(), line) == before.end(); };
    auto lines = m_remote.empty() ? linesHere() : linesOf(m_remote);
    if (!m_model->canFetchMore({})) {
        const auto older = linesOf(m_olderLines);
        lines.insert(lines.end(), older.begin(), older.end());
    }
    for (const ActivityLine& line : lines) {
        const auto found = std::find_if(before.begin(), before.end(),
            [&line](const CommentLine* shown) { return line.key ? shown->line().key == line.key : shown->line() == line; });
        CommentLine* shown = found == before.end() ? new CommentLine(m_with, this) : *found;
        if (isNew(shown))
            connect(shown, &CommentLine::reviewRequested, this, &ActivitySection::reviewRequested);
        else
            before.erase(found);
        shown->show(line);
        m_lines->addWidget(shown);
    }
    for (CommentLine* gone : before) {
        gone->hide();
        gone->deleteLater();
    }
    m_older->setVisible(m_model->canFetchMore({}) || m_olderOnServer);
}

void ActivitySection::finishEditing()
{
    for (int i = 0; i < m_lines->count(); ++i)
        static_cast<CommentLine*>(m_lines->itemAt(i)->widget())->finish();
    keepDraft();
}

//! A comment that was not sent is there again when its task is shown, also by the next start.
void ActivitySection::keepDraft()
{
    if (!m_task)
        return;
    const QString name = u"panel/drafts/"_s + bareUid(m_with.workbench.catalog().uidOf(m_task));
    const QString text = m_box->toPlainText();
    if (text.trimmed().isEmpty())
        m_with.settings.remove(name);
    else
        m_with.settings.setValue(name, text);
}

QString ActivitySection::draftOf(RowKey task) const
{
    return task ? m_with.settings.value(u"panel/drafts/"_s + bareUid(m_with.workbench.catalog().uidOf(task))).toString() : QString();
}

int ActivitySection::lineCount() const { return m_lines->count(); }

void ActivitySection::send()
{
    const QString text = m_box->toPlainText().trimmed();
    if (text.isEmpty() || !m_task)
        return;
    m_with.workbench.editing().addComment(m_task, text, [self = QPointer(this), task = m_task, text] {
        if (!self || task != self->m_task || !self->m_box->toPlainText().isEmpty())
            return;
        self->m_box->setPlainText(text); // it was not saved
        self->keepDraft();
    });
    m_box->setSource({});
    m_box->clear();
    keepDraft();
}

} // namespace convoy::ui
