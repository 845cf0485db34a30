#include "arguments.h"

#include "words.h"

#include <QCommandLineParser>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Match {
    const Command* command = nullptr;
    int words = 0;
    QString topic; //!< the words that name a command, or the group of several
};

Match matchCommand(const QStringList& words)
{
    Match match;
    for (const Command& command : commands()) {
        const QStringList name = QString::fromLatin1(command.name).split(u' ');
        if (words.mid(0, name.size()) == name)
            return { &command, int(name.size()), name.join(u' ') };
        if (!words.isEmpty() && words.first() == name.first())
            match.topic = name.first();
    }
    return match;
}

void addOptions(QCommandLineParser& parser, std::span<const OptionSpec> options)
{
    for (const OptionSpec& option : options) {
        QStringList names { QString::fromLatin1(option.name) };
        if (names.first() == "help"_L1)
            names.prepend(u"h"_s);
        parser.addOption(QCommandLineOption(names, {}, QString::fromLatin1(option.value)));
    }
}

void collectOptions(const QCommandLineParser& parser, std::span<const OptionSpec> options, Arguments& arguments)
{
    for (const OptionSpec& option : options) {
        const QString name = QString::fromLatin1(option.name);
        if (parser.isSet(name))
            arguments.options.insert(name, option.value ? parser.values(name) : QStringList { name });
    }
}

Error unknownCommand(const QStringList& words, const Match& match)
{
    if (words.isEmpty())
        return usageError(Cli::tr("Which command? See convoy-cli --help."));
    if (!match.topic.isEmpty() && words.size() == 1)
        return usageError(Cli::tr("\"%1\" needs a word more. See convoy-cli %1 --help.").arg(match.topic));
    if (!match.topic.isEmpty()) {
        return usageError(
            Cli::tr("There is no command \"%1 %2\". See convoy-cli %1 --help.").arg(match.topic, words[1]));
    }
    return usageError(Cli::tr("There is no command \"%1\". See convoy-cli --help.").arg(words.first()));
}

Status checkOperands(const Arguments& arguments)
{
    const Command& command = *arguments.command;
    const auto count = arguments.operands.size();
    if (count >= command.least && (command.most < 0 || count <= command.most))
        return ok();
    const QString usage = u"convoy-cli %1 %2"_s.arg(QLatin1String(command.name), QLatin1String(command.operands));
    if (count < command.least)
        return usageError(Cli::tr("Something is missing: %1").arg(usage));
    return usageError(
        Cli::tr("\"%1\" is too much: %2 (put several words in quotes)").arg(arguments.operands[command.most], usage));
}

} // namespace

Result<Arguments> parseArguments(const QStringList& line)
{
    // What stands before the command are global options; only the command says which options may follow it.
    QCommandLineParser front;
    front.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    addOptions(front, globalOptions());
    if (!front.parse(QStringList { u"convoy-cli"_s } + line))
        return usageError(front.errorText());
    const QStringList words = front.positionalArguments();
    const Match match = matchCommand(words);

    Arguments arguments;
    arguments.command = match.command;
    arguments.topic = match.topic;
    QStringList rest = line;
    rest.remove(line.size() - words.size(), match.words);
    QCommandLineParser parser;
    addOptions(parser, globalOptions());
    if (match.command)
        addOptions(parser, match.command->options);
    if (!parser.parse(QStringList { u"convoy-cli"_s } + rest) && !parser.isSet(u"help"_s))
        return match.command ? usageError(parser.errorText()) : unknownCommand(words, match);
    collectOptions(parser, globalOptions(), arguments);
    if (match.command)
        collectOptions(parser, match.command->options, arguments);
    arguments.operands = parser.positionalArguments();

    if (arguments.has("help"_L1) || arguments.has("version"_L1)) {
        arguments.command = nullptr;
        return arguments;
    }
    if (!match.command)
        return unknownCommand(words, match);
    if (auto checked = checkOperands(arguments); !checked)
        return std::move(checked).error();
    return arguments;
}

} // namespace convoy::cli
