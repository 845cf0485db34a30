#include "ui/syncview/reviewpage.h"

#include "items/reviewmodel.h"
#include "items/workbench.h"
#include "schedule/dates.h"
#include "ui/syncview/reviewcells.h"
#include "ui/syncview/valuedialog.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::ReviewModel;
using Column = ReviewModel::Column;

namespace {

constexpr int keysRole = Qt::UserRole + 100;
constexpr int bothRole = Qt::UserRole + 101;
constexpr int editRole = Qt::UserRole + 102;
constexpr int whyRole = Qt::UserRole + 103;

QString withTime(const QString& device, const QDateTime& when, qint64 now)
{
    if (!when.isValid())
        return device;
    return ReviewPage::tr("%1\n%2", "a device and a time").arg(device, schedule::momentWords(when.toMSecsSinceEpoch() * 1000, now));
}

} // namespace

ReviewPage::ReviewPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_model(with.workbench.makeReview(this))
    , m_items(new QListView(this))
{
    m_items->setModel(m_model);
    m_items->setAccessibleName(tr("Items to review"));
    m_items->setProperty("table", true);
    m_items->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_items->setTextElideMode(Qt::ElideRight);
    auto* nothing = new QLabel(tr("Nothing to review. When two devices change the same field and one value loses, it waits here for you."), this);
    nothing->setProperty("tone", u"muted"_s);
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignTop);
    m_nothing = nothing;
    m_split = new QWidget(this);
    m_items->setFixedWidth(190);
    auto* sides = new QHBoxLayout(m_split);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(12);
    sides->addWidget(m_items);
    sides->addWidget(makeFields(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->addWidget(m_nothing, 1);
    layout->addWidget(m_split, 1);
    connect(m_items->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReviewPage::showItem);
    for (const auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(m_model, signal, this, &ReviewPage::onModelChanged, Qt::QueuedConnection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ReviewPage::onModelChanged, Qt::QueuedConnection);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ReviewPage::onModelChanged, Qt::QueuedConnection);
    onModelChanged();
}

QWidget* ReviewPage::makeFields()
{
    auto* part = new QWidget(this);
    m_fields = new QTreeWidget(part);
    m_fields->setAccessibleName(tr("Fields and their values"));
    m_fields->setProperty("table", true);
    m_fields->setRootIsDecorated(false);
    m_fields->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_fields->setWordWrap(true);
    m_fields->setColumnCount(int(Column::Count));
    m_fields->setItemDelegate(new ReviewCells(m_with.theme, m_fields));
    m_fields->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_fields->header()->setStretchLastSection(false);
    m_fields->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_fields->header()->setSectionResizeMode(int(Column::Field), QHeaderView::Fixed);
    m_fields->header()->resizeSection(int(Column::Field), 100);
    m_why = new QLabel(part);
    m_why->setProperty("tone", u"muted"_s);
    m_why->setWordWrap(true);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_fields, 1);
    layout->addWidget(m_why);
    layout->addWidget(makeVerbs());
    connect(m_fields->header(), &QHeaderView::sectionResized, m_fields, &QTreeWidget::doItemsLayout, Qt::QueuedConnection); // heights follow widths
    connect(m_fields, &QTreeWidget::itemSelectionChanged, this, &ReviewPage::showVerbs);
    return part;
}

QWidget* ReviewPage::makeVerbs()
{
    auto* part = new QWidget(this);
    auto* line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    const auto verb = [&](const QString& text) {
        auto* button = new QPushButton(text, part);
        button->setAutoDefault(false);
        line->addWidget(button);
        return button;
    };
    m_open = verb(tr("Open"));
    m_open->setProperty("link", true);
    line->addStretch();
    m_edit = verb(tr("Edit..."));
    m_both = verb(tr("Keep both"));
    m_mine = verb(tr("Keep mine"));
    m_theirs = verb(tr("Keep theirs"));
    m_theirs->setProperty("primary", true); // what stands already is what happens when nobody decides
    const auto keep = [this](store::Keep which) {
        return [this, which] { m_with.workbench.editing().review(chosenConflicts(), which); };
    };
    connect(m_mine, &QPushButton::clicked, this, keep(store::Keep::Mine));
    connect(m_theirs, &QPushButton::clicked, this, keep(store::Keep::Theirs));
    connect(m_both, &QPushButton::clicked, this, keep(store::Keep::Both));
    connect(m_edit, &QPushButton::clicked, this, &ReviewPage::edit);
    connect(m_open, &QPushButton::clicked, this,
        [this] { Q_EMIT rowChosen(m_items->currentIndex().data(ReviewModel::OpenedRole).value<RowKey>()); });
    return part;
}

int ReviewPage::openCount() const { return m_model->openCount(); }

void ReviewPage::choose(RowKey row)
{
    if (const QModelIndex at = m_model->indexOf(row); at.isValid())
        m_items->setCurrentIndex(at);
}

void ReviewPage::onModelChanged()
{
    const bool some = m_model->rowCount() > 0;
    m_nothing->setVisible(!some);
    m_split->setVisible(some);
    if (some && !m_items->currentIndex().isValid())
        m_items->setCurrentIndex(m_model->index(0, 0));
    showItem();
    Q_EMIT countChanged(m_model->openCount());
}

QTreeWidgetItem* ReviewPage::lineOf(const QModelIndex& field)
{
    auto* line = new QTreeWidgetItem(m_fields);
    for (int column = 0; column < int(Column::Count); ++column)
        line->setText(column, field.siblingAtColumn(column).data().toString());
    line->setData(0, Qt::AccessibleTextRole, field.data(Qt::AccessibleTextRole));
    line->setData(0, keysRole, field.data(ReviewModel::ConflictKeysRole));
    line->setData(0, bothRole, field.data(ReviewModel::CanKeepBothRole));
    line->setData(0, editRole, field.data(ReviewModel::CanEditRole));
    QString why = field.data(ReviewModel::WhyRole).toString();
    if (field.data(ReviewModel::MineIsCutRole).toBool())
        why += u' ' + tr("Your value was too long to be kept whole; its beginning is here.");
    line->setData(0, whyRole, why);
    line->setData(int(Column::Mine), ReviewCells::OtherTextRole, line->text(int(Column::Theirs)));
    line->setData(int(Column::Mine), ReviewCells::MineRole, true);
    line->setData(int(Column::Theirs), ReviewCells::OtherTextRole, line->text(int(Column::Mine)));
    line->setData(int(Column::Theirs), ReviewCells::StandsRole, true);
    return line;
}

void ReviewPage::showItem()
{
    const QModelIndex item = m_items->currentIndex();
    m_fields->clear();
    if (!item.isValid()) {
        showVerbs();
        return;
    }
    const qint64 now = m_with.clock.wallMicros();
    const QModelIndex first = m_model->index(0, 0, item);
    m_fields->setHeaderLabels({ tr("Field"), tr("Before"),
        withTime(first.data(ReviewModel::MineDeviceRole).toString(), first.data(ReviewModel::MineTimeRole).toDateTime(), now),
        withTime(first.data(ReviewModel::TheirsDeviceRole).toString(), first.data(ReviewModel::TheirsTimeRole).toDateTime(), now) });
    for (int row = 0; row < m_model->rowCount(item); ++row)
        lineOf(m_model->index(row, 0, item))->setSelected(true);
    m_open->setVisible(bool(item.data(ReviewModel::OpenedRole).value<RowKey>()));
    showVerbs();
}

std::vector<RowKey> ReviewPage::chosenConflicts() const
{
    std::vector<RowKey> keys;
    for (const QTreeWidgetItem* line : m_fields->selectedItems()) {
        for (const RowKey key : line->data(0, keysRole).value<std::vector<RowKey>>())
            keys.push_back(key);
    }
    return keys;
}

void ReviewPage::showVerbs()
{
    const auto lines = m_fields->selectedItems();
    const bool some = !lines.isEmpty();
    const bool both = std::all_of(lines.begin(), lines.end(), [](const QTreeWidgetItem* line) { return line->data(0, bothRole).toBool(); });
    m_mine->setEnabled(some);
    m_theirs->setEnabled(some);
    m_both->setVisible(some && both);
    m_edit->setVisible(lines.size() == 1 && lines.front()->data(0, editRole).toBool());
    m_why->setText(some ? lines.front()->data(0, whyRole).toString() : tr("Choose the fields to decide about."));
}

void ReviewPage::edit()
{
    const auto lines = m_fields->selectedItems();
    if (lines.size() != 1)
        return;
    const auto keys = lines.front()->data(0, keysRole).value<std::vector<RowKey>>();
    auto* dialog = new ValueDialog(lines.front()->text(0), lines.front()->text(int(Column::Theirs)), lines.front()->text(int(Column::Mine)), this);
    connect(dialog, &ValueDialog::saved, this, [this, key = keys.front()](const QString& text) { m_with.workbench.editing().reviewWith(key, text); });
    dialog->open();
}

} // namespace convoy::ui
