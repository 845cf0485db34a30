#include "store/outbox.h"

#include "desk.h"
#include "domain/actionname.h"
#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "output.h"
#include "rowjson.h"
#include "schedule/dates.h"
#include "schedule/recurrence.h"
#include "words.h"

#include <cstdio>
#include <iostream>
#include <map>
#include <set>
#include <unistd.h>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortGroup = 8;

QString stateName(OutboxState state)
{
    switch (state) {
    case OutboxState::Waiting:
        return u"waiting"_s;
    case OutboxState::Sent:
        return u"sent"_s;
    case OutboxState::Answered:
        return u"answered"_s;
    case OutboxState::Refused:
        return u"refused"_s;
    case OutboxState::Parked:
        return u"parked"_s;
    case OutboxState::Held:
        return u"held"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject fieldsWithUids(const OutboxEntry& entry, RowJson& json)
{
    QJsonObject fields = entry.fields;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const Field* field = fieldOf(entry.entity, it.key());
        if (field && field->type == FieldType::Reference && it.value().isDouble())
            it.value() = json.uid(RowKey { it.value().toInteger() });
    }
    return fields;
}

QJsonObject entryJson(const OutboxEntry& entry, RowJson& json)
{
    return { { u"id"_s, uuidText(entry.gesture) }, { u"group"_s, uuidText(entry.group) }, { u"op"_s, uuidText(entry.op) },
        { u"entity"_s, infoOf(entry.entity).table }, { u"uid"_s, json.uid(entry.row) },
        { u"action"_s, actionName(entry.action) }, { u"fields"_s, fieldsWithUids(entry, json) },
        { u"text"_s, entry.text }, { u"state"_s, stateName(entry.state) },
        { u"made_at"_s, timestampText(entry.wallMicros) }, { u"attempts"_s, entry.attempts },
        { u"next_attempt_at"_s,
            entry.nextAttemptMicros ? QJsonValue(timestampText(entry.nextAttemptMicros)) : QJsonValue() },
        { u"error_code"_s, entry.lastErrorCode }, { u"error"_s, entry.lastError } };
}

//! What was done with edits, for scripts: each once, by the id and the words that "outbox list" has for it.
QJsonObject doneJson(const QString& done, const std::vector<OutboxEntry>& entries)
{
    QJsonArray edits;
    GroupId last;
    for (const OutboxEntry& entry : entries) {
        if (std::exchange(last, entry.gesture) != entry.gesture)
            edits += QJsonObject { { u"id"_s, uuidText(entry.gesture) }, { u"text"_s, entry.text } };
    }
    return { { done, edits } };
}

//! One line for each gesture, whatever the number of its operations.
void printGroups(Desk& desk, const std::vector<OutboxEntry>& entries)
{
    TextTable table(
        { Cli::tr("Id"), Cli::tr("When"), Cli::tr("State"), Cli::tr("Tries"), Cli::tr("Edit"), Cli::tr("Why") }, 4);
    GroupId last;
    for (const OutboxEntry& entry : entries) {
        if (entry.gesture == last)
            continue;
        last = entry.gesture;
        table.add({ uuidText(entry.gesture).left(shortGroup),
            schedule::momentWords(entry.wallMicros, desk.clock().wallMicros()), stateName(entry.state),
            entry.attempts ? QString::number(entry.attempts) : QString(), entry.text, entry.lastError });
    }
    table.print();
}

Result<ExitCode> listOutbox(Desk& desk)
{
    const auto entries = desk.store().outbox().entries();
    if (!entries)
        return entries.error();
    if (desk.json()) {
        RowJson json(desk.reads(), LocalFacts::No);
        JsonList list;
        for (const OutboxEntry& entry : *entries)
            list.add(entryJson(entry, json));
    } else if (entries->empty()) {
        printLine(Cli::tr("Nothing is waiting."));
    } else {
        printGroups(desk, *entries);
    }
    return ExitCode::Ok;
}

//! Of each gesture that is named the first group that is still here.
Result<std::vector<GroupId>> groupsNamed(Desk& desk, const QStringList& names)
{
    const auto entries = desk.store().outbox().entries();
    if (!entries)
        return entries.error();
    std::vector<GroupId> groups;
    for (const QString& name : names) {
        std::map<GroupId, GroupId> found;
        for (const OutboxEntry& entry : *entries) {
            if (name.size() >= 4 && uuidText(entry.gesture).startsWith(name.toLower()))
                found.emplace(entry.gesture, entry.group);
        }
        if (found.size() != 1) {
            return notFound(
                (found.empty() ? Cli::tr("There is no edit \"%1\" in the outbox; see convoy-cli outbox list.")
                               : Cli::tr("\"%1\" could be several edits; give more of the id."))
                    .arg(name));
        }
        groups.push_back(found.begin()->second);
    }
    return groups;
}

Result<std::vector<GroupId>> namedGroups(Desk& desk) { return groupsNamed(desk, desk.operands()); }

Result<std::vector<GroupId>> stuckGroups(Desk& desk)
{
    const auto entries = desk.store().outbox().entries();
    if (!entries)
        return entries.error();
    std::vector<GroupId> groups;
    GroupId last;
    for (const OutboxEntry& entry : *entries) {
        const bool stuck = entry.state == OutboxState::Refused || entry.state == OutboxState::Parked;
        if (stuck && std::exchange(last, entry.gesture) != entry.gesture)
            groups.push_back(entry.group);
    }
    return groups;
}

Result<ExitCode> retryOutbox(Desk& desk)
{
    const auto groups = desk.operands().isEmpty() ? stuckGroups(desk) : namedGroups(desk);
    if (!groups)
        return groups.error();
    auto entries = desk.store().outbox().entries();
    if (!entries)
        return std::move(entries).error();
    for (const GroupId& group : *groups) {
        if (auto retried = desk.store().outbox().retry(group); !retried)
            return std::move(retried).error();
    }
    std::erase_if(*entries, [&](const OutboxEntry& entry) { return std::find(groups->begin(), groups->end(), entry.group) == groups->end(); });
    if (desk.json())
        printJson(doneJson(u"retried"_s, *entries));
    else if (groups->size() == 1)
        printLine(Cli::tr("1 edit will be sent again with the next sync."));
    else
        printLine(groups->empty() ? Cli::tr("Nothing is stuck.")
                                  : Cli::tr("%1 edits will be sent again with the next sync.").arg(groups->size()));
    return ExitCode::Ok;
}

Result<QJsonValue> ruleValue(const QString& text)
{
    if (text.isEmpty())
        return QJsonValue();
    const auto rule = schedule::ruleFromText(text);
    return rule ? Result<QJsonValue>(*rule) : usageError(rule.error().detail);
}

//! What a person typed, as a value for this field of the edit.
Result<QJsonValue> typedValue(const Field& field, const QString& text)
{
    switch (field.type) {
    case FieldType::Set:
        return QJsonValue(setArray(text.split(u',', Qt::SkipEmptyParts)));
    case FieldType::Integer:
        return QJsonValue(text.toLongLong());
    case FieldType::Boolean:
        return QJsonValue(text == "yes"_L1 || text == "true"_L1);
    case FieldType::Reference:
    case FieldType::Json:
        return usageError(Cli::tr("%1 cannot be changed here; discard the edit and make it anew.").arg(field.name));
    case FieldType::Text:
        if (field.name == "recurrence"_L1)
            return ruleValue(text);
        return QJsonValue(text);
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    }
    Q_UNREACHABLE();
}

Result<ExitCode> editInOutbox(Desk& desk)
{
    const QStringList words = desk.operands();
    const auto entries = desk.store().outbox().entries();
    if (!entries)
        return entries.error();
    const auto groups = groupsNamed(desk, { words.first() });
    if (!groups)
        return groups.error();
    const OutboxEntry edit = *std::find_if(entries->begin(), entries->end(), [&](const auto& each) { return each.group == groups->front(); });
    QHash<OpId, QJsonObject> values; // an edited operation is another one: each is edited once
    for (const QString& word : words.mid(1)) {
        const auto equals = word.indexOf(u'=');
        const QString name = word.left(equals);
        const auto entry = std::find_if(entries->begin(), entries->end(), [&](const OutboxEntry& each) {
            return each.gesture == edit.gesture && each.fields.contains(name);
        });
        if (equals < 1 || entry == entries->end())
            return usageError(Cli::tr("This edit does not set \"%1\".").arg(name));
        const auto value = typedValue(*fieldOf(entry->entity, name), word.mid(equals + 1));
        if (!value)
            return value.error();
        values[entry->op].insert(name, *value);
    }
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (auto edited = desk.store().outbox().edit(it.key(), it.value()); !edited)
            return std::move(edited).error();
    }
    if (desk.json())
        printJson(doneJson(u"changed"_s, { edit }));
    else
        printLine(Cli::tr("Changed; it will be sent with the next sync."));
    return ExitCode::Ok;
}

//! What is discarded leaves the screen, so a person at a terminal is asked; a script has said what it wants.
bool confirmed(const Desk& desk, const std::vector<OutboxEntry>& doomed)
{
    if (desk.arguments().has("yes"_L1) || ::isatty(STDIN_FILENO) == 0)
        return true;
    for (const OutboxEntry& entry : doomed)
        printError(u"  "_s + entry.text);
    std::fputs(Cli::tr("Discard these edits? For 30 days they can be put back from the box. [y/N] ").toUtf8().constData(), stderr);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

void showDoomed(Desk& desk, const std::vector<OutboxEntry>& doomed)
{
    if (!desk.json())
        return printGroups(desk, doomed);
    RowJson json(desk.reads(), LocalFacts::No);
    JsonList list;
    for (const OutboxEntry& entry : doomed)
        list.add(entryJson(entry, json));
}

Result<ExitCode> discardFromOutbox(Desk& desk)
{
    const auto groups = namedGroups(desk);
    if (!groups)
        return groups.error();
    std::set<GroupId> gone; // with one that was named before
    std::vector<OutboxEntry> discarded;
    for (const GroupId& group : *groups) {
        if (gone.count(group) > 0)
            continue;
        const auto doomed = desk.store().outbox().discardPreview(group);
        if (!doomed)
            return doomed.error();
        if (desk.arguments().has("preview"_L1)) {
            showDoomed(desk, *doomed);
            continue;
        }
        if (!confirmed(desk, *doomed))
            return notFound(Cli::tr("Nothing was discarded."));
        if (auto done = desk.store().outbox().discard(group); !done)
            return std::move(done).error();
        GroupId last;
        for (const OutboxEntry& entry : *doomed) {
            gone.insert(entry.group);
            discarded.push_back(entry);
            if (!desk.json() && std::exchange(last, entry.gesture) != entry.gesture)
                printLine(Cli::tr("Discarded: %1").arg(entry.text));
        }
    }
    if (desk.json() && !desk.arguments().has("preview"_L1))
        printJson(doneJson(u"discarded"_s, discarded));
    return ExitCode::Ok;
}

Result<ExitCode> exportOutbox(Desk& desk)
{
    const auto exported = desk.store().outbox().exported();
    if (!exported)
        return exported.error();
    if (desk.operands().isEmpty()) {
        printRaw(*exported);
        if (!exported->endsWith('\n'))
            printRaw("\n");
    } else if (auto written = writePrivateFile(desk.operands().first(), *exported); !written) {
        return std::move(written).error();
    }
    if (auto noted = desk.store().outbox().noteExported(); !noted)
        return std::move(noted).error();
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> outboxCommands()
{
    return {
        { "outbox list", "", QT_TRANSLATE_NOOP("Cli", "Edits that the server has not confirmed"), 0, 0, {},
            Needs::Store, listOutbox },
        { "outbox retry", "[ID...]", QT_TRANSLATE_NOOP("Cli", "Send refused or parked edits again; all without an id"),
            0, -1, {}, Needs::Store, retryOutbox },
        { "outbox discard", "ID...", QT_TRANSLATE_NOOP("Cli", "Give up edits, and those that depend on them"), 1, -1,
            { { "yes", nullptr, QT_TRANSLATE_NOOP("Cli", "Do not ask") },
                { "preview", nullptr, QT_TRANSLATE_NOOP("Cli", "Only say what would go") } },
            Needs::Store, discardFromOutbox },
        { "outbox edit", "ID FIELD=VALUE...",
            QT_TRANSLATE_NOOP("Cli", "Other values for an edit that waits or was refused; it is tried again"), 2, -1, {},
            Needs::Store, editInOutbox },
        { "outbox export", "[FILE]", QT_TRANSLATE_NOOP("Cli", "Write pending edits as JSON"), 0, 1, {}, Needs::Store,
            exportOutbox },
    };
}

} // namespace convoy::cli
