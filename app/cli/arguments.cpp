#include "arguments.h"

#include "words.h"

#include <QCommandLineParser>

#include <algorithm>

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

//! Where the words of a line are options, by index; the line's size: nowhere.
struct OptionWords {
    qsizetype operand; //!< the first word that is none
    qsizetype unknown; //!< the first that looks like an option and is none that is known
    bool help = false;
};

//! Looked at before Qt does, which takes "-have" for the letters of short options, one of which is that of the help.
OptionWords optionWords(const QStringList& line, const std::vector<OptionSpec>& known)
{
    OptionWords words { line.size(), line.size() };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QString& word = line[i];
        if (word == "--"_L1) {
            words.operand = std::min(words.operand, i + 1);
            break;
        }
        const bool joined = word.contains(u'=');
        const auto option = std::find_if(known.begin(), known.end(),
            [&](const OptionSpec& each) { return word.section(u'=', 0, 0) == "--"_L1 + QLatin1String(each.name); });
        if (word == "-h"_L1 || word == "--help"_L1)
            words.help = true;
        else if (word.size() < 2 || !word.startsWith(u'-'))
            words.operand = std::min(words.operand, i);
        else if (option == known.end() || (joined && !option->value))
            words.unknown = std::min(words.unknown, i);
        else if (option->value && !joined)
            ++i; // its value, whatever that looks like
    }
    return words;
}

void addOptions(QCommandLineParser& parser, const std::vector<OptionSpec>& options)
{
    for (const OptionSpec& option : options)
        parser.addOption(QCommandLineOption(QString::fromLatin1(option.name), {}, QString::fromLatin1(option.value)));
}

void collectOptions(const QCommandLineParser& parser, const std::vector<OptionSpec>& options, Arguments& arguments)
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

Error unknownOption(const QString& word, const Command* command)
{
    if (!command)
        return usageError(Cli::tr("There is no option \"%1\". See convoy-cli --help.").arg(word));
    const QLatin1String name(command->name);
    if (command->most == 0)
        return usageError(Cli::tr("There is no option \"%1\". See convoy-cli %2 --help.").arg(word, name));
    return usageError(Cli::tr("There is no option \"%1\"; see convoy-cli %2 --help. Text that begins with \"-\" goes behind \"--\":\n"
                              "  convoy-cli %2 ... -- \"%1\"")
                          .arg(word, name));
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
    std::vector<OptionSpec> known(globalOptions().begin(), globalOptions().end());
    const OptionWords front = optionWords(line, known);
    if (front.unknown < front.operand && !front.help)
        return unknownOption(line[front.unknown], nullptr);
    const QStringList words = line.mid(front.operand);
    const Match match = matchCommand(words);
    if (match.command)
        known.insert(known.end(), match.command->options.begin(), match.command->options.end());

    Arguments arguments;
    arguments.topic = match.topic;
    QStringList rest = line;
    rest.remove(front.operand, match.words);
    const OptionWords all = optionWords(rest, known);
    if (all.help)
        return arguments;
    if (match.command && all.unknown < rest.size())
        return unknownOption(rest[all.unknown], match.command);
    QCommandLineParser parser;
    addOptions(parser, known);
    if (!parser.parse(QStringList { u"convoy-cli"_s } + rest))
        return match.command || words.isEmpty() ? usageError(parser.errorText()) : unknownCommand(words, match);
    collectOptions(parser, known, arguments);
    arguments.operands = parser.positionalArguments();
    if (arguments.has("version"_L1))
        return arguments;
    if (!match.command)
        return unknownCommand(words, match);
    arguments.command = match.command;
    if (auto checked = checkOperands(arguments); !checked)
        return std::move(checked).error();
    return arguments;
}

} // namespace convoy::cli
