#pragma once

#include "commands.h"

namespace convoy::cli {

//! A command line, understood: which command, its operands, its options.
struct Arguments {
    const Command* command = nullptr; //!< none: help or version was asked for
    QStringList operands;
    QHash<QString, QStringList> options;
    QString topic; //!< of the help: "", "task", "task add"

    [[nodiscard]] bool has(QLatin1String option) const { return options.contains(option); }
    [[nodiscard]] QString value(QLatin1String option) const { return options.value(option).value(0); }
    [[nodiscard]] QStringList values(QLatin1String option) const { return options.value(option); }
    [[nodiscard]] bool json() const { return has(QLatin1String("json")); }
    [[nodiscard]] bool local() const { return has(QLatin1String("local")); }
};

//! `line` is without the program's name. What cannot be understood is a usageError.
[[nodiscard]] Result<Arguments> parseArguments(const QStringList& line);

} // namespace convoy::cli
