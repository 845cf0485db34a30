#include "schedule/quickadd.h"

#include "domain/text.h"
#include "schedule/datewords.h"
#include "schedule/recurrence.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<Word> wordsOf(const QString& line)
{
    std::vector<Word> words;
    const QStringView view(line);
    bool quoted = false;
    for (qsizetype at = 0; at < view.size();) {
        if (view[at].isSpace()) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < view.size() && !view[end].isSpace())
            ++end;
        const QStringView word = view.mid(at, end - at);
        const bool opens = word.startsWith(u'"');
        if (!quoted && !opens && !word.startsWith(u'\\'))
            words.push_back({ at, word });
        else
            words.push_back({ at, QStringView() }); // a quoted word means nothing
        quoted = (quoted || opens) && !(word.endsWith(u'"') && (quoted || word.size() > 1));
        at = end;
    }
    return words;
}

std::optional<Priority> readPriority(QStringView word)
{
    if (!word.startsWith(u'!') || word.size() < 2)
        return {};
    const QString name = word.mid(1).toString().toLower();
    if (name == "h"_L1 || name == "1"_L1)
        return Priority::High;
    if (name == "m"_L1 || name == "2"_L1 || name == "med"_L1)
        return Priority::Medium;
    if (name == "l"_L1 || name == "3"_L1)
        return Priority::Low;
    const auto priority = priorityFromText(name);
    return priority && *priority != Priority::None ? priority : std::nullopt;
}

//! The longest of the names that stands behind the sign at `start`; spaces in a name may be typed as "-" or "_".
QString nameAt(const QString& line, qsizetype start, const QStringList& names, qsizetype& length)
{
    QString best;
    const QStringView rest = QStringView(line).mid(start + 1);
    for (const QString& project : names) {
        if (project.size() <= best.size() || rest.size() < project.size())
            continue;
        const QStringView typed = rest.left(project.size());
        const bool ends = rest.size() == project.size() || rest[project.size()].isSpace();
        const bool same = std::equal(typed.begin(), typed.end(), project.cbegin(), [](QChar a, QChar b) {
            return a.toCaseFolded() == b.toCaseFolded() || (b == u' ' && (a == u'-' || a == u'_'));
        });
        if (ends && same)
            best = project;
    }
    length = best.size() + 1;
    return best;
}

Token tokenOver(const QString& line, const std::vector<Word>& words, size_t at, size_t count, TokenKind kind, QString value)
{
    const Word& last = words[at + count - 1];
    const qsizetype start = words[at].start;
    const qsizetype length = last.start + last.text.size() - start;
    return { kind, start, length, line.mid(start, length), std::move(value) };
}

std::optional<Token> tokenAt(const QString& line, const std::vector<Word>& words, size_t at, const Vocabulary& vocabulary)
{
    const Word& word = words[at];
    if (word.text.isEmpty())
        return {};
    const std::tuple<QChar, TokenKind, const QStringList&> named[] { { u'#', TokenKind::Project, vocabulary.projects },
        { u'/', TokenKind::Stage, vocabulary.stages }, { u'+', TokenKind::Assignee, vocabulary.people } };
    for (const auto& [sign, kind, names] : named) {
        if (word.text.front() != sign)
            continue;
        qsizetype length = 0;
        const QString name = nameAt(line, word.start, names, length);
        if (name.isEmpty())
            return {};
        return Token { kind, word.start, length, line.mid(word.start, length), name };
    }
    if (word.text.front() == u'@' && word.text.size() > 1)
        return tokenOver(line, words, at, 1, TokenKind::Label, word.text.mid(1).toString());
    if (const auto priority = readPriority(word.text))
        return tokenOver(line, words, at, 1, TokenKind::Priority, priorityText(*priority));
    if (const auto rule = readRecurrence(words, at))
        return tokenOver(line, words, at, rule->words, TokenKind::Recurrence, rule->value);
    if (const auto date = readDate(words, at, vocabulary.today))
        return tokenOver(line, words, at, date->words, TokenKind::Date, date->value.toString(Qt::ISODate));
    if (const auto time = readTime(words, at))
        return tokenOver(line, words, at, time->words, TokenKind::Time, time->value.toString(u"HH:mm"_s));
    return {};
}

void keepLastOfEachKind(std::vector<Token>& tokens)
{
    for (size_t i = tokens.size(); i-- > 0;) {
        const TokenKind kind = tokens[i].kind;
        const bool superseded = kind != TokenKind::Label
            && std::any_of(tokens.begin() + std::ptrdiff_t(i) + 1, tokens.end(), [&](const Token& t) { return t.kind == kind; });
        if (superseded)
            tokens.erase(tokens.begin() + std::ptrdiff_t(i));
    }
}

QString titleWithout(QString line, const std::vector<Token>& tokens)
{
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token)
        line.remove(token->start, token->length);
    return cleanLine(line.simplified());
}

} // namespace

std::vector<Token> findTokens(const QString& line, const Vocabulary& vocabulary)
{
    const std::vector<Word> words = wordsOf(line);
    std::vector<Token> tokens;
    for (size_t at = 0; at < words.size();) {
        const auto token = tokenAt(line, words, at, vocabulary);
        if (!token) {
            ++at;
            continue;
        }
        tokens.push_back(*token);
        while (at < words.size() && words[at].start < token->start + token->length)
            ++at;
    }
    return tokens;
}

QuickAdd composeQuickAdd(const QString& title, std::vector<Token> tokens, QDate today)
{
    QuickAdd result;
    static const QRegularExpression escape(u"(^|\\s)\\\\(?=\\S)"_s);
    result.title = cleanLine(title.simplified()).replace(escape, u"\\1"_s);
    result.tokens = std::move(tokens);
    for (const Token& token : result.tokens) {
        switch (token.kind) {
        case TokenKind::Date: result.due = QDate::fromString(token.value, Qt::ISODate); break;
        case TokenKind::Time: result.time = QTime::fromString(token.value, u"HH:mm"_s); break;
        case TokenKind::Project: result.project = token.value; break;
        case TokenKind::Label: result.labels.append(token.value); break;
        case TokenKind::Stage: result.stage = token.value; break;
        case TokenKind::Assignee: result.assignee = token.value; break;
        case TokenKind::Recurrence: result.recurrence = token.value; break;
        case TokenKind::Priority: result.priority = priorityFromText(token.value).value_or(Priority::None); break;
        }
    }
    if (!result.recurrence.isEmpty() && !result.due.isValid())
        result.due = firstDate(result.recurrence, today);
    if (result.time.isValid() && !result.due.isValid())
        result.due = today;
    result.labels.removeDuplicates();
    return result;
}

QuickAdd parseQuickAdd(const QString& line, const Vocabulary& vocabulary)
{
    std::vector<Token> tokens = findTokens(line, vocabulary);
    keepLastOfEachKind(tokens);
    const QString title = titleWithout(line, tokens);
    return composeQuickAdd(title, std::move(tokens), vocabulary.today);
}

std::vector<PastedLine> splitPaste(const QString& text)
{
    static const QRegularExpression bullet(u"^(?:[-*+\u2022]|\\d{1,3}[.)])\\s+(?:\\[[ xX]?\\]\\s+)?|^\\[[ xX]?\\]\\s+"_s);
    std::vector<PastedLine> lines;
    std::vector<int> indents;
    for (const QString& line : text.split(u'\n')) {
        int indent = 0;
        for (const QChar c : line) {
            if (!c.isSpace())
                break;
            indent += c == u'\t' ? 4 : 1;
        }
        const QString clean = cleanLine(line.trimmed().remove(bullet));
        if (clean.isEmpty())
            continue;
        while (!indents.empty() && indents.back() >= indent)
            indents.pop_back();
        lines.push_back({ clean, int(indents.size()) });
        indents.push_back(indent);
    }
    return lines;
}

} // namespace convoy::schedule
