#include "output.h"

#include "domain/jsonvalues.h"
#include "words.h"

#include <cstdio>
#include <cwchar>
#include <sys/ioctl.h>
#include <unistd.h>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 2;
constexpr int widestPadding = 80; // where no terminal says how wide a line is

bool isDangerous(char32_t c)
{
    const bool reverses = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    return reverses || QChar::category(c) == QChar::Other_Control;
}

int charWidth(char32_t c)
{
    const int width = ::wcwidth(wchar_t(c));
    return width < 0 ? 1 : width;
}

int textWidth(const QString& text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4())
        width += charWidth(c);
    return width;
}

enum class TooLong : bool { Whole, Cut };

QString fitted(const QString& text, int width, TooLong tooLong)
{
    if (textWidth(text) <= width || tooLong == TooLong::Whole)
        return text + QString(std::max(0, width - textWidth(text)), u' ');
    QString kept;
    int used = 0;
    for (const char32_t c : text.toUcs4()) {
        if (used + charWidth(c) > width - 1)
            break;
        used += charWidth(c);
        kept += QString::fromUcs4(&c, 1);
    }
    return kept + u'…' + QString(width - 1 - used, u' ');
}

bool onTerminal() { return ::isatty(STDOUT_FILENO) != 0; }

int terminalWidth() //!< 0: no terminal, or one that does not say
{
    winsize size {};
    return onTerminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

QString dimmed(const QString& text)
{
    const bool colour = onTerminal() && qEnvironmentVariableIsEmpty("NO_COLOR");
    return colour ? u"\x1b[2m"_s + text + u"\x1b[0m"_s : text;
}

void writeTo(FILE* file, const QByteArray& bytes) { std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file); }

} // namespace

QString printable(const QString& text)
{
    QString safe;
    safe.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const char32_t shown = isDangerous(c) ? U'\uFFFD' : c;
        safe += QString::fromUcs4(&shown, 1);
    }
    return safe;
}

QString oneLine(QString text)
{
    text.replace("\r\n"_L1, " "_L1);
    for (const QChar space : { u'\n', u'\t' })
        text.replace(space, u' ');
    return printable(text);
}

bool isDeletion(const QString& field) { return field == "deleted_at"_L1; }

QString fieldWords(const QString& field) { return isDeletion(field) ? Cli::tr("deletion") : field; }

QString valueWords(const QJsonValue& value)
{
    if (value.isArray())
        return setElements(value).join(u", "_s);
    if (value.isObject())
        return QString::fromUtf8(compactJson(value.toObject()));
    if (value.isBool())
        return value.toBool() ? Cli::tr("yes") : Cli::tr("no");
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

void printLine(const QString& text) { printRaw(oneLine(text).toUtf8() + '\n'); }

void printText(const QString& text)
{
    for (const QString& line : text.split(u'\n'))
        printLine(line);
}

void printRaw(const QByteArray& bytes) { writeTo(stdout, bytes); }

void printError(const QString& text)
{
    for (const QString& line : text.split(u'\n'))
        writeTo(stderr, printable(line).toUtf8() + '\n');
}

bool outputArrived() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

JsonList::JsonList() { printRaw("["); }
JsonList::~JsonList() { printRaw(m_first ? "]\n" : "\n]\n"); }

void JsonList::add(const QJsonObject& object)
{
    printRaw(m_first ? "\n" : ",\n");
    printRaw(compactJson(object));
    m_first = false;
}

void printJson(const QJsonObject& object) { printRaw(compactJson(object) + '\n'); }

void printJson(const std::vector<QJsonObject>& objects)
{
    JsonList list;
    for (const QJsonObject& object : objects)
        list.add(object);
}

TextTable::TextTable(QStringList headings, int elasticColumn)
    : m_headings(std::move(headings))
    , m_elastic(elasticColumn)
{
}

void TextTable::add(QStringList row)
{
    for (QString& cell : row)
        cell = oneLine(cell);
    m_rows.push_back(std::move(row));
}

std::vector<int> TextTable::widths() const
{
    std::vector<int> widths(size_t(m_headings.size()), 0);
    for (const QStringList& row : m_rows) {
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], textWidth(row.value(qsizetype(i))));
    }
    const int limit = terminalWidth();
    int total = -gap;
    for (size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0)
            widths[i] = std::max(widths[i], textWidth(m_headings[qsizetype(i)]));
        if (limit == 0)
            widths[i] = std::min(widths[i], widestPadding);
        total += widths[i] > 0 ? widths[i] + gap : 0;
    }
    int& elastic = widths[size_t(m_elastic)];
    if (limit > 0 && total > limit && elastic > 0)
        elastic = std::max(12, elastic - (total - limit));
    return widths;
}

void TextTable::print() const
{
    if (m_rows.empty())
        return;
    const std::vector<int> widths = this->widths();
    const TooLong tooLong = terminalWidth() > 0 ? TooLong::Cut : TooLong::Whole;
    const auto lineOf = [&](const QStringList& cells) {
        QString line;
        for (size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > 0)
                line += fitted(cells.value(qsizetype(i)), widths[i], tooLong) + QString(gap, u' ');
        }
        while (line.endsWith(u' '))
            line.chop(1);
        return line;
    };
    printRaw(dimmed(lineOf(m_headings)).toUtf8() + '\n');
    for (const QStringList& row : m_rows)
        printRaw(lineOf(row).toUtf8() + '\n');
}

} // namespace convoy::cli
