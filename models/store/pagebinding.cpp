#include "store/pagebinding.h"

#include "domain/jsonvalues.h"
#include "store/statement.h"
#include "store/uidresolver.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! A JSON text is stored with its quotes, as any other JSON value.
QByteArray quoted(std::string_view text)
{
    const QByteArray wrapped
        = compactJson(QJsonArray { QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())) });
    return wrapped.mid(1, wrapped.size() - 2);
}

void bindCell(Statement& statement, const Cell& cell)
{
    switch (cell.type) {
    case Cell::Type::Null:
        statement.bindNull();
        return;
    case Cell::Type::Integer:
    case Cell::Type::Boolean:
        statement.bind(cell.integer);
        return;
    case Cell::Type::Real:
        statement.bindReal(cell.real);
        return;
    case Cell::Type::Text:
    case Cell::Type::Json:
        statement.bindView(cell.text);
        return;
    }
}

void bindJson(Statement& statement, const Cell& cell)
{
    if (cell.type == Cell::Type::Text)
        statement.bind(quoted(cell.text));
    else if (cell.type == Cell::Type::Boolean)
        statement.bindView(cell.integer ? "true" : "false");
    else
        bindCell(statement, cell);
}

} // namespace

int PageBinding::columnOf(const RowSet& set, QLatin1String name)
{
    const auto found = std::find(set.columns.begin(), set.columns.end(), name);
    return found == set.columns.end() ? -1 : static_cast<int>(found - set.columns.begin());
}

PageBinding::PageBinding(const RowSet& set)
    : m_entity(set.entity)
    , m_id(columnOf(set, "id"_L1))
    , m_seq(columnOf(set, "seq"_L1))
    , m_times { columnOf(set, "created_at"_L1), columnOf(set, "updated_at"_L1), columnOf(set, "deleted_at"_L1) }
{
    for (const Field& field : infoOf(set.entity).fields)
        m_fields.push_back(columnOf(set, field.name));
}

void PageBinding::bind(Statement& statement, UidResolver& resolver, RowKey key, RowKey workspace, const Cell* cells) const
{
    statement.bind(key).bind(workspace).bind(seq(cells));
    for (const int column : m_times) {
        if (column < 0)
            statement.bindNull();
        else
            bindCell(statement, cells[column]);
    }
    const auto fields = infoOf(m_entity).fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        const int column = m_fields[i];
        if (column < 0)
            statement.bindNull();
        else if (fields[i].type == FieldType::Reference)
            statement.bind(resolver.reference(*fields[i].refersTo, cells[column].text));
        else if (fields[i].type == FieldType::Json)
            bindJson(statement, cells[column]);
        else
            bindCell(statement, cells[column]);
    }
}

} // namespace convoy::store
