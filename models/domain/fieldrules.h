#pragma once

#include <QByteArray>

namespace convoy {

//! The migration that tells the server who wins, field by field: sync_field_rules, from the schema table. The target
//! `field_rules` writes it into sync/supabase/migrations; a test fails when the two differ.
[[nodiscard]] QByteArray fieldRulesSql();

} // namespace convoy
