#pragma once

#include <QDate>
#include <QString>
#include <QTime>

namespace convoy::schedule {

//! How near a due date is, for its tone; its words never depend on colour alone.
enum class Nearness : quint8 { Overdue, Today, Soon, Later };

[[nodiscard]] Nearness nearness(QDate due, QDate today);

//! "Yesterday", "Today", "Tomorrow", "Fri", "12 Dec", "12 Dec 2027"; with a time "Today 17:00".
[[nodiscard]] QString dueWords(QDate due, QTime time, QDate today);

//! The moment of a server or wall-clock timestamp as people say it: "10:42", "Yesterday 10:42", "12 Dec".
[[nodiscard]] QString momentWords(qint64 micros, qint64 nowMicros);

} // namespace convoy::schedule
