#include "store/textindex.h"

#include "store/database.h"
#include "store/reads.h"
#include "store/rowreader.h"

#include <QSet>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int prefixLetters = 3; // the longest beginnings that the index keeps: they are walked, longer ones gathered first
constexpr int mostLooks = 1000; // rows whose text is looked at before the index gathers what it was asked for
constexpr int mostWalked = 1000; // hits beyond which walking is no gain

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
    enum class Where : quint8 { Titles, Everywhere };
    Status lookAtDirty();
    Status askIndex(Where where);
    Status walk(Where where);
    Status gather(Where where);
    [[nodiscard]] bool isFull() const { return int(m_hits.size()) >= m_limit; }
    [[nodiscard]] bool isExact() const; //!< every word is a beginning that the index keeps
    [[nodiscard]] static QString expression(const QStringList& words, Where where);
    [[nodiscard]] bool containsAll(const QString& text) const;
    void add(RowKey task);

    Database& m_database;
    QStringList m_words;
    int m_limit;
    bool m_walkedAll = false; //!< by the walk, which then was the whole answer
    QStringList m_gathered; //!< what to ask for behind a walk
    QSet<RowKey> m_seen;
    std::vector<RowKey> m_hits;
};

//! Letters and digits in lower case without their diacritics, everything else as a space.
QString folded(const QString& text)
{
    QString result;
    result.reserve(text.size());
    const auto isPlain = [](QChar c) { return c.unicode() < 128; };
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        for (const QChar c : text)
            result += c.isLetterOrNumber() ? c.toLower() : QChar(u' ');
        return result;
    }
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.category() == QChar::Other_PrivateUse)
            result += c.toLower();
        else if (c.category() != QChar::Mark_NonSpacing)
            result += u' ';
    }
    return result;
}

QString Search::expression(const QStringList& words, Where where)
{
    QStringList terms;
    for (const QString& word : words)
        terms += u"\"%1\"*"_s.arg(word);
    const QString all = terms.join(u" AND "_s);
    return where == Where::Titles ? QString(u"{title} : ("_s + all + u')') : all;
}

bool Search::isExact() const
{
    return std::all_of(m_words.begin(), m_words.end(), [](const QString& word) { return word.size() <= prefixLetters; });
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
#define LIVE_TASK(key)                                                                                                 \
    " CROSS JOIN tasks t ON t.key=coalesce((SELECT a.task_id FROM activity_feed a WHERE a.key=" key                    \
    "   AND a.deleted_at IS NULL), " key ")"                                                                           \
    " WHERE t.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.key=t.project_id"                    \
    "   AND p.deleted_at IS NOT NULL)"

// The order stands outside: inside a joined query SQLite leaves it out. FTS5 walks its lists backwards, nothing is sorted.
#define INDEXED_TASK                                                                                                   \
    LIVE_TASK("h.rowid")                                                                                               \
    " AND h.search_text MATCH ? AND NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.key=h.rowid) ORDER BY h.rowid DESC"

Status Search::lookAtDirty()
{
    Statement statement
        = m_database.prepare("SELECT t.key, ifnull(nullif(t.key,h.key),0), t.title, t.description,"
                             " (SELECT a.body FROM activity_feed a WHERE a.key=h.key AND a.deleted_at IS NULL)"
                             " FROM (SELECT key FROM search_dirty ORDER BY key DESC) h" LIVE_TASK("h.key"));
    while (!isFull() && statement.row()) {
        const bool comment = statement.integer(1) != 0;
        const QString text = comment ? statement.text(4) : statement.text(2) + u'\n' + statement.text(3);
        if (containsAll(text))
            add(statement.key(0));
    }
    return statement.failed() ? Status(m_database.lastError(u"search what is not indexed yet"_s)) : ok();
}

//! Walks the rows with the short beginnings of all words, which the index has in order, and looks at their text. What most
//! rows have is found after a few; for what few rows have, it finds out which words to gather by.
Status Search::walk(Where where)
{
    QStringList beginnings;
    for (const QString& word : m_words)
        beginnings += word.size() > prefixLetters && word[prefixLetters - 1].isHighSurrogate() ? word : word.left(prefixLetters);
    Statement statement = m_database.prepare(
        "SELECT t.key, h.title, h.body FROM search_text h" INDEXED_TASK);
    statement.bind(expression(beginnings, where));
    int looks = 0;
    std::vector<int> having(size_t(m_words.size()), 0);
    while (!isFull() && looks < mostLooks) {
        if (!statement.row()) {
            m_walkedAll = true;
            break;
        }
        ++looks;
        const QString title = statement.text(1);
        const QString inside = u' ' + folded(where == Where::Titles ? title : title + u'\n' + statement.text(2));
        bool all = true;
        for (qsizetype i = 0; i < m_words.size(); ++i) {
            const bool has = inside.contains(u' ' + m_words[i]);
            having[size_t(i)] += has;
            all = all && has;
        }
        if (all)
            add(statement.key(0));
    }
    // A word that every second row has is not gathered: its rows are walked beside those of the rarer words.
    m_gathered = m_words;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        if (having[size_t(i)] * 2 >= looks)
            m_gathered[i] = beginnings[i];
    }
    if (m_gathered == beginnings)
        m_gathered = m_words;
    return statement.failed() ? Status(m_database.lastError(u"search"_s)) : ok();
}

Status Search::gather(Where where)
{
    // Stepping stops as soon as there are enough: nothing is ranked, the latest rows come first by their keys.
    const bool exact = m_gathered == m_words;
    Statement statement = m_database.prepare(exact
            ? "SELECT t.key FROM search_text h" INDEXED_TASK
            : "SELECT t.key, h.title, h.body FROM search_text h" INDEXED_TASK);
    statement.bind(expression(m_gathered, where));
    while (!isFull() && statement.row()) {
        if (exact || containsAll(where == Where::Titles ? statement.text(1) : statement.text(1) + u'\n' + statement.text(2)))
            add(statement.key(0));
    }
    return statement.failed() ? Status(m_database.lastError(u"search"_s)) : ok();
}

Status Search::askIndex(Where where)
{
    m_walkedAll = false;
    m_gathered = m_words;
    if (!isExact() && m_limit <= mostWalked) {
        if (Status walked = walk(where); !walked || isFull() || m_walkedAll)
            return walked;
    }
    return gather(where);
}

Status Search::run()
{
    if (m_words.isEmpty())
        return ok();
    if (Status found = lookAtDirty(); !found)
        return found;
    if (Status found = askIndex(Where::Titles); !found || isFull())
        return found;
    return askIndex(Where::Everywhere);
}

} // namespace

QStringList searchWords(const QString& text) { return folded(text).split(u' ', Qt::SkipEmptyParts); }

#define SLICE "SELECT key FROM search_dirty ORDER BY key LIMIT ?1"

Status indexDirtyText(Database& database, int budget)
{
    auto transaction = Transaction::begin(database, "index", Durability::Normal);
    if (!transaction)
        return std::move(transaction).error();
    // Each statement is for all rows of the slice: FTS5 writes its pending terms out at the savepoint of every INSERT from a SELECT,
    // which for row after row costs four times the indexing itself.
    constexpr const char* steps[] = {
        "DELETE FROM search_text WHERE rowid IN (" SLICE ")",
        "INSERT INTO search_text(rowid, title, body) SELECT key, title, description FROM tasks WHERE key IN (" SLICE ")",
        "INSERT INTO search_text(rowid, title, body) SELECT key, NULL, body FROM activity_feed WHERE key IN (" SLICE ")"
        " AND kind='comment' AND deleted_at IS NULL",
        "DELETE FROM search_dirty WHERE key IN (" SLICE ")",
    };
    for (const char* step : steps) {
        Statement statement = database.prepare(step);
        statement.bind(budget);
        if (!statement.execute())
            return database.lastError(u"index text"_s);
    }
    return transaction->commit();
}

#undef SLICE

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
