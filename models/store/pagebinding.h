#pragma once

#include "domain/exchange.h"

namespace convoy::store {

class Statement;
class UidResolver;

//! Which of a page's columns goes to which parameter of the entity's upsert, worked out once per set of rows.
class PageBinding final {
public:
    explicit PageBinding(const RowSet& set);

    [[nodiscard]] bool usable() const { return m_id >= 0; }
    [[nodiscard]] Entity entity() const { return m_entity; }
    [[nodiscard]] std::string_view id(const Cell* cells) const { return cells[m_id].text; }
    [[nodiscard]] qint64 seq(const Cell* cells) const { return m_seq < 0 ? 1 : cells[m_seq].integer; }
    [[nodiscard]] bool isDeleted(const Cell* cells) const
    {
        return m_times[2] >= 0 && cells[m_times[2]].type != Cell::Type::Null;
    }
    [[nodiscard]] int fieldColumn(size_t field) const { return m_fields[field]; } //!< -1: not in the page
    void bind(Statement& statement, UidResolver& resolver, RowKey key, RowKey workspace, const Cell* cells) const;

    [[nodiscard]] static int columnOf(const RowSet& set, QLatin1String name); //!< -1: not there

private:
    Entity m_entity;
    int m_id = -1;
    int m_seq = -1;
    int m_times[3] = { -1, -1, -1 }; // created_at, updated_at, deleted_at
    std::vector<int> m_fields;
};

} // namespace convoy::store
