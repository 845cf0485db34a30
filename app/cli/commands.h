#pragma once

#include "domain/result.h"
#include "exitcode.h"

#include <QHash>
#include <QStringList>

#include <span>
#include <vector>

namespace convoy::cli {

class Desk;

struct OptionSpec {
    const char* name;
    const char* value; //!< what it takes, for the help; nullptr: a flag
    const char* help;
};

enum class Needs : quint8 { Directory, Store };

//! One command: how it is called and who carries it out.
struct Command {
    const char* name; //!< "task add"
    const char* operands; //!< for the help
    const char* help;
    int least; //!< operands
    int most; //!< -1: any number
    std::vector<OptionSpec> options;
    Needs needs;
    Result<ExitCode> (*run)(Desk&);
};

//! All commands, in the order of the help. Each group's part is in the group's own file.
[[nodiscard]] const std::vector<Command>& commands();
[[nodiscard]] std::span<const OptionSpec> globalOptions();

[[nodiscard]] std::vector<Command> taskCommands();
[[nodiscard]] std::vector<Command> taskListCommands();
[[nodiscard]] std::vector<Command> structureCommands();
[[nodiscard]] std::vector<Command> contextCommands();
[[nodiscard]] std::vector<Command> accountCommands();
[[nodiscard]] std::vector<Command> syncCommands();
[[nodiscard]] std::vector<Command> windowCommands();
[[nodiscard]] std::vector<Command> exportCommands();
[[nodiscard]] std::vector<Command> outboxCommands();
[[nodiscard]] std::vector<Command> boxCommands();
[[nodiscard]] std::vector<Command> reviewCommands();
[[nodiscard]] std::vector<Command> incomingCommands();

} // namespace convoy::cli
