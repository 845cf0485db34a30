#include "store/reads.h"

#include "store/access.h"
#include "store/remotecontexts.h"
#include "store/window.h"

#include "store/rowreader.h"

#include <QRegularExpression>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

RowKey firstKey(const Statement& statement) { return statement.key(0); }
QString firstText(const Statement& statement) { return statement.text(0); }

Error unknownTask(const QString& name)
{
    return { Error::Kind::NotFound, u"There is no task '%1' on this device."_s.arg(name) };
}

//! The one task among those found, or why there is not one.
Result<RowKey> theOnly(const Result<std::vector<RowKey>>& found, const QString& name)
{
    if (!found)
        return found.error();
    if (found->empty())
        return unknownTask(name);
    if (found->size() > 1)
        return Error { Error::Kind::Invalid, u"'%1' names more than one task."_s.arg(name) };
    return found->front();
}

} // namespace

QString Reads::path() const { return m_database.path(); }

Reads::Reads(Database& database) : m_database(database) { }

Result<RowKey> Reads::keyOf(const Uid& uid) const
{
    const Uid bare = bareUid(uid);
    Statement statement = m_database.prepare("SELECT key FROM ids WHERE uid IN (?1, 'tmp-'||?1)");
    statement.bind(bare);
    return oneRow<RowKey>(m_database, statement, "read a key", firstKey);
}

Result<Uid> Reads::uidOf(RowKey row) const
{
    Statement statement = m_database.prepare("SELECT uid FROM ids WHERE key=?");
    statement.bind(row);
    return oneRow<Uid>(m_database, statement, "read a uid", firstText);
}

Result<RowKey> Reads::findTask(const QString& name) const { return theOnly(tasksNamed(name), name); }

Result<std::vector<RowKey>> Reads::tasksNamed(const QString& name) const
{
    static const QRegularExpression numbered(u"^(?:([A-Za-z]+)-)?([0-9]{1,18})$"_s);
    const QRegularExpressionMatch match = numbered.match(name);
    if (match.hasMatch()) {
        const qint64 value = match.captured(2).toLongLong();
        Statement byNumber
            = m_database.prepare("SELECT t.key FROM tasks t JOIN workspaces w ON w.key=t.workspace_id"
                                 " WHERE t.number=?1 AND (?2 IS NULL OR upper(w.prefix)=upper(?2)) LIMIT 10");
        byNumber.bind(value).bind(match.capturedLength(1) > 0 ? match.captured(1) : QString());
        auto found = allRows<RowKey>(m_database, byNumber, "find a task by number", firstKey);
        if (!found || !found->empty() || match.capturedLength(1) > 0)
            return found;
        Statement byKey = m_database.prepare("SELECT key FROM tasks WHERE key=?");
        byKey.bind(value);
        auto row = allRows<RowKey>(m_database, byKey, "find a task by key", firstKey);
        if (!row || !row->empty())
            return row;
    }
    const QString start = bareUid(name.toLower());
    static const QRegularExpression hexadecimal(u"^[0-9a-f-]{4,36}$"_s);
    if (!hexadecimal.match(start).hasMatch())
        return std::vector<RowKey>();
    Statement byUid = m_database.prepare("SELECT key FROM ids WHERE entity=5 AND (uid BETWEEN ?1 AND ?1||'g' OR uid "
                                         "BETWEEN 'tmp-'||?1 AND 'tmp-'||?1||'g')"
                                         " AND EXISTS (SELECT 1 FROM tasks t WHERE t.key=ids.key) LIMIT 10");
    byUid.bind(start);
    return allRows<RowKey>(m_database, byUid, "find a task by id", firstKey);
}

Result<QJsonObject> Reads::keptContext(const Uid& task) const
{
    Access access(m_database);
    auto answer = store::keptContext(access, bareUid(task));
    if (access.error())
        return *access.error();
    return answer;
}

Result<QString> Reads::windowOf(RowKey workspace) const
{
    Access access(m_database);
    QString window = access.text("SELECT ifnull(window, '') FROM cursors WHERE workspace_id=?", workspace);
    if (access.error())
        return *access.error();
    return window;
}

Result<int> Reads::historyDays() const
{
    const auto days = meta(QString::fromLatin1(historyDaysMeta));
    if (!days)
        return days.error();
    return days->toInt();
}

Result<QString> Reads::meta(const QString& name) const
{
    Statement statement = m_database.prepare("SELECT value FROM meta WHERE name=?");
    statement.bind(name);
    if (statement.row())
        return statement.text(0);
    if (statement.failed())
        return m_database.lastError(u"read meta"_s);
    return QString();
}

} // namespace convoy::store
