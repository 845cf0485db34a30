#include "ui/taskpanel/activitysection.h"

#include "domain/clock.h"
#include "items/activitymodel.h"
#include "items/workbench.h"
#include "schedule/dates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/markdownview.h"
#include "ui/widgets/section.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::ActivityModel;

struct ActivitySection::Line {
    bool comment = false;
    bool pending = false;
    QString author;
    QString device;
    qint64 micros = 0;
    QString body;
};

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
    connect(m_older, &QPushButton::clicked, this, [this] { m_model->fetchMore({}); });
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
    m_send->hide();
}

void ActivitySection::show(const context::TaskContext& context, RowKey task, bool another)
{
    m_section->setProvenance(context::provenanceText(context.activity.from));
    m_remote = context.activity.from.origin == context::Origin::Server ? context.activity.value : std::vector<Activity>();
    if (another) {
        if (m_task)
            m_drafts.insert(m_task, m_box->toPlainText());
        m_task = task;
        m_box->setPlainText(m_drafts.take(task));
        m_model->setTask(task);
    }
    m_box->setVisible(bool(task));
    showLines();
}

std::vector<ActivitySection::Line> ActivitySection::linesHere() const
{
    std::vector<Line> lines;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex at = m_model->index(row);
        const auto when = at.data(ActivityModel::WhenRole).toDateTime();
        lines.push_back({ at.data(ActivityModel::IsCommentRole).toBool(), at.data(ActivityModel::PendingRole).toBool(),
            at.data(ActivityModel::AuthorRole).toString(), at.data(ActivityModel::DeviceRole).toString(),
            when.isValid() ? when.toMSecsSinceEpoch() * 1000 : 0, at.data(ActivityModel::BodyRole).toString() });
    }
    return lines;
}

std::vector<ActivitySection::Line> ActivitySection::linesOf(const std::vector<Activity>& activity) const
{
    std::vector<Line> lines;
    for (const Activity& entry : activity) {
        const QString body = entry.body.isEmpty() ? entry.action : entry.body;
        lines.push_back({ entry.kind == "comment"_L1, false, entry.authorName, entry.deviceName,
            timestampMicros(entry.createdAt).value_or(0), body });
    }
    return lines;
}

QWidget* ActivitySection::makeLine(const Line& line)
{
    QStringList head;
    head.append(line.author.isEmpty() ? tr("You") : line.author);
    if (!line.device.isEmpty())
        head.append(tr("on %1", "a device").arg(line.device));
    head.append(line.pending ? tr("not on the server yet")
                             : line.micros ? schedule::momentWords(line.micros, m_with.clock.wallMicros()) : QString());
    head.removeAll(QString());
    auto* part = new QWidget(this);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    auto* who = new QLabel(head.join(u" \u00b7 "_s), part);
    who->setProperty("tone", u"muted"_s);
    QFont small = who->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    who->setFont(small);
    who->setTextFormat(Qt::PlainText);
    layout->addWidget(who);
    if (line.comment) {
        auto* card = new QFrame(part);
        card->setObjectName(u"card"_s);
        auto* inner = new QVBoxLayout(card);
        inner->setContentsMargins(10, 7, 10, 7);
        auto* body = new MarkdownView(card);
        body->setAccessibleName(tr("Comment by %1").arg(head.front()));
        body->setSourceText(line.body);
        inner->addWidget(body);
        layout->addWidget(card);
    } else {
        auto* body = new QLabel(line.body, part);
        body->setWordWrap(true);
        body->setTextFormat(Qt::PlainText);
        layout->addWidget(body);
    }
    return part;
}

void ActivitySection::showLines()
{
    m_queued = false;
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Line& line : m_remote.empty() ? linesHere() : linesOf(m_remote))
        m_lines->addWidget(makeLine(line));
    m_older->setVisible(m_model->canFetchMore({}));
}

int ActivitySection::lineCount() const { return m_lines->count(); }

void ActivitySection::send()
{
    const QString text = m_box->toPlainText().trimmed();
    if (text.isEmpty() || !m_task)
        return;
    m_with.workbench.editing().addComment(m_task, text);
    m_drafts.remove(m_task);
    m_box->setSource({});
    m_box->clear();
}

} // namespace convoy::ui
