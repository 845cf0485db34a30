#include "commands.h"

#include "words.h"

namespace convoy::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = [] {
        std::vector<Command> list;
        for (auto* part : { accountCommands, structureCommands, taskCommands, taskListCommands, contextCommands,
                 syncCommands, windowCommands, exportCommands, outboxCommands, boxCommands, reviewCommands, incomingCommands }) {
            for (Command& command : part())
                list.push_back(std::move(command));
        }
        return list;
    }();
    return all;
}

std::span<const OptionSpec> globalOptions()
{
    static const OptionSpec options[] = {
        { "data-dir", "DIR", QT_TRANSLATE_NOOP("Cli", "Where this device keeps its data") },
        { "secrets", "WHERE",
            QT_TRANSLATE_NOOP("Cli", "Where the sign-in is kept: keychain, session, or file:PATH (not encrypted)") },
        { "json", nullptr, QT_TRANSLATE_NOOP("Cli", "Print JSON, equal on every synced device") },
        { "local", nullptr, QT_TRANSLATE_NOOP("Cli", "With --json: also what only this device knows, such as keys") },
        { "help", nullptr, QT_TRANSLATE_NOOP("Cli", "Explain the program, or the command it stands behind") },
        { "version", nullptr, QT_TRANSLATE_NOOP("Cli", "Print the version") },
    };
    return options;
}

} // namespace convoy::cli
