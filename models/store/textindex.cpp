#include "store/textindex.h"

#include "store/database.h"
#include "store/reads.h"
#include "store/rowreader.h"

#include <QSet>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! One search: collects each task once, in the order of finding.
class Search {
public:
    Search(Database& database, QStringList words, int limit)
        : m_database(database)
        , m_words(std::move(words))
        , m_limit(limit)
    {
    }

    Status run();
    [[nodiscard]] std::vector<RowKey> take() { return std::move(m_hits); }

private:
    Status lookAtDirty();
    Status askIndex(const QString& match);
    [[nodiscard]] bool isFull() const { return int(m_hits.size()) >= m_limit; }
    [[nodiscard]] QString expression() const;
    [[nodiscard]] bool containsAll(const QString& text) const;
    void add(RowKey task);

    Database& m_database;
    QStringList m_words;
    int m_limit;
    QSet<RowKey> m_seen;
    std::vector<RowKey> m_hits;
};

//! Letters and digits in lower case without their diacritics, everything else as a space.
QString folded(const QString& text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.category() == QChar::Other_PrivateUse)
            result += c.toLower();
        else if (c.category() != QChar::Mark_NonSpacing)
            result += u' ';
    }
    return result;
}

QString Search::expression() const
{
    QStringList terms;
    for (const QString& word : m_words)
        terms += u"\"%1\"*"_s.arg(word);
    return terms.join(u" AND "_s);
}

bool Search::containsAll(const QString& text) const
{
    const QString inside = u' ' + folded(text);
    for (const QString& word : m_words) {
        if (!inside.contains(u' ' + word))
            return false;
    }
    return true;
}

void Search::add(RowKey task)
{
    if (m_seen.contains(task))
        return;
    m_seen.insert(task);
    m_hits.push_back(task);
}

// A hit in a comment is a hit of its task. Tasks in the trash, their own or their project's, are not found.
#define LIVE_TASK                                                                                                      \
    " JOIN tasks t ON t.key=coalesce((SELECT a.task_id FROM activity_feed a WHERE a.key=h.key"                         \
    "   AND a.deleted_at IS NULL), h.key)"                                                                             \
    " WHERE t.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.key=t.project_id"                    \
    "   AND p.deleted_at IS NOT NULL)"

Status Search::lookAtDirty()
{
    Statement statement
        = m_database.prepare("SELECT t.key, ifnull(nullif(t.key,h.key),0), t.title, t.description,"
                             " (SELECT a.body FROM activity_feed a WHERE a.key=h.key AND a.deleted_at IS NULL)"
                             " FROM (SELECT key FROM search_dirty ORDER BY key DESC) h CROSS" LIVE_TASK);
    while (!isFull() && statement.row()) {
        const bool comment = statement.integer(1) != 0;
        const QString text = comment ? statement.text(4) : statement.text(2) + u'\n' + statement.text(3);
        if (containsAll(text))
            add(statement.key(0));
    }
    return statement.failed() ? Status(m_database.lastError(u"search what is not indexed yet"_s)) : ok();
}

Status Search::askIndex(const QString& match)
{
    // Stepping stops as soon as there are enough: nothing is ranked, the latest rows come first by their keys.
    Statement statement = m_database.prepare(
        "SELECT t.key FROM (SELECT rowid AS key FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC) h "
        "CROSS" LIVE_TASK " AND NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.key=h.key)");
    statement.bind(match);
    while (!isFull() && statement.row())
        add(statement.key(0));
    return statement.failed() ? Status(m_database.lastError(u"search"_s)) : ok();
}

Status Search::run()
{
    if (m_words.isEmpty())
        return ok();
    if (Status found = lookAtDirty(); !found)
        return found;
    if (Status found = askIndex(u"{title} : ("_s + expression() + u')'); !found || isFull())
        return found;
    return askIndex(expression());
}

} // namespace

QStringList searchWords(const QString& text) { return folded(text).split(u' ', Qt::SkipEmptyParts); }

Status indexDirtyText(Database& database, int budget)
{
    auto transaction = Transaction::begin(database, "index", Durability::Normal);
    if (!transaction)
        return std::move(transaction).error();
    Statement dirty = database.prepare("SELECT key FROM search_dirty ORDER BY key LIMIT ?");
    dirty.bind(budget);
    const auto keys
        = allRows<RowKey>(database, dirty, "read search_dirty", [](const Statement& row) { return row.key(0); });
    if (!keys)
        return keys.error();
    constexpr const char* steps[] = {
        "DELETE FROM search_text WHERE rowid=?1",
        "INSERT INTO search_text(rowid, title, body) SELECT key, title, description FROM tasks WHERE key=?1",
        "INSERT INTO search_text(rowid, title, body) SELECT key, NULL, body FROM activity_feed WHERE key=?1"
        " AND kind='comment' AND deleted_at IS NULL",
        "DELETE FROM search_dirty WHERE key=?1",
    };
    for (const RowKey key : *keys) {
        for (const char* step : steps) {
            Statement statement = database.prepare(step);
            statement.bind(key);
            if (!statement.execute())
                return database.lastError(u"index text"_s);
        }
    }
    return transaction->commit();
}

Result<bool> hasDirtyText(Database& database)
{
    Statement statement = database.prepare("SELECT 1 FROM search_dirty LIMIT 1");
    if (statement.row())
        return true;
    if (statement.failed())
        return database.lastError(u"read search_dirty"_s);
    return false;
}

Result<std::vector<RowKey>> searchTasks(Database& database, const QString& text, int limit)
{
    Search search(database, searchWords(text), limit);
    if (Status found = search.run(); !found)
        return std::move(found).error();
    return search.take();
}

Result<std::vector<RowKey>> Reads::search(const QString& text, int limit) const
{
    return searchTasks(m_database, text, limit);
}

} // namespace convoy::store
