#include "store/typedover.h"

#include <QCoreApplication>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Edit)
};

MergedText bothWhole(const QString& mine, const QString& theirs)
{
    if (mine.isEmpty() || theirs.contains(mine))
        return { theirs, false };
    if (theirs.isEmpty() || mine.contains(theirs))
        return { mine, false };
    return { theirs + u"\n\n"_s + mine, true };
}

} // namespace

QString mergeTypedOver(Change& change, const QJsonObject& rowFields, const TextMerge& merge)
{
    bool merged = false;
    bool overlap = false;
    for (auto started = change.started.begin(); started != change.started.end(); ++started) {
        if (!change.fields.contains(started.key()))
            continue;
        const QString mine = change.fields.value(started.key()).toString();
        const QString theirs = rowFields.value(started.key()).toString();
        if (theirs == started.value().toString() || theirs == mine)
            continue;
        const MergedText both = merge ? merge(started.value().toString(), mine, theirs) : bothWhole(mine, theirs);
        change.fields.insert(started.key(), both.text);
        merged = true;
        overlap = overlap || both.overlap;
    }
    if (overlap)
        return Words::tr("The same lines were changed elsewhere while you were writing. Both texts were kept, one below the other.");
    return merged ? Words::tr("The text was changed elsewhere while you were writing. Both changes were merged.") : QString();
}

} // namespace convoy::store
