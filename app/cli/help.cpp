#include "help.h"

#include "commands.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString helpLine(const QString& left, const char* text, int width)
{
    const QString words = text ? Cli::tr(text) : QString();
    if (left.size() > width)
        return u"  %1\n  %2  %3\n"_s.arg(left, QString(width, u' '), words);
    return u"  %1  %2\n"_s.arg(left.leftJustified(width), words);
}

QString callOf(const Command& command)
{
    return u"%1 %2"_s.arg(QLatin1String(command.name), QLatin1String(command.operands)).trimmed();
}

QString optionLines(std::span<const OptionSpec> options)
{
    QString text;
    for (const OptionSpec& option : options) {
        const QString value = option.value ? u" %1"_s.arg(QLatin1String(option.value)) : QString();
        text += helpLine(u"--%1%2"_s.arg(QLatin1String(option.name), value), option.help, 22);
    }
    return text;
}

QString commandHelp(const Command& command)
{
    QString text = u"convoy-cli %1\n\n%2\n"_s.arg(callOf(command), Cli::tr(command.help));
    if (!command.options.empty())
        text += u"\n%1\n%2"_s.arg(Cli::tr("Options:"), optionLines(command.options));
    return text;
}

QString exitCodeHelp()
{
    return Cli::tr("Exit codes:\n"
                   "  0  done; with sync: everything is synced\n"
                   "  1  it did not work; the sentence on stderr says what is safe\n"
                   "  2  the command line makes no sense\n"
                   "  3  offline, or the server did not answer: edits are safe here and will be sent later\n"
                   "  4  synced, but something needs your attention (see outbox list, review list)\n"
                   "  5  sign in again\n"
                   "  6  this version is too old for the server\n"
                   "  7  synced, but some changes have to wait\n");
}

QString namingHelp()
{
    return Cli::tr("A task is named by its key (printed by \"task add\"), its number (CNV-142), or part of its uuid.\n"
                   "Workspaces, projects and milestones by name, the beginning of the name, or uuid.\n"
                   "Dates: 2026-12-24, today, tomorrow, +3d, +2w, friday.\n");
}

} // namespace

QString helpText(const QString& topic)
{
    QString lines;
    for (const Command& command : commands()) {
        const QString name = QString::fromLatin1(command.name);
        if (name == topic)
            return commandHelp(command);
        if (topic.isEmpty() || name.startsWith(topic + u' '))
            lines += helpLine(callOf(command), command.help, 34);
    }
    QString text = u"%1\n\nconvoy-cli [%2] %3\n\n%4\n%5"_s.arg(
        Cli::tr("Convoy on the command line. Every edit is saved on this device first; sync sends it."),
        Cli::tr("options"), Cli::tr("command"), Cli::tr("Commands:"), lines);
    if (!topic.isEmpty())
        return text;
    text += u"\n%1\n%2"_s.arg(Cli::tr("Options:"), optionLines(globalOptions()));
    return text + u'\n' + namingHelp() + u'\n' + exitCodeHelp();
}

} // namespace convoy::cli
