#pragma once

#include "domain/result.h"

#include <QDate>
#include <QString>

namespace convoy::schedule {

//! Repetition rules: RRULE values of RFC 5545, by day, week, month or year, expanded by libical. A rule is expanded over
//! dates: an occurrence's time of day is wall time in the task's zone, so neither the end of summer time nor a move to another
//! zone shifts it. Pure functions.

//! The rule in its canonical form, with or without "RRULE:" in front; or a sentence that says what is wrong with it.
[[nodiscard]] Result<QString> canonicalRule(const QString& text);

//! What a person typed into a field: words ("every 2 weeks", "weekly") or a rule.
[[nodiscard]] Result<QString> ruleFromText(const QString& text);

//! The first date of the rule that is not before `from`; invalid: none.
[[nodiscard]] QDate firstDate(const QString& rule, QDate from);

//! The next occurrence after the one on `date`: it counts from there, so "every 2 weeks" means two weeks after this one. The
//! rule that the next one carries has one repetition less where the rule counts them. An UNTIL in UTC ends on its day in `zone`.
struct NextDate {
    QDate date; //!< invalid: that was the last one
    QString rule;
};
[[nodiscard]] NextDate nextDate(const QString& rule, QDate date, const QString& zone);

//! "Every 2 weeks on Monday and Friday, until 24 Dec 2027"; the rule itself when it says more than words can.
[[nodiscard]] QString recurrenceWords(const QString& rule);

} // namespace convoy::schedule
