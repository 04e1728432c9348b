#include "app/gateway/program/ToolRun.h"

#include <QProcess>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000; // milliseconds

} // namespace

Expected<ToolRun> ToolRun::of(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience)) {
        const QString why = process.errorString();
        process.kill();
        process.waitForFinished();
        return refuse(ProblemType::Unavailable, why, program);
    }
    return ToolRun{.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                   .out = process.readAllStandardOutput(),
                   .err = process.readAllStandardError()};
}

QString ToolRun::reason(const QString &program) const
{
    const QByteArray said = (err.trimmed().isEmpty() ? out : err).trimmed();
    return program + u": "_s + QString::fromUtf8(said.mid(said.lastIndexOf('\n') + 1).left(200));
}

} // namespace enigm::gateway
