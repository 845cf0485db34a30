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
        if (!tasks)
            return tasks.error();
        // What is buffered meets a full disk only now, and half an export must not look like a whole one.
        if (!out.flush() || out.error() != QFileDevice::NoError)
            return Error { Error::Kind::Invalid, Cli::tr("The export could not be written: %1. What is on this device is safe.").arg(out.errorString()) };
        return ExitCode::Ok;
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
