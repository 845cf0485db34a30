#include "device.h"

#include "domain/jsonvalues.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <gtest/gtest.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int patience = 120'000; // ms; under sanitizers a sync takes its time
}

QJsonArray Outcome::array() const { return arrayFromJson(out); }
QJsonObject Outcome::object() const { return objectFromJson(out); }

Outcome runProgram(const QStringList& arguments, const QString& home, const QByteArray& input)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.remove(u"XDG_DATA_HOME"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CONVOY_CLI), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience)) {
        ADD_FAILURE() << "convoy-cli does not end: " << qPrintable(arguments.join(u' '));
        process.kill();
        process.waitForFinished();
        return {};
    }
    Outcome run;
    run.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = QString::fromUtf8(process.readAllStandardError());
    EXPECT_NE(run.exitCode, -1) << "convoy-cli crashed: " << qPrintable(run.err);
    return run;
}

Device::Device() { EXPECT_TRUE(m_directory.isValid()); }

Outcome Device::run(const QStringList& arguments, const QByteArray& input) const
{
    return runProgram(QStringList { u"--data-dir"_s, dataDirectory() } + arguments, m_directory.path(), input);
}

Outcome Device::signIn(const QString& email, const QStringList& options) const
{
    const QStringList account { u"--secrets"_s, u"file:"_s + dataDirectory() + u".secrets"_s, u"sign-in"_s, u"--server"_s,
        qEnvironmentVariable("CONVOY_TEST_URL"), u"--key"_s, qEnvironmentVariable("CONVOY_TEST_KEY"), u"--email"_s, email,
        u"--password-stdin"_s };
    return run(account + options, "correct horse battery\n");
}

QJsonObject Device::added(const QString& title, const QStringList& options) const
{
    const Outcome run = this->run(QStringList { u"--json"_s, u"--local"_s, u"task"_s, u"add"_s, title } + options);
    EXPECT_EQ(run.exitCode, 0) << qPrintable(run.err);
    return run.object();
}

QString Device::keyOf(const QString& title) const
{
    for (const QJsonValue& each : run({ u"task"_s, u"list"_s, u"--json"_s, u"--local"_s }).array()) {
        if (each.toObject().value(u"title"_s) == title)
            return QString::number(each.toObject().value(u"key"_s).toInteger());
    }
    ADD_FAILURE() << "no task " << qPrintable(title);
    return {};
}

QJsonObject Device::task(const QString& name) const
{
    const Outcome run = this->run({ u"--json"_s, u"task"_s, u"show"_s, name });
    EXPECT_EQ(run.exitCode, 0) << qPrintable(run.err);
    return run.object();
}

} // namespace convoy::test
