#pragma once

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace convoy::cli {

//! Text as a terminal may show it: what a hostile title could do with escape sequences or reversed text becomes
//! visible.
[[nodiscard]] QString printable(const QString& text);

//! The same of a text that is to stand in a line: where it breaks are spaces.
[[nodiscard]] QString oneLine(QString text);

[[nodiscard]] bool isDeletion(const QString& field); //!< of an entry of the review: what lost, or came in, is a deletion
[[nodiscard]] QString fieldWords(const QString& field); //!< its name as the commands take it, or what is said instead
[[nodiscard]] QString valueWords(const QJsonValue& value); //!< a field's value for people

void printLine(const QString& text = {}); //!< on stdout, as oneLine() makes it
void printText(const QString& text); //!< several lines, each made printable
void printRaw(const QByteArray& bytes);
void printError(const QString& text); //!< on stderr
[[nodiscard]] bool outputArrived(); //!< everything printed reached its file

//! Objects one per line in an array, so that lists compare with diff; keys are in alphabetical order.
class JsonList final {
public:
    JsonList();
    ~JsonList();
    void add(const QJsonObject& object);

private:
    bool m_first = true;
};

void printJson(const QJsonObject& object);
void printJson(const std::vector<QJsonObject>& objects);

//! Rows in aligned columns under dim headings. On a terminal one column gives way when the line is too long; elsewhere nothing is
//! cut, and a very long cell moves the rest of its own row only.
class TextTable final {
public:
    TextTable(QStringList headings, int elasticColumn);
    void add(QStringList row);
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    void print() const; //!< columns without any text are left out

private:
    [[nodiscard]] std::vector<int> widths() const;

    QStringList m_headings;
    int m_elastic;
    std::vector<QStringList> m_rows;
};

} // namespace convoy::cli
