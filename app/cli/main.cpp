#include "desk.h"
#include "help.h"
#include "output.h"
#include "resources/translations/translations.h"
#include "words.h"

#include <QCoreApplication>

using namespace convoy;
using namespace convoy::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<ExitCode> run(const QStringList& line, const Clock& clock)
{
    auto arguments = parseArguments(line);
    if (!arguments)
        return std::move(arguments).error();
    if (arguments->has("version"_L1)) {
        printLine(u"convoy-cli "_s + QLatin1String(CONVOY_VERSION));
        return ExitCode::Ok;
    }
    if (!arguments->command) {
        printRaw(helpText(arguments->topic).toUtf8());
        return ExitCode::Ok;
    }
    const QString path = arguments->value("data-dir"_L1);
    auto directory = app::DataDirectory::open(path.isEmpty() ? app::DataDirectory::standardPath() : path);
    if (!directory)
        return std::move(directory).error();
    const Command& command = *arguments->command;
    Desk desk(*std::move(arguments), *std::move(directory), clock);
    if (command.needs == Needs::Store) {
        if (auto opened = desk.openStore(); !opened)
            return std::move(opened).error();
    }
    return command.run(desk);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"convoy"_s);
    installTranslations(application);
    const SystemClock clock;
    auto outcome = run(application.arguments().mid(1), clock);
    if (outcome && !outputArrived())
        outcome = Error { .kind = Error::Kind::Invalid, .detail = Cli::tr("The output could not be written.") };
    if (outcome)
        return int(*outcome);
    printError(messageFor(outcome.error()));
    return int(exitCodeFor(outcome.error()));
}
