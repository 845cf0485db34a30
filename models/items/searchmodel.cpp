#include "items/searchmodel.h"

#include "store/reads.h"
#include "store/textindex.h"

#include <QSet>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostHits = 50;
constexpr int mostPlaces = 8; // projects and milestones together, so that tasks are seen
constexpr int labelSample = 5000;
constexpr int commentsLookedAt = 200;
constexpr int before = 32, around = 150; // characters of a snippet

//! As the index folds text, but each character stays at its place.
QString foldedInPlace(const QString& text)
{
    QString folded;
    folded.reserve(text.size());
    for (const QChar c : text) {
        const QString parts = c.decomposition();
        const QChar base = parts.isEmpty() || c.decompositionTag() != QChar::Canonical ? c : parts.front();
        folded += base.isLetterOrNumber() || base.isSurrogate() ? base.toLower() : QChar(u' ');
    }
    return folded;
}

bool hasAllWords(const QString& text, const QString& typed)
{
    const QString inside = u' ' + foldedInPlace(text);
    const QStringList words = store::searchWords(typed);
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return inside.contains(u' ' + word); });
}

//! Why a task is a hit, when its title does not say so.
QString reasonOf(const store::Reads& reads, const Task& task, const QString& typed)
{
    if (hasAllWords(task.title, typed))
        return {};
    if (const QString found = snippetOf(task.description, typed); !found.isEmpty())
        return found;
    const auto entries = reads.activity(task.key, commentsLookedAt);
    for (const Activity& entry : entries ? *entries : std::vector<Activity> {}) {
        if (const QString found = entry.kind == u"comment"_s ? snippetOf(entry.body, typed) : QString(); !found.isEmpty())
            return SearchModel::tr("Comment: %1").arg(found);
    }
    for (const QString& label : task.labels) {
        if (hasAllWords(label, typed))
            return SearchModel::tr("Label: %1").arg(label);
    }
    return snippetOf(task.title + u' ' + task.description, typed);
}

void addPlaces(const store::Reads& reads, const QString& typed, std::vector<SearchHit>& hits)
{
    const auto projects = reads.projects();
    const auto milestones = reads.milestones();
    QHash<RowKey, QString> names;
    for (const Project& project : projects ? *projects : std::vector<Project> {}) {
        names.insert(project.key, project.name);
        if (int(hits.size()) < mostPlaces && hasAllWords(project.name, typed))
            hits.push_back({ .entity = Entity::Project, .row = project.key, .title = project.name });
    }
    for (const Milestone& milestone : milestones ? *milestones : std::vector<Milestone> {}) {
        if (int(hits.size()) < mostPlaces && hasAllWords(milestone.name, typed))
            hits.push_back({ .entity = Entity::Milestone,
                .row = milestone.key,
                .title = milestone.name,
                .place = names.value(milestone.project) });
    }
}

//! Tasks that have the words as a label: labels are few, so they are matched by name and the tasks listed by them.
Result<std::vector<RowKey>> tasksByLabel(const store::Reads& reads, const QString& typed, int limit)
{
    store::ListingQuery query { .query = { .view = TaskView::All, .withDone = true, .today = QDate::currentDate() } };
    const auto labels = reads.recentLabels(labelSample);
    for (const QString& label : labels ? *labels : std::vector<QString> {}) {
        if (hasAllWords(label, typed))
            query.conditions.labels += label;
    }
    if (query.conditions.labels.isEmpty())
        return std::vector<RowKey> {};
    auto listing = reads.listing(query, limit);
    return listing ? Result<std::vector<RowKey>>(std::move(listing->keys)) : Result<std::vector<RowKey>>(listing.error());
}

} // namespace

std::vector<Highlight> highlightsIn(const QString& text, const QString& typed)
{
    std::vector<Highlight> found;
    const QString inside = u' ' + foldedInPlace(text);
    for (const QString& word : store::searchWords(typed)) {
        for (qsizetype at = inside.indexOf(u' ' + word); at >= 0; at = inside.indexOf(u' ' + word, at + 1))
            found.push_back({ int(at), int(word.size()) });
    }
    std::sort(found.begin(), found.end(), [](const Highlight& a, const Highlight& b) {
        return a.first != b.first ? a.first < b.first : a.length > b.length;
    });
    std::vector<Highlight> apart;
    for (const Highlight& each : found) {
        if (apart.empty() || each.first >= apart.back().first + apart.back().length)
            apart.push_back(each);
    }
    return apart;
}

QString snippetOf(const QString& text, const QString& typed)
{
    if (!hasAllWords(text, typed))
        return {};
    const std::vector<Highlight> hits = highlightsIn(text, typed);
    int from = hits.empty() ? 0 : std::max(0, hits.front().first - before);
    while (from > 0 && from < text.size() && !text[from - 1].isSpace() && (hits.empty() || from < hits.front().first))
        ++from; // a snippet begins with a whole word
    const QString cut = text.mid(from, around).simplified();
    return (from > 0 ? u"… "_s : QString()) + cut + (from + around < text.size() ? u" …"_s : QString());
}

Result<std::vector<SearchHit>> searchEverything(const store::Reads& reads, const QString& typed, int limit)
{
    std::vector<SearchHit> hits;
    if (store::searchWords(typed).isEmpty())
        return hits;
    addPlaces(reads, typed, hits);
    auto keys = reads.search(typed, limit);
    if (!keys)
        return keys.error();
    if (int(keys->size() + hits.size()) < limit) {
        const auto labelled = tasksByLabel(reads, typed, limit);
        if (!labelled)
            return labelled.error();
        const QSet<RowKey> known(keys->begin(), keys->end());
        std::copy_if(labelled->begin(), labelled->end(), std::back_inserter(*keys),
            [&known](RowKey key) { return !known.contains(key); });
    }
    keys->resize(std::min(keys->size(), size_t(limit) - hits.size()));
    const auto rows = reads.taskRows(*keys);
    if (!rows)
        return rows.error();
    for (const TaskRow& row : *rows) {
        hits.push_back({ .entity = Entity::Task,
            .row = row.task.key,
            .title = row.task.title,
            .snippet = reasonOf(reads, row.task, typed),
            .place = row.projectName,
            .finished = !isOpen(row.task.status) });
    }
    // What is not indexed yet comes in the order of its keys; a title says most.
    std::stable_partition(hits.begin(), hits.end(), [](const SearchHit& hit) { return hit.snippet.isEmpty(); });
    return hits;
}

SearchModel::SearchModel(store::ReadThread& thread, QObject* parent)
    : QAbstractListModel(parent)
    , m_thread(thread)
{
}

void SearchModel::setText(const QString& typed)
{
    if (typed == m_text)
        return;
    m_text = typed;
    ask();
}

void SearchModel::applyChanges(const ChangeSet&)
{
    if (!m_text.isEmpty() && !m_looking)
        ask();
}

void SearchModel::ask()
{
    using Hits = std::vector<SearchHit>;
    m_looking = true;
    m_thread.ask<Hits>(
        this, [typed = m_text](const store::Reads& reads) { return searchEverything(reads, typed, mostHits + 1); },
        [this](Result<Hits> hits) {
            m_looking = false;
            if (!hits) {
                Q_EMIT failed(tr("The search did not work. %1").arg(hits.error().detail));
                return;
            }
            m_more = int(hits->size()) > mostHits;
            hits->resize(std::min(hits->size(), size_t(mostHits)));
            if (*hits != m_hits) {
                beginResetModel();
                m_hits = *std::move(hits);
                endResetModel();
            }
            Q_EMIT answered();
        });
}

int SearchModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_hits.size()); }

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SearchHit& hit = m_hits[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return hit.title;
    case Qt::AccessibleTextRole: {
        QStringList parts { hit.entity == Entity::Project ? tr("Project %1").arg(hit.title)
                : hit.entity == Entity::Milestone         ? tr("Milestone %1").arg(hit.title)
                                                          : hit.title };
        if (hit.finished)
            parts += tr("finished");
        if (!hit.place.isEmpty())
            parts += tr("in %1").arg(hit.place);
        if (!hit.snippet.isEmpty())
            parts += hit.snippet;
        return parts.join(u", "_s);
    }
    case RowKeyRole:
        return QVariant::fromValue(hit.row);
    case EntityRole:
        return int(hit.entity);
    case SnippetRole:
        return hit.snippet;
    case PlaceRole:
        return hit.place;
    case FinishedRole:
        return hit.finished;
    default:
        return {};
    }
}

} // namespace convoy::items
