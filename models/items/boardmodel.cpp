#include "items/boardmodel.h"

#include "domain/gestures.h"
#include "items/editing.h"
#include "items/taskcells.h"
#include "store/reads.h"

#include <QMimeData>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int slice = 100; // cards that a column gains at once
constexpr int againMilliseconds = 30; // changes that come together are one question

} // namespace

BoardModel::BoardModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent)
    : QAbstractItemModel(parent)
    , m_reads(reads)
    , m_thread(thread)
    , m_editing(editing)
{
    m_again.setSingleShot(true);
    m_again.setInterval(againMilliseconds);
    connect(&m_again, &QTimer::timeout, this, &BoardModel::ask);
    connect(&editing, &Editing::savingChanged, this, [this](const std::vector<RowKey>& rows) {
        for (const RowKey row : rows) {
            m_rows.remove(row);
            if (const QModelIndex at = indexOf(row); at.isValid())
                Q_EMIT dataChanged(at, at);
            if (!m_editing.isSaving(row) && m_onTheWay.remove(row) && m_onTheWay.isEmpty() && m_shown)
                ask(); // in place of a question that may have been answered before
        }
    });
}

std::vector<BoardModel::Column> BoardModel::columnsOf(const TaskFilter& filter) const
{
    std::vector<Column> columns;
    RowKey project = filter.query.project;
    if (filter.query.view == TaskView::Milestone) {
        if (const auto milestone = m_reads.milestone(filter.query.milestone))
            project = milestone->project;
    }
    if (!project) {
        for (const TaskStatus status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done })
            columns.push_back({ .column = { .stage = {}, .status = status }, .title = statusName(status) });
        return columns;
    }
    const Workflow workflow = m_reads.workflowOf(project).value_or(builtInWorkflow());
    QStringList ids;
    for (const Stage& stage : workflow.stages)
        ids += stage.id;
    std::vector<TaskStatus> seen;
    for (const Stage& stage : workflow.stages) {
        // A stage that the workflow does not know stands in the first column of its status.
        const bool first = std::find(seen.begin(), seen.end(), stage.category) == seen.end();
        seen.push_back(stage.category);
        columns.push_back({ .column = { stage.id, stage.category, first ? ids : QStringList() }, .title = stage.name });
    }
    return columns;
}

void BoardModel::setFilter(const TaskFilter& filter)
{
    if (filter == m_filter && !m_columns.empty())
        return;
    m_filter = filter;
    m_fresh = true;
    if (m_shown)
        ask();
}

void BoardModel::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        ask();
}

void BoardModel::ask()
{
    m_asked = columnsOf(m_filter);
    for (size_t i = 0; !m_fresh && i < m_asked.size() && i < m_columns.size(); ++i)
        m_asked[i].wanted = m_columns[i].wanted;
    m_loading = true;
    std::vector<std::pair<store::ListingQuery, int>> queries;
    for (const Column& column : m_asked) {
        store::ListingQuery query { .query = m_filter.query, .conditions = m_filter.conditions, .text = m_filter.text, .column = column.column };
        query.query.order = TaskOrder::Position;
        const auto orders = ordersOf(query.query.view);
        if (std::find(orders.begin(), orders.end(), query.query.order) == orders.end())
            query.query.order = orders.front();
        query.query.descending = false;
        queries.emplace_back(query, column.wanted + 1);
    }
    m_thread.ask<Cards>(
        this,
        [queries](const store::Reads& reads) -> Result<Cards> {
            Cards cards;
            for (const auto& [query, limit] : queries) {
                auto listing = reads.listing(query, limit);
                if (!listing)
                    return listing.error();
                cards.push_back(std::move(listing->keys));
            }
            return cards;
        },
        [this](const Result<Cards>& cards) {
            m_loading = false;
            if (!m_onTheWay.isEmpty() && !m_fresh)
                return; // asked again when they are on the disk
            if (cards)
                take(*cards);
            else
                Q_EMIT failed(tr("The board could not be read from this device. %1").arg(cards.error().detail));
        });
}

void BoardModel::take(const Cards& cards)
{
    const auto isSame = [](const Column& a, const Column& b) { return a.column == b.column && a.title == b.title; };
    Cards kept = cards;
    const bool reset = std::exchange(m_fresh, false)
        || !std::equal(m_asked.begin(), m_asked.end(), m_columns.begin(), m_columns.end(), isSame);
    for (size_t i = 0; i < m_asked.size(); ++i) {
        m_asked[i].more = int(kept[i].size()) > m_asked[i].wanted;
        if (m_asked[i].more)
            kept[i].resize(size_t(m_asked[i].wanted));
    }
    m_rows.clear();
    if (reset) {
        beginResetModel();
        m_columns = m_asked;
        for (size_t i = 0; i < m_columns.size(); ++i)
            m_columns[i].keys = kept[i];
        endResetModel();
        Q_EMIT loaded();
        return;
    }
    for (size_t i = 0; i < m_columns.size(); ++i)
        placeCards(int(i), kept[i]);
    for (size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        const int left = int(kept[i].size()), had = int(column.keys.size());
        if (had > left) {
            beginRemoveRows(columnIndex(int(i)), left, had - 1);
            column.keys.resize(size_t(left));
            endRemoveRows();
        }
        column.more = m_asked[i].more;
        if (left > 0)
            Q_EMIT dataChanged(index(0, 0, columnIndex(int(i))), index(left - 1, 0, columnIndex(int(i))));
    }
    Q_EMIT dataChanged(columnIndex(0), columnIndex(int(m_columns.size()) - 1));
    Q_EMIT loaded();
}

//! Puts the wanted cards at the head of the column, in their order; what is not wanted gathers behind them.
void BoardModel::placeCards(int column, const std::vector<RowKey>& wanted)
{
    const QModelIndex here = columnIndex(column);
    auto& keys = m_columns[size_t(column)].keys;
    for (int row = 0; row < int(wanted.size()); ++row) {
        const RowKey key = wanted[size_t(row)];
        if (row < int(keys.size()) && keys[size_t(row)] == key)
            continue;
        const auto [fromColumn, fromRow] = find(key);
        if (fromColumn < 0) {
            beginInsertRows(here, row, row);
            keys.insert(keys.begin() + row, key);
            endInsertRows();
            continue;
        }
        if (!beginMoveRows(columnIndex(fromColumn), fromRow, fromRow, here, row))
            continue;
        auto& source = m_columns[size_t(fromColumn)].keys;
        source.erase(source.begin() + fromRow);
        keys.insert(keys.begin() + row, key);
        endMoveRows();
    }
}

std::pair<int, int> BoardModel::find(RowKey key) const
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const auto& keys = m_columns[i].keys;
        if (const auto at = std::find(keys.begin(), keys.end(), key); at != keys.end())
            return { int(i), int(at - keys.begin()) };
    }
    return { -1, -1 };
}

void BoardModel::applyChanges(const ChangeSet&)
{
    if (m_shown && !m_again.isActive())
        m_again.start();
}

const TaskRow* BoardModel::rowOf(RowKey key) const
{
    if (const TaskRow* kept = m_rows.object(key))
        return kept;
    auto found = m_reads.taskRows({ key });
    if (!found || found->empty())
        return nullptr;
    auto row = std::make_unique<TaskRow>(std::move(found->front()));
    m_editing.overlay(row->task);
    m_rows.insert(key, row.release());
    return m_rows.object(key);
}

RowKey BoardModel::keyAt(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() ? m_columns[index.internalId() - 1].keys[size_t(index.row())] : RowKey {};
}

QModelIndex BoardModel::indexOf(RowKey task) const
{
    const auto [column, row] = find(task);
    return column < 0 ? QModelIndex() : index(row, 0, columnIndex(column));
}

std::vector<RowKey> BoardModel::keysOf(const QModelIndexList& indexes) const
{
    std::vector<RowKey> keys;
    for (const QModelIndex& index : indexes) {
        if (const RowKey key = keyAt(index))
            keys.push_back(key);
    }
    return keys;
}

void BoardModel::moveTo(const std::vector<RowKey>& tasks, int column, int row)
{
    const Column& target = m_columns[size_t(column)];
    const auto isMoved = [&tasks](RowKey key) { return std::find(tasks.begin(), tasks.end(), key) != tasks.end(); };
    RowKey before, after;
    for (int i = std::min(row, int(target.keys.size())) - 1; i >= 0 && !before; --i)
        before = isMoved(target.keys[size_t(i)]) ? RowKey {} : target.keys[size_t(i)];
    for (size_t i = size_t(row); i < target.keys.size() && !after; ++i)
        after = isMoved(target.keys[i]) ? RowKey {} : target.keys[i];
    m_editing.moveOnBoard(tasks, target.column.stage, target.column.status, before, after);
    moveAtOnce(tasks, column, after);
}

//! So that the next stroke counts from here, however long the disk and the reading thread take. `before`: the card in front of
//! which they go; none: the end of the column.
void BoardModel::moveAtOnce(const std::vector<RowKey>& tasks, int column, RowKey before)
{
    std::vector<RowKey> wanted = m_columns[size_t(column)].keys;
    std::erase_if(wanted, [&tasks](RowKey key) { return std::find(tasks.begin(), tasks.end(), key) != tasks.end(); });
    auto at = before ? std::find(wanted.begin(), wanted.end(), before) : wanted.end();
    for (const RowKey key : tasks) {
        if (!m_editing.isSaving(key))
            continue; // it stays where it is
        m_onTheWay.insert(key);
        at = std::next(wanted.insert(at, key));
    }
    placeCards(column, wanted);
}

QModelIndex BoardModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return parent.isValid() ? createIndex(row, 0, quintptr(parent.row() + 1)) : columnIndex(row);
}

QModelIndex BoardModel::parent(const QModelIndex& child) const
{
    return child.isValid() && child.internalId() ? columnIndex(int(child.internalId()) - 1) : QModelIndex();
}

int BoardModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_columns.size());
    return parent.internalId() || parent.column() > 0 ? 0 : int(m_columns[size_t(parent.row())].keys.size());
}

int BoardModel::columnCount(const QModelIndex&) const { return 1; }

bool BoardModel::canFetchMore(const QModelIndex& parent) const
{
    return parent.isValid() && !parent.internalId() && m_columns[size_t(parent.row())].more && !m_loading;
}

void BoardModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_columns[size_t(parent.row())].wanted += slice;
    ask();
}

QVariant BoardModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (!index.internalId()) {
        const Column& column = m_columns[size_t(index.row())];
        const QString count = QString::number(column.keys.size()) + (column.more ? u"+"_s : QString());
        if (role == Qt::DisplayRole)
            return column.title;
        if (role == Qt::AccessibleTextRole)
            return tr("%1, %2 tasks", "a column of the board").arg(column.title, count);
        return role == CountRole ? count : role == ColumnStatusRole ? QVariant(int(column.column.status)) : QVariant();
    }
    const RowKey key = keyAt(index);
    if (role == KeyRole)
        return QVariant::fromValue(key);
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::AccessibleTextRole && role < Qt::UserRole)
        return {};
    const TaskRow* row = rowOf(key);
    if (!row)
        return {};
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return row->task.title;
    const QVariant value = taskValue(*row, role, m_editing.isSaving(key), m_filter.query.today);
    return role == Qt::AccessibleTextRole
        ? tr("%1: %2", "column of the board, task").arg(m_columns[index.internalId() - 1].title, value.toString())
        : value;
}

bool BoardModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const RowKey key = keyAt(index);
    if (key && role == Qt::EditRole)
        m_editing.rename(key, value.toString());
    return key && role == Qt::EditRole;
}

Qt::ItemFlags BoardModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (!index.internalId())
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsEditable;
}

QStringList BoardModel::mimeTypes() const { return { u"application/x-convoy-tasks"_s }; }

QMimeData* BoardModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArrayList keys;
    QStringList titles;
    for (const QModelIndex& index : indexes) {
        keys += QByteArray::number(keyAt(index).value);
        titles += index.data().toString();
    }
    auto* data = new QMimeData;
    data->setData(mimeTypes().front(), keys.join(' '));
    data->setText(titles.join(u'\n'));
    return data;
}

bool BoardModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent)
{
    const std::vector<RowKey> keys = TaskListModel::keysOf(data);
    if (keys.empty() || action != Qt::MoveAction || !parent.isValid())
        return false;
    const int column = parent.internalId() ? int(parent.internalId()) - 1 : parent.row();
    const int last = int(m_columns[size_t(column)].keys.size());
    moveTo(keys, column, parent.internalId() ? parent.row() : row < 0 ? last : row);
    return true;
}

} // namespace convoy::items
