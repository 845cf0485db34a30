#include "dryrun.h"

#include "app/session.h"
#include "domain/schema.h"
#include "output.h"
#include "store/replica.h"
#include "sync/port/remoteapi.h"
#include "waiting.h"
#include "words.h"

#include <QMap>
#include <QSet>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dryRunRows = 5000; // the most that a page may have

struct Forecast {
    std::vector<OutboxEntry> toSend;
    QMap<QString, int> incoming; //!< rows by table
    QSet<QString> incomingUids;
    int newWorkspaces = 0;
    bool more = false; //!< there is more than the first page
};

QString uidOfRow(const RowSet& set, size_t row)
{
    const auto text = set.cells[row * set.columns.size()].text;
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void addPage(const WorkspacePage& page, Forecast& forecast)
{
    forecast.more = forecast.more || page.hasMore || page.state == WorkspacePage::State::Resync;
    for (const RowSet& set : page.rows.sets) {
        forecast.incoming[infoOf(set.entity).table] += int(set.rowCount());
        for (size_t row = 0; row < set.rowCount(); ++row)
            forecast.incomingUids.insert(uidOfRow(set, row));
    }
}

Result<Forecast> forecastOf(app::Session& session)
{
    const auto entries = session.store().reads().outbox();
    if (!entries)
        return entries.error();
    const auto cursors = session.store().replica().cursors();
    if (!cursors)
        return cursors.error();
    PullRequest request { .workspaces = {}, .limit = dryRunRows };
    QSet<QString> known;
    for (const store::Cursor& cursor : *cursors) {
        known.insert(bareUid(cursor.uid));
        if (cursor.enabled && !isTemporary(cursor.uid))
            request.workspaces.push_back({ .workspace = cursor.uid, .epoch = cursor.epoch, .after = cursor.after });
    }
    const auto answer
        = waitFor<Result<PullAnswer>>([&](auto done) { whenDone(session.remote()->pull(request), &session, done); });
    if (!answer)
        return answer.error();
    Forecast forecast;
    for (const OutboxEntry& entry : *entries) {
        if (entry.state == OutboxState::Waiting || entry.state == OutboxState::Sent)
            forecast.toSend.push_back(entry);
    }
    for (const Membership& membership : answer->memberships)
        forecast.newWorkspaces += known.contains(membership.workspace) ? 0 : 1;
    for (const WorkspacePage& page : answer->workspaces)
        addPage(page, forecast);
    return forecast;
}

int touchedByOthers(const store::Reads& reads, const Forecast& forecast)
{
    int touched = 0;
    for (const OutboxEntry& entry : forecast.toSend) {
        const auto uid = reads.uidOf(entry.row);
        touched += uid && forecast.incomingUids.contains(bareUid(*uid)) ? 1 : 0;
    }
    return touched;
}

void printForecast(const Forecast& forecast, int touched)
{
    printLine(Cli::tr("Would send: %1.").arg(forecast.toSend.size()));
    GroupId last;
    for (const OutboxEntry& entry : forecast.toSend) {
        if (entry.group != last)
            printLine(u"  "_s + entry.text);
        last = entry.group;
    }
    printLine(Cli::tr("Would receive: %1%2.")
                  .arg(forecast.incomingUids.size())
                  .arg(forecast.more ? Cli::tr(" or more") : QString()));
    for (auto each = forecast.incoming.begin(); each != forecast.incoming.end(); ++each)
        printLine(u"  %1  %2"_s.arg(each.key(), QString::number(each.value())));
    if (forecast.newWorkspaces > 0)
        printLine(Cli::tr("Workspaces that are new to this device: %1.").arg(forecast.newWorkspaces));
    if (touched > 0)
        printLine(Cli::tr("Of the edits here, %1 touch what others changed meanwhile.").arg(touched));
    printLine(Cli::tr("Nothing was changed."));
}

} // namespace

Result<ExitCode> dryRun(Desk& desk)
{
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    const auto forecast = forecastOf(**session);
    if (!forecast)
        return forecast.error();
    const int touched = touchedByOthers((*session)->store().reads(), *forecast);
    if (!desk.json()) {
        printForecast(*forecast, touched);
        return ExitCode::Ok;
    }
    QJsonObject incoming;
    for (auto each = forecast->incoming.begin(); each != forecast->incoming.end(); ++each)
        incoming.insert(each.key(), each.value());
    printJson(QJsonObject { { u"outcome"_s, u"dry_run"_s }, { u"to_send"_s, qint64(forecast->toSend.size()) },
        { u"to_receive"_s, incoming }, { u"more"_s, forecast->more }, { u"new_workspaces"_s, forecast->newWorkspaces },
        { u"touched_by_others"_s, touched } });
    return ExitCode::Ok;
}

} // namespace convoy::cli
