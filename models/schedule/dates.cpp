#include "schedule/dates.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Dates)
};

} // namespace

Nearness nearness(QDate due, QDate today)
{
    if (due < today)
        return Nearness::Overdue;
    if (due == today)
        return Nearness::Today;
    return due <= today.addDays(2) ? Nearness::Soon : Nearness::Later;
}

QString dueWords(QDate due, QTime time, QDate today)
{
    if (!due.isValid())
        return {};
    const auto days = today.daysTo(due);
    QString words;
    if (days == -1)
        words = Words::tr("Yesterday");
    else if (days == 0)
        words = Words::tr("Today");
    else if (days == 1)
        words = Words::tr("Tomorrow");
    else if (days > 1 && days < 7)
        words = QLocale().toString(due, u"ddd"_s);
    else
        words = QLocale().toString(due, due.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
    return time.isValid() ? Words::tr("%1 %2", "a day, then a time").arg(words, QLocale().toString(time, u"HH:mm"_s)) : words;
}

QString momentWords(qint64 micros, qint64 nowMicros)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(micros / 1000);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMicros / 1000);
    const QString time = QLocale().toString(moment.time(), u"HH:mm"_s);
    if (moment.date() == now.date())
        return time;
    return dueWords(moment.date(), moment.date().daysTo(now.date()) < 7 ? moment.time() : QTime(), now.date());
}

} // namespace convoy::schedule
