#include "commands.h"
#include "desk.h"
#include "output.h"
#include "words.h"

#include "store/exporting.h"

#include <QFile>

namespace convoy::cli {

namespace {

Result<ExitCode> exportAll(Desk& desk)
{
    if (desk.operands().isEmpty()) {
        QFile out;
        std::ignore = out.open(stdout, QIODevice::WriteOnly);
        const auto tasks = store::exportEverything(desk.reads(), static_cast<QIODevice&>(out));
        return tasks ? Result<ExitCode>(ExitCode::Ok) : tasks.error();
    }
    const auto tasks = store::exportEverything(desk.reads(), desk.operands().first());
    if (!tasks)
        return tasks.error();
    printLine(Cli::tr("Wrote everything that is on this device, %1 tasks, to %2.").arg(*tasks).arg(desk.operands().first()));
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> exportCommands()
{
    return { { "export", "[FILE]", QT_TRANSLATE_NOOP("Cli", "Write everything that is on this device as JSON"), 0, 1, {}, Needs::Store, exportAll } };
}

} // namespace convoy::cli
