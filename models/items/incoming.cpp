#include "domain/schema.h"
#include "items/catalog.h"
#include "items/editing.h"
#include "items/fieldwords.h"
#include "store/reads.h"

#include <QCoreApplication>

namespace convoy::items {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Incoming)
};

QString whatOf(const store::IncomingChange& change)
{
    if (change.entity == Entity::Activity)
        return Words::tr("comment");
    switch (change.action) {
    case Action::Create: return Words::tr("added");
    case Action::Delete: return Words::tr("moved to the trash");
    case Action::Restore: return Words::tr("put back");
    case Action::Update: break;
    }
    const QString name = fieldName(change.field);
    return name.isEmpty() ? change.field : name;
}

//! Values of references are keys here and ids where words are made.
QString wordsOf(const store::Reads& reads, const store::IncomingChange& change, const QJsonValue& value)
{
    if (change.entity == Entity::Activity || change.field.isEmpty())
        return value.toString();
    const Field* field = fieldOf(change.entity, change.field);
    if (field && field->type == FieldType::Reference && value.isDouble()) {
        const auto uid = reads.uidOf(RowKey { value.toInteger() });
        return uid ? valueInWords(reads, change.entity, change.row, change.field, bareUid(*uid)) : QString();
    }
    return valueInWords(reads, change.entity, change.row, change.field, value);
}

} // namespace

std::vector<IncomingLine> Catalog::incoming(int limit) const
{
    std::vector<IncomingLine> lines;
    const auto changes = m_reads.incoming({ .limit = limit });
    if (!changes)
        return lines;
    for (const store::IncomingChange& change : *changes) {
        lines.push_back({ .id = change.id,
            .task = change.task,
            .device = change.device,
            .author = change.author,
            .title = change.title,
            .what = whatOf(change),
            .before = wordsOf(m_reads, change, change.before),
            .after = wordsOf(m_reads, change, change.after),
            .arrivedMicros = change.arrivedMicros,
            .canRevert = change.standing });
    }
    return lines;
}

void Editing::revert(const std::vector<qint64>& incoming)
{
    const QString onFailure = tr("The change could not be taken back.");
    const auto reverting = m_reads.revertOf(incoming);
    if (!reverting)
        Q_EMIT failed(onFailure + u' ' + reverting.error().detail);
    else if (reverting->gesture.changes.empty())
        Q_EMIT failed(reverting->note.isEmpty() ? onFailure : reverting->note);
    else
        post(reverting->gesture, onFailure);
}

} // namespace convoy::items
