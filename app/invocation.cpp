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
    const QCommandLineOption quickAdd(u"quick-add"_s, tr("Open a small window to write a new task in, beginning with TEXT."));
    QCommandLineOption noTimers(u"no-periodic-timers"_s, tr("Sync on signals and edits only."));
    noTimers.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({ dataDirectory, quickAdd, noTimers });
    parser.addPositionalArgument(u"link or text"_s, tr("A link to a task: convoy://task/<uuid>; with --quick-add a text"), u"[link | TEXT]"_s);
    parser.process(arguments);

    const bool capture = parser.isSet(quickAdd);
    const QStringList rest = parser.positionalArguments();
    return { .dataDirectory = parser.isSet(dataDirectory) ? parser.value(dataDirectory) : DataDirectory::standardPath(),
        .wish = { .capture = capture, .text = capture ? rest.join(u' ') : QString(), .link = capture ? QString() : rest.value(0) },
        .periodicTimers = !parser.isSet(noTimers) };
}

} // namespace convoy::app
