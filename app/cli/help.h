#pragma once

#include <QString>

namespace convoy::cli {

//! The text of --help: of the whole program, of a group ("task") or of one command ("task add").
[[nodiscard]] QString helpText(const QString& topic);

} // namespace convoy::cli
