#include "app/composition.h"

#include <QCommandLineParser>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

Invocation Invocation::fromArguments(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("A task manager that works offline and syncs."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption dataDirectory(u"data-dir"_s, tr("Keep everything in DIR."), u"DIR"_s);
    const QCommandLineOption quickAdd(u"quick-add"_s, tr("Open the quick-add line with TEXT in it."), u"TEXT"_s);
    QCommandLineOption noTimers(u"no-periodic-timers"_s, tr("Sync on signals and edits only."));
    noTimers.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({ dataDirectory, quickAdd, noTimers });
    parser.addPositionalArgument(u"link"_s, tr("A link to a task: convoy://task/<uuid>"), u"[link]"_s);
    parser.process(arguments);

    return { .dataDirectory = parser.isSet(dataDirectory) ? parser.value(dataDirectory) : DataDirectory::standardPath(),
        .quickAdd = parser.value(quickAdd),
        .link = parser.positionalArguments().value(0),
        .periodicTimers = !parser.isSet(noTimers) };
}

} // namespace convoy::app
