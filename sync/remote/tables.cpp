// The hot path of a pull: cells straight from the parser, no allocation per value.
#include "sync/remote/document.h"

namespace convoy::remote {

namespace {

enum class Column : quint8 { Skip, Value, RawJson };

constexpr QLatin1String headerNames[] = { QLatin1String("id"), QLatin1String("seq"), QLatin1String("created_at"),
    QLatin1String("updated_at"), QLatin1String("deleted_at") };

struct Plan {
    std::vector<Column> columns;
    RowSet set;
};

QLatin1String latin1(std::string_view text) { return { text.data(), qsizetype(text.size()) }; }

// The name as the schema has it: unlike the answer's text it lives for ever.
std::optional<QLatin1String> knownName(Entity entity, std::string_view name, Column& column)
{
    column = Column::Value;
    for (const auto header : headerNames) {
        if (header == latin1(name))
            return header;
    }
    for (const Field& field : infoOf(entity).fields) {
        if (field.name != latin1(name))
            continue;
        if (field.type == FieldType::Json)
            column = Column::RawJson;
        return field.name;
    }
    column = Column::Skip;
    return std::nullopt;
}

Code readColumns(json::array names, Plan& plan)
{
    for (auto element : names) {
        std::string_view name;
        if (const auto code = element.get_string().get(name))
            return code;
        Column column {};
        if (const auto known = knownName(plan.set.entity, name, column))
            plan.set.columns.push_back(*known);
        plan.columns.push_back(column);
    }
    return plan.set.columns.empty() ? simdjson::NO_SUCH_FIELD : simdjson::SUCCESS;
}

Code readNumber(json::value value, Cell& cell)
{
    json::number number;
    if (const auto code = value.get_number().get(number))
        return code;
    if (number.is_int64()) {
        cell.type = Cell::Type::Integer;
        cell.integer = number.get_int64();
    } else {
        cell.type = Cell::Type::Real;
        cell.real = number.is_uint64() ? double(number.get_uint64()) : number.get_double();
    }
    return simdjson::SUCCESS;
}

Code readRaw(json::value value, json::json_type type, Cell& cell)
{
    std::string_view raw;
    Code code = simdjson::SUCCESS;
    if (type == json::json_type::array) {
        json::array array;
        code = value.get_array().get(array);
        if (!code)
            code = array.raw_json().get(raw);
    } else if (type == json::json_type::object) {
        json::object object;
        code = value.get_object().get(object);
        if (!code)
            code = object.raw_json().get(raw);
    } else {
        raw = value.raw_json_token();
    }
    cell.type = Cell::Type::Json;
    cell.text = trimmedEnd(raw);
    return code;
}

Code readCell(json::value value, Column column, Cell& cell)
{
    json::json_type type {};
    if (const auto code = value.type().get(type))
        return code;
    if (type == json::json_type::null)
        return value.is_null().error(); // also that it is null and not "nul"
    if (column == Column::RawJson || type == json::json_type::array || type == json::json_type::object)
        return readRaw(value, type, cell);
    if (type == json::json_type::number)
        return readNumber(value, cell);
    if (type == json::json_type::boolean) {
        bool flag = false;
        const auto code = value.get_bool().get(flag);
        cell.type = Cell::Type::Boolean;
        cell.integer = flag ? 1 : 0;
        return code;
    }
    cell.type = Cell::Type::Text;
    return value.get_string().get(cell.text);
}

Code readRow(json::array row, Plan& plan)
{
    size_t at = 0;
    for (auto element : row) {
        json::value value;
        if (const auto code = element.get(value))
            return code;
        if (at == plan.columns.size())
            return simdjson::INDEX_OUT_OF_BOUNDS;
        const auto column = plan.columns[at++];
        if (column == Column::Skip)
            continue;
        if (const auto code = readCell(value, column, plan.set.cells.emplace_back()))
            return code;
    }
    return at == plan.columns.size() ? simdjson::SUCCESS : simdjson::INDEX_OUT_OF_BOUNDS;
}

Code readTable(json::object table, Plan& plan)
{
    // jsonb sorts its keys by length, so the rows stand before the columns that explain them: found by name, not in
    // turn.
    json::array columns;
    if (const auto code = table.find_field_unordered("columns").get_array().get(columns))
        return code;
    if (const auto code = readColumns(columns, plan))
        return code;
    json::array rows;
    if (const auto code = table.find_field_unordered("rows").get_array().get(rows))
        return code;
    for (auto element : rows) {
        json::array row;
        if (const auto code = element.get_array().get(row))
            return code;
        if (const auto code = readRow(row, plan))
            return code;
    }
    return simdjson::SUCCESS;
}

} // namespace

std::string_view trimmedEnd(std::string_view raw)
{
    const auto end = raw.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : raw.substr(0, end + 1);
}

Code readTables(json::value tables, const std::shared_ptr<Document>& document, Rows& rows)
{
    json::object object;
    if (const auto code = tables.get_object().get(object))
        return code;
    rows.backing = document;
    for (auto field : object) {
        std::string_view name;
        if (const auto code = field.unescaped_key().get(name))
            return code;
        const EntityInfo* info = entityByTable(QString::fromUtf8(name.data(), qsizetype(name.size())));
        if (!info) {
            ++rows.unknownTables;
            continue;
        }
        json::object table;
        if (const auto code = field.value().get_object().get(table))
            return code;
        Plan plan { {}, { info->entity, {}, {} } };
        if (const auto code = readTable(table, plan))
            return code;
        rows.unknownColumns += int(plan.columns.size() - plan.set.columns.size());
        rows.sets.push_back(std::move(plan.set));
    }
    return simdjson::SUCCESS;
}

} // namespace convoy::remote
