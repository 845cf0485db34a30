#include "domain/fieldrules.h"

#include "domain/schema.h"

namespace convoy {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto head = R"(-- Who wins, per field. Made by the target field_rules from models/domain/schema.cpp, in its order: not to be edited here. The wire
-- columns, the generated row functions and sync_push all read this table.

create table public.sync_field_rules (
    entity text not null,
    ordinal int not null,
    field text not null,
    type text not null check (type in
        ('text', 'integer', 'boolean', 'timestamp', 'date', 'time', 'uuid', 'reference', 'set', 'json')),
    rule text not null check (rule in
        ('last_writer', 'rank', 'elements', 'text', 'server_wins', 'at_creation', 'server')),
    "group" text not null default '' check ("group" in ('', 'placement', 'due')),
    since int not null default 1,
    primary key (entity, field),
    unique (entity, ordinal)
);

insert into public.sync_field_rules (entity, ordinal, field, type, rule, "group", since) values
)"_L1;

} // namespace

QByteArray fieldRulesSql()
{
    QStringList rows;
    for (const EntityInfo& info : schema()) {
        int ordinal = 0;
        for (const Field& field : info.fields)
            rows += u"    ('%1', %2, '%3', '%4', '%5', '%6', %7)"_s.arg(info.table).arg(++ordinal).arg(field.name, typeName(field.type), ruleName(field.rule), groupName(field.group)).arg(field.since);
    }
    return QByteArray(head.data(), head.size()) + rows.join(u",\n"_s).toUtf8() + ";\n";
}

} // namespace convoy
