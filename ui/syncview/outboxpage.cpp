#include "ui/syncview/outboxpage.h"

#include "items/outboxmodel.h"
#include "items/workbench.h"
#include "schedule/dates.h"
#include "sync/status/sentences.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::OutboxModel;
using sync::SyncState;

QString waitsFor(OutboxState state, const sync::SyncStatus& status, qint64 nowMicros)
{
    switch (state) {
    case OutboxState::Sent: return OutboxPage::tr("On its way. It stays here until the server has confirmed it.");
    case OutboxState::Refused: return OutboxPage::tr("The server did not accept it. Your text is kept here.");
    case OutboxState::Parked: return OutboxPage::tr("Set aside, so that the other edits could go on.");
    case OutboxState::Held: return OutboxPage::tr("It does not fit what others changed meanwhile. Look at the task and decide.");
    case OutboxState::Answered:
    case OutboxState::Waiting: break;
    }
    switch (status.state) {
    case SyncState::NoAccount: return OutboxPage::tr("Waits until you sign in. It is saved on this device.");
    case SyncState::SignInExpired: return OutboxPage::tr("Waits until you sign in again. It is saved on this device.");
    case SyncState::Paused: return OutboxPage::tr("Waits until sync goes on. It is saved on this device.");
    case SyncState::Offline:
    case SyncState::OfflinePending:
    case SyncState::CaptivePortal: return OutboxPage::tr("Waits for the network. It is saved on this device.");
    case SyncState::ServerUnreachable: return sync::describe(status, nowMicros);
    default: return OutboxPage::tr("Goes with the next sync. It is saved on this device.");
    }
}

namespace {

//! "10:42", "Yesterday, 10:42": as every other list of this panel says when.
class MomentDelegate final : public QStyledItemDelegate {
public:
    MomentDelegate(const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_clock(clock)
    {
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->text = schedule::momentWords(index.data(OutboxModel::MadeRole).toLongLong(), m_clock.wallMicros());
    }

private:
    const Clock& m_clock;
};

} // namespace

OutboxPage::OutboxPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_list(new QTreeView(this))
    , m_empty(new QLabel(tr("Every edit on this device has reached the server."), this))
{
    m_empty->setProperty("tone", u"muted"_s);
    m_empty->setAlignment(Qt::AlignTop);
    m_list->setAccessibleName(tr("Edits that wait for the server"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setProperty("table", true);
    auto* model = with.workbench.makeOutbox(this);
    m_list->setModel(model);
    m_list->setItemDelegateForColumn(int(OutboxModel::Column::When), new MomentDelegate(with.clock, m_list));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < model->columnCount(); ++column)
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeQuestion());
    layout->addWidget(makeGone());
    layout->addWidget(makeVerbs());
    connect(m_list, &QTreeView::activated, this,
        [this](const QModelIndex& at) { Q_EMIT rowChosen(at.data(OutboxModel::OpenedRole).value<RowKey>()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OutboxPage::showVerbs);
    connect(model, &QAbstractItemModel::rowsInserted, this, &OutboxPage::showSize);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &OutboxPage::showSize);
    connect(model, &QAbstractItemModel::modelReset, this, &OutboxPage::showSize);
    connect(model, &QAbstractItemModel::dataChanged, this, &OutboxPage::showVerbs);
    showSize();
}

QWidget* OutboxPage::makeVerbs()
{
    auto* part = new QWidget(this);
    m_reason = new QLabel(part);
    m_reason->setWordWrap(true);
    m_retry = new QPushButton(tr("Retry"), part);
    m_open = new QPushButton(tr("Edit"), part);
    m_open->setToolTip(tr("Opens what it changes; the next version of the edit takes the place of this one"));
    m_discard = new QPushButton(tr("Discard..."), part);
    m_export = new QPushButton(tr("Export..."), part);
    m_export->setToolTip(tr("Saves all waiting edits as a file"));
    auto* line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_reason, 1);
    for (QPushButton* button : { m_retry, m_open, m_discard, m_export }) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    connect(m_retry, &QPushButton::clicked, this, [this] { m_with.outbox.retry(currentGroup()); });
    connect(m_open, &QPushButton::clicked, this,
        [this] { Q_EMIT rowChosen(m_list->currentIndex().data(OutboxModel::OpenedRole).value<RowKey>()); });
    connect(m_discard, &QPushButton::clicked, this, &OutboxPage::askDiscard);
    connect(m_export, &QPushButton::clicked, this, &OutboxPage::chooseExportFile);
    return part;
}

QWidget* OutboxPage::makeQuestion()
{
    m_question = new QFrame(this);
    m_question->setObjectName(u"banner"_s);
    m_goes = new QLabel(m_question);
    m_goes->setWordWrap(true);
    m_goes->setTextFormat(Qt::PlainText);
    m_yes = new QPushButton(tr("Discard edit"), m_question);
    m_no = new QPushButton(tr("Keep"), m_question);
    auto* line = new QHBoxLayout(m_question);
    line->setContentsMargins(12, 10, 12, 10);
    line->addWidget(m_goes, 1);
    for (QPushButton* button : { m_yes, m_no }) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    m_question->hide();
    connect(m_yes, &QPushButton::clicked, this, &OutboxPage::discard);
    connect(m_no, &QPushButton::clicked, this, [this] {
        m_question->hide();
        m_list->setFocus();
    });
    return m_question;
}

int OutboxPage::count() const { return m_list->model()->rowCount(); }

void OutboxPage::setStatus(const sync::SyncStatus& status)
{
    m_status = status;
    showVerbs();
}

void OutboxPage::showSize()
{
    const int count = m_list->model()->rowCount();
    m_list->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    if (count > 0 && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    showVerbs();
    Q_EMIT countChanged(count);
}

void OutboxPage::showVerbs()
{
    const QModelIndex at = m_list->currentIndex();
    const auto state = OutboxState(at.data(OutboxModel::StateRole).toInt());
    const bool stuck = at.isValid() && (state == OutboxState::Refused || state == OutboxState::Parked || state == OutboxState::Held);
    QStringList words;
    if (at.isValid()) {
        const QString error = at.data(OutboxModel::ErrorRole).toString();
        words.append(error.isEmpty() ? waitsFor(state, m_status, m_with.clock.wallMicros()) : error);
        if (const int attempts = at.data(OutboxModel::AttemptsRole).toInt(); attempts > 0)
            words.append(attempts == 1 ? tr("Tried once.") : tr("Tried %n times.", nullptr, attempts));
    }
    m_reason->setText(words.join(u' '));
    m_reason->setProperty("tone", stuck ? u"warning"_s : u"muted"_s);
    m_reason->style()->polish(m_reason); // reads the property again
    m_retry->setVisible(stuck && state != OutboxState::Held && m_with.outbox.retry);
    m_open->setVisible(at.isValid() && at.data(OutboxModel::OpenedRole).value<RowKey>());
    m_discard->setVisible(at.isValid() && state != OutboxState::Sent && m_with.outbox.discard);
    m_export->setVisible(at.isValid() && m_with.outbox.exported);
    if (m_question->isVisibleTo(this) && currentGroup() != m_asked)
        m_question->hide();
}

void OutboxPage::askDiscard()
{
    const GroupId group = currentGroup();
    if (!m_with.outbox.preview) {
        showQuestion(group, { m_list->currentIndex().data().toString() });
        return;
    }
    m_with.outbox.preview(group, [self = QPointer(this), group](const QStringList& edits) {
        if (self && self->currentGroup() == group)
            self->showQuestion(group, edits);
    });
}

void OutboxPage::showQuestion(GroupId group, const QStringList& edits)
{
    constexpr int most = 6;
    m_asked = group;
    QStringList lines = edits.mid(0, most);
    for (QString& line : lines)
        line.prepend(u"\u2022 "_s);
    if (edits.size() > most)
        lines.append(tr("and %1 more").arg(edits.size() - most));
    const QString head = edits.size() == 1 ? tr("The task will be as the server has it, without:")
                                           : tr("These edits build on each other and go together:");
    m_goes->setText(head + u'\n' + lines.join(u'\n'));
    m_yes->setText(edits.size() == 1 ? tr("Discard edit") : tr("Discard %n edits", nullptr, int(edits.size())));
    m_gone->hide();
    m_question->show();
    m_no->setFocus();
}

void OutboxPage::discard()
{
    m_question->hide();
    const QString one = m_list->currentIndex().data().toString();
    m_with.outbox.discard(m_asked, [self = QPointer(this), one](const std::vector<GroupId>& gone) {
        if (!self)
            return;
        self->m_discarded = gone;
        self->m_goneWords->setText(gone.empty() ? tr("This edit is on its way to the server and cannot be discarded now.")
                : gone.size() == 1              ? tr("Discarded: %1").arg(one)
                                                : tr("Discarded %n edits", nullptr, int(gone.size())));
        self->m_gone->findChild<QPushButton*>()->setVisible(!gone.empty() && self->m_with.outbox.putBack);
        self->m_gone->show();
    });
    m_list->setFocus();
}

QWidget* OutboxPage::makeGone()
{
    m_gone = new QFrame(this);
    m_gone->setObjectName(u"banner"_s);
    m_goneWords = new QLabel(m_gone);
    m_goneWords->setWordWrap(true);
    m_goneWords->setTextFormat(Qt::PlainText);
    auto* undo = new QPushButton(tr("Undo"), m_gone);
    undo->setAccessibleName(tr("Undo the discarding"));
    undo->setAutoDefault(false);
    auto* line = new QHBoxLayout(m_gone);
    line->setContentsMargins(12, 6, 8, 6);
    line->addWidget(m_goneWords, 1);
    line->addWidget(undo);
    m_gone->hide();
    connect(undo, &QPushButton::clicked, this, &OutboxPage::takeBack);
    return m_gone;
}

void OutboxPage::takeBack()
{
    m_gone->hide();
    m_with.outbox.putBack(std::exchange(m_discarded, {}), [self = QPointer(this)](const QString& problem) {
        if (self && !problem.isEmpty())
            Q_EMIT self->told(tr("The edit could not be taken back: %1 It is kept under Kept aside.").arg(problem));
    });
}

void OutboxPage::chooseExportFile()
{
    auto* dialog = new QFileDialog(this, tr("Export waiting edits"), {}, tr("JSON files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"convoy-waiting-edits.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &OutboxPage::exportTo);
    dialog->open();
}

void OutboxPage::exportTo(const QString& path)
{
    m_with.outbox.exported([self = QPointer(this), path](const QByteArray& json) {
        QSaveFile file(path);
        const bool saved = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
        if (self && saved && self->m_with.outbox.noteExported)
            self->m_with.outbox.noteExported();
        if (self)
            Q_EMIT self->told(saved ? tr("Saved the edits as %1").arg(path)
                                    : tr("The file could not be written. The edits are still here. Choose another folder."));
    });
}

GroupId OutboxPage::currentGroup() const { return m_list->currentIndex().data(OutboxModel::GroupRole).toUuid(); }

} // namespace convoy::ui
