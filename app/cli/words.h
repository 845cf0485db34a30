#pragma once

#include <QCoreApplication>

namespace convoy::cli {

//! The translation context of everything the command line says.
struct Cli {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

} // namespace convoy::cli
