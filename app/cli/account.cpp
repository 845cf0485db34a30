#include "desk.h"

#include "app/session.h"
#include "app/signing.h"
#include "output.h"
#include "store/outbox.h"
#include "sync/account/plainsecrets.h"
#include "sync/status/sentences.h"
#include "waiting.h"
#include "words.h"

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using sync::SignInRequest;

namespace {

constexpr auto firstSyncPatience = std::chrono::seconds(120);

//! Keeps a password from the screen for as long as it lives.
class WithoutEcho final {
public:
    WithoutEcho()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~WithoutEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    Q_DISABLE_COPY_MOVE(WithoutEcho)

private:
    termios m_before {};
};

Result<QString> readPassword(const Arguments& arguments)
{
    std::string password;
    if (arguments.has("password-stdin"_L1)) {
        std::getline(std::cin, password);
    } else if (::isatty(STDIN_FILENO) != 0) {
        std::fputs(Cli::tr("Password: ").toUtf8().constData(), stderr);
        const WithoutEcho quiet;
        std::getline(std::cin, password);
        std::fputs("\n", stderr);
    } else {
        return usageError(Cli::tr("There is no terminal to ask for the password: use --password-stdin."));
    }
    if (!password.empty() && password.back() == '\r')
        password.pop_back();
    if (password.empty())
        return usageError(Cli::tr("The password is empty."));
    return QString::fromStdString(password);
}

QString secretsFrom(const Arguments& arguments)
{
    return arguments.has("secrets"_L1) ? absoluteSecrets(arguments.value("secrets"_L1)) : u"keychain"_s;
}

Status checkPlaceForSecrets(const QString& where)
{
    const bool known
        = where == "keychain"_L1 || where == "session"_L1 || (where.startsWith("file:"_L1) && where.size() > 5);
    if (known)
        return ok();
    return usageError(Cli::tr("\"%1\" is no place for secrets: keychain, session or file:PATH.").arg(where));
}

Result<SignInRequest> requestFrom(const Arguments& arguments)
{
    for (const auto name : { "server"_L1, "key"_L1, "email"_L1 }) {
        if (arguments.value(name).trimmed().isEmpty())
            return usageError(
                Cli::tr("Signing in needs --server URL, --key ANON_KEY and --email E; --%1 is missing.").arg(name));
    }
    const auto password = readPassword(arguments);
    if (!password)
        return password.error();
    SignInRequest request;
    request.server = arguments.value("server"_L1);
    request.anonKey = arguments.value("key"_L1);
    request.email = arguments.value("email"_L1);
    request.password = *password;
    request.mode = arguments.has("sign-up"_L1) ? SignInRequest::Mode::SignUp : SignInRequest::Mode::SignIn;
    request.localTasks
        = arguments.has("keep-separate"_L1) ? SignInRequest::LocalTasks::KeepSeparate : SignInRequest::LocalTasks::Add;
    return request;
}

QString firstSyncWords(const sync::SyncReport& report)
{
    if (report.error)
        return sync::sentenceFor(*report.error);
    return Cli::tr("%1 sent, %2 received.").arg(report.sent).arg(report.received);
}

//! An account that has nothing yet gets its first workspace at the end of the first cycle; a second one sends it, so
//! that the next device finds it there instead of making another.
sync::SyncReport firstSync(app::Session& session)
{
    const auto cycle
        = [&] { return waitFor<sync::SyncReport>([&](auto done) { session.sync(firstSyncPatience, sync::Depth::Changes, done); }); };
    sync::SyncReport report = cycle();
    if (report.error || session.status().pending == 0)
        return report;
    sync::SyncReport second = cycle();
    second.sent += report.sent;
    second.received += report.received;
    return second;
}

void printSignIn(Desk& desk, const app::Account& account, qint64 carriedOver, const sync::SyncReport& report)
{
    if (desk.json()) {
        printJson(QJsonObject { { u"server"_s, account.server }, { u"email"_s, account.email },
            { u"user_id"_s, account.userId }, { u"adopted"_s, carriedOver }, { u"sent"_s, report.sent },
            { u"received"_s, report.received } });
        return;
    }
    printLine(Cli::tr("Signed in as %1.").arg(account.email));
    if (account.secrets == "session"_L1)
        printLine(Cli::tr("The sign-in ends with this command, as --secrets session says."));
    if (carriedOver > 0)
        printLine(Cli::tr("What was on this device only belongs to the account now: %1 items.").arg(carriedOver));
    printLine(firstSyncWords(report));
}

Result<ExitCode> signInHere(Desk& desk)
{
    const QString where = secretsFrom(desk.arguments());
    if (auto checked = checkPlaceForSecrets(where); !checked)
        return std::move(checked).error();
    const auto request = requestFrom(desk.arguments());
    if (!request)
        return request.error();
    if (where.startsWith("file:"_L1))
        printError(account::FileSecrets::warning(where.mid(5)));
    const auto secrets = app::secretStoreFor(where);
    QObject context;
    const auto account = waitFor<Result<app::Account>>(
        [&](auto done) { app::signIn(*request, where, secrets, desk.directory(), &context, done); });
    if (!account && account.error().kind == Error::Kind::Unauthorized)
        return nobodySignedIn(Cli::tr("The server refused the sign-in. Nothing on this device was changed."));
    if (!account)
        return account.error();
    const auto carriedOver = app::prepareDatabase(*account, desk.directory(), request->localTasks);
    if (!carriedOver)
        return carriedOver.error();
    if (auto set = desk.directory().setAccount(*account); !set)
        return std::move(set).error();
    const auto session = desk.openSession(secrets);
    if (!session)
        return session.error();
    printSignIn(desk, *account, *carriedOver, firstSync(**session));
    return ExitCode::Ok;
}

//! Edits that the server has not seen are only in this account's database: they have to be somewhere else first.
Result<ExitCode> keepUnsynced(Desk& desk)
{
    const auto counts = desk.reads().outboxCounts();
    if (!counts)
        return counts.error();
    const qint64 unsynced = counts->pending() + counts->needAttention();
    if (unsynced == 0)
        return ExitCode::Ok;
    const QString file = desk.arguments().value("keep-unsynced"_L1);
    if (file.isEmpty()) {
        printError(
            Cli::tr("You are still signed in: edits that have not reached the server: %1. Sync first, or keep them in "
                    "a file: convoy-cli sign-out --keep-unsynced FILE")
                .arg(unsynced));
        return ExitCode::Attention;
    }
    const auto exported = desk.store().outbox().exported();
    if (!exported)
        return exported.error();
    if (auto written = writePrivateFile(file, *exported); !written)
        return std::move(written).error();
    return ExitCode::Ok;
}

Result<ExitCode> signOutHere(Desk& desk)
{
    const auto account = desk.directory().account();
    if (!account)
        return notFound(Cli::tr("Nobody is signed in on this device."));
    if (auto opened = desk.openStore(); !opened)
        return std::move(opened).error();
    const auto kept = keepUnsynced(desk);
    if (!kept || *kept != ExitCode::Ok)
        return kept;
    QObject context;
    const auto forgotten = waitFor<Status>([&](auto done) {
        app::forgetSession(*account, app::secretStoreFor(account->secrets), desk.directory(), &context, done);
    });
    if (!forgotten)
        return forgotten.error();
    if (auto set = desk.directory().setAccount(std::nullopt); !set)
        return std::move(set).error();
    if (desk.json())
        printJson(QJsonObject { { u"signed_out"_s, account->email }, { u"server"_s, account->server } });
    else
        printLine(
            Cli::tr("Signed out. The tasks of %1 stay on this device until you sign in again.").arg(account->email));
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> accountCommands()
{
    return {
        { "sign-in", "", QT_TRANSLATE_NOOP("Cli", "Connect this device with an account on a server"), 0, 0,
            {
                { "server", "URL", QT_TRANSLATE_NOOP("Cli", "The Supabase project, https://....supabase.co") },
                { "key", "ANON_KEY", QT_TRANSLATE_NOOP("Cli", "The project's publishable key") },
                { "email", "E", QT_TRANSLATE_NOOP("Cli", "Who you are") },
                { "sign-up", nullptr, QT_TRANSLATE_NOOP("Cli", "Make a new account") },
                { "password-stdin", nullptr,
                    QT_TRANSLATE_NOOP("Cli", "The password is the first line of standard input") },
                { "keep-separate", nullptr,
                    QT_TRANSLATE_NOOP("Cli", "Do not add the tasks that are on this device only to the account") },
            },
            Needs::Directory, signInHere },
        { "sign-out", "", QT_TRANSLATE_NOOP("Cli", "Forget the sign-in on this device"), 0, 0,
            { { "keep-unsynced", "FILE", QT_TRANSLATE_NOOP("Cli", "First write edits that were not sent to a file") } },
            Needs::Directory, signOutHere },
    };
}

} // namespace convoy::cli
