#pragma once

#include "domain/values.h"

#include <QDate>
#include <QStringList>
#include <QTime>

#include <functional>
#include <vector>

namespace convoy::schedule {

enum class TokenKind : quint8 { Date, Time, Project, Label, Priority, Recurrence, Stage, Assignee };

//! One piece of a quick-add line that means something: where it stands and what it stands for.
struct Token {
    TokenKind kind;
    qsizetype start = 0;
    qsizetype length = 0;
    QString text; //!< as typed
    QString value; //!< the project's name, the label, the stored priority, the ISO date or time, the rule
    bool operator==(const Token&) const = default;
};

//! What the grammar knows about the person's data and about now.
struct Vocabulary {
    QDate today;
    QStringList projects;
    std::function<QStringList()> labels {}; //!< for completion only, asked when it is due: any label may be typed
    QStringList stages {};
    QStringList people {};
};

//! A line understood: the title without its tokens, and what the tokens say.
struct QuickAdd {
    QString title;
    QDate due; //!< with a repetition alone: its first day
    QTime time;
    QString recurrence; //!< RRULE
    QString project; //!< empty: none named
    QStringList labels;
    QString stage; //!< name
    QString assignee; //!< name
    Priority priority = Priority::None;
    std::vector<Token> tokens; //!< in the order of the line
};

//! The tokens of a line, left to right, never overlapping. "#name" is a token only when such a project exists; "fri" only
//! as a word of its own; everything between double quotes, and a word behind a backslash, is left
//! alone. "/stage" and "+person" are tokens, like "#project", only when they are known.
[[nodiscard]] std::vector<Token> findTokens(const QString& line, const Vocabulary& vocabulary);

//! The whole line. Of two tokens of one kind (labels excepted) the later wins and the earlier stays in the title.
[[nodiscard]] QuickAdd parseQuickAdd(const QString& line, const Vocabulary& vocabulary);

//! The same from a title and tokens that were taken out of it already, as the chips of a quick-add line; the later wins.
[[nodiscard]] QuickAdd composeQuickAdd(const QString& title, std::vector<Token> tokens, QDate today);

//! A paste of several lines: one title per line, blank lines and bullets ("-", "*", "1.", "[ ]") dropped; depth counts the
//! indentation relative to the line above.
struct PastedLine {
    QString text;
    int depth = 0;
    bool operator==(const PastedLine&) const = default;
};
[[nodiscard]] std::vector<PastedLine> splitPaste(const QString& text);

} // namespace convoy::schedule
