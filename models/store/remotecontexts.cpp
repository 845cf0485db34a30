#include "store/remotecontexts.h"

#include "domain/jsonvalues.h"
#include "store/access.h"
#include "store/writing.h"

namespace convoy::store {

namespace {
constexpr int mostKept = 200;
constexpr qsizetype largestKept = 256 * 1024;
}

void keepContext(Writing& writing, const Uid& task, const QJsonObject& answer, qint64 nowMicros)
{
    const QByteArray text = compactJson(answer);
    if (text.size() > largestKept) {
        writing.run("DELETE FROM remote_contexts WHERE uid=?", task);
        return;
    }
    writing.run("INSERT OR REPLACE INTO remote_contexts(uid, kept, answer) VALUES(?, ?, ?)", task, nowMicros, text);
    writing.run("DELETE FROM remote_contexts WHERE uid NOT IN (SELECT uid FROM remote_contexts ORDER BY kept DESC LIMIT ?)", mostKept);
}

QJsonObject keptContext(Access& access, const Uid& task)
{
    return objectFromJson(access.text("SELECT answer FROM remote_contexts WHERE uid=?", task).toUtf8());
}

void forgetContexts(Writing& writing) { writing.run("DELETE FROM remote_contexts"); }

} // namespace convoy::store
