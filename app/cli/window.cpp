#include "commands.h"
#include "desk.h"
#include "output.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostDays = 36'500;

//! "180", "180d", "26w", "6m", "2y" or "all".
std::optional<int> daysFrom(const QString& text)
{
    if (text == "all"_L1)
        return 0;
    struct Unit {
        QChar letter;
        int days;
    };
    constexpr Unit units[] = { { u'd', 1 }, { u'w', 7 }, { u'm', 30 }, { u'y', 365 } };
    QString number = text;
    int each = 1;
    for (const Unit& unit : units) {
        if (number.endsWith(unit.letter)) {
            each = unit.days;
            number.chop(1);
            break;
        }
    }
    bool isNumber = false;
    const int count = number.toInt(&isNumber);
    if (!isNumber || count < 1 || count > mostDays / each)
        return std::nullopt;
    return count * each;
}

Result<ExitCode> showOrSet(Desk& desk)
{
    if (!desk.operands().isEmpty()) {
        const auto days = daysFrom(desk.operands().first());
        if (!days)
            return usageError(Cli::tr("\"%1\" is no time: say 90d, 26w, 6m, 2y, or all.").arg(desk.operands().first()));
        if (const Status set = desk.store().setHistoryDays(*days); !set)
            return set.error();
    }
    const auto days = desk.reads().historyDays();
    if (!days)
        return days.error();
    if (desk.json())
        printJson(QJsonObject { { u"days"_s, *days == 0 ? QJsonValue() : QJsonValue(*days) } });
    else if (*days == 0)
        printLine(Cli::tr("This device keeps everything."));
    else
        printLine(Cli::tr("Tasks finished more than %1 days ago are not kept on this device; the server has them.").arg(*days));
    if (!desk.json() && !desk.operands().isEmpty() && desk.directory().account())
        printLine(Cli::tr("The next sync applies it."));
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> windowCommands()
{
    return { { "window", "[TIME|all]",
        QT_TRANSLATE_NOOP("Cli", "For how long this device keeps finished tasks: 90d, 26w, 6m, 2y, or all"), 0, 1, {}, Needs::Store, showOrSet } };
}

} // namespace convoy::cli
