#include "tests/app/enigmctl/CtlProcess.h"

#include "contract/json/JsonParser.h"

#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

ProgramRun finished(QProcess &process, const QString &name, const QStringList &arguments, const QByteArray &input,
                    std::chrono::milliseconds longest)
{
    process.start(builtProgram(name), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(static_cast<int>(longest.count()))) {
        process.kill();
        process.waitForFinished();
        QTest::qFail(qPrintable(name + u" did not end"_s), __FILE__, __LINE__);
    }
    return {.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .out = process.readAllStandardOutput(),
            .err = process.readAllStandardError()};
}

json::Value valueOf(const json::Value &document, QLatin1StringView name)
{
    const json::Value *const value =
        document.kind() == json::Value::Kind::Object ? document.object().find(name) : nullptr;
    return value ? *value : json::Value();
}

/// enigmctl ends as soon as it is done, which may be before Qt's network thread has ended within OpenSSL: what that
/// keeps until then is told from a leak of ours by exact stacks alone (tests/support/leaks.supp).
void unwindExactly(QProcessEnvironment &environment)
{
    const QString options = environment.value(u"ASAN_OPTIONS"_s);
    environment.insert(u"ASAN_OPTIONS"_s, options + u":fast_unwind_on_malloc=0:malloc_context_size=12"_s);
}

} // namespace

json::Value ProgramRun::json() const
{
    const auto value = json::parse(out.trimmed());
    if (!value || json::canonical(*value) + '\n' != out) {
        QTest::qFail(("Standard output is not one canonical JSON document: " + out).constData(), __FILE__, __LINE__);
        return {};
    }
    return *value;
}

QString ProgramRun::member(QLatin1StringView name) const
{
    const json::Value value = valueOf(json(), name);
    return value.kind() == json::Value::Kind::Text ? value.text() : QString();
}

json::Array ProgramRun::list(QLatin1StringView name) const
{
    const json::Value value = valueOf(json(), name);
    return value.kind() == json::Value::Kind::Array ? value.array() : json::Array();
}

CtlProcess::CtlProcess(QString stateHome)
    : m_stateHome(std::move(stateHome))
{}

ProgramRun CtlProcess::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_STATE_HOME"_s, m_stateHome);
    environment.insert(u"XDG_CONFIG_HOME"_s, m_stateHome);
    unwindExactly(environment);
    process.setProcessEnvironment(environment);
    // A session of its own has no controlling terminal, whoever started the tests.
    process.setChildProcessModifier([] { (void)::setsid(); });
    return finished(process, u"enigmctl"_s, arguments, input, std::chrono::minutes(1));
}

ProgramRun runProgram(const QString &name, const QStringList &arguments, std::chrono::milliseconds longest)
{
    QProcess process;
    return finished(process, name, arguments, {}, longest);
}

QString builtProgram(const QString &name)
{
    return qEnvironmentVariable("ENIGM_BINARY_DIR") + u"/bin/"_s + name;
}

} // namespace enigm::test
