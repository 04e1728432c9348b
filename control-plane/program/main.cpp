#include "control-plane/program/FoundCommand.h"
#include "control-plane/program/ServeCommand.h"
#include "control-plane/program/Terminal.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace enigm::controlplane::program;

namespace {

ExitCode explain(ExitCode code)
{
    const QString usage = u"Usage: enigm-control-plane COMMAND [options]\n\n"
                          "  found    founds a deployment\n"
                          "  serve    serves it to consoles, scripts and devices\n\n"
                          "Each command has --help. Exit codes: 0 done, 1 refused, 2 wrong usage."_s;
    code == ExitCode::Done ? answer(usage) : tell(usage);
    return code;
}

ExitCode run(const QStringList &arguments)
{
    const QString command = arguments.value(1);
    if (command == u"found")
        return FoundCommand().run(arguments);
    if (command == u"serve")
        return ServeCommand().run(arguments);
    return explain(command == u"--help" ? ExitCode::Done : ExitCode::Usage);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"enigm-control-plane"_s);
    return static_cast<int>(run(QCoreApplication::arguments()));
}
