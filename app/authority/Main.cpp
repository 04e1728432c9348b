#include "app/authority/KeyAccess.h"
#include "app/authority/ProductionOrder.h"
#include "app/files/FileAccess.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm;

namespace {

/// How the program ends; documented in --help and enigm-production-authority(8).
enum class ExitCode {
    Done = 0,
    Refused = 1, ///< this is not signed, or the token cannot be used
    Usage = 2,   ///< the command line, or a file that it names, cannot be used
};

const QString deploymentOption = u"deployment"_s;

ExitCode fail(ExitCode code, const Problem &problem)
{
    std::fprintf(stderr, "%s\n", qPrintable(problem.toString()));
    return code;
}

Expected<deployment::DeploymentFile> pinsOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(deploymentOption))
        return refuse(ProblemType::OutOfRange, u"Say which deployment is served."_s, u"--deployment"_s);
    const auto bytes = files::readFile(parser.value(deploymentOption));
    return bytes ? deployment::DeploymentFile::parse(*bytes) : std::unexpected(bytes.error());
}

/// One order from standard input, one answer to standard output.
ExitCode answerOrder(const deployment::DeploymentFile &pins, const signing::Signer &signer)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ExitCode::Refused, {ProblemType::FileUnreadable, u"There is no standard input."_s});
    const QByteArray bytes = input.read(authority::ProductionOrder::mostBytes + 1);
    const auto order = authority::ProductionOrder::parse(bytes);
    if (!order)
        return fail(ExitCode::Refused, order.error());
    const auto production = authority::checkOrder(*order, pins.deployment, signer.publicKey());
    if (!production)
        return fail(ExitCode::Refused, production.error());
    const auto made = ota::SignedProduction::sign(*production, signer);
    if (!made)
        return fail(ExitCode::Refused, made.error());
    const QByteArray answer =
        json::canonical(json::Object{{"jws"_L1, QString::fromLatin1(made->jws.compact())}}) + '\n';
    const bool isWritten = std::fwrite(answer.constData(), 1, static_cast<std::size_t>(answer.size()), stdout) ==
                               static_cast<std::size_t>(answer.size()) &&
                           std::fflush(stdout) == 0;
    return isWritten ? ExitCode::Done
                     : fail(ExitCode::Refused, {ProblemType::FileUnreadable, u"The answer cannot be written."_s});
}

ExitCode run(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs the artifact of a release in the production authority's token, once it has counted the signatures that "
        "let it, and hashed the artifact itself. Reads one order from standard input, as the control plane gives it, "
        "and "
        "writes the signature.\n\nexit status:\n  0  signed\n  1  not signed, for the reason on standard error\n  2  "
        "the "
        "command line, or a file that it names, cannot be used"_s);
    parser.addOption({deploymentOption, u"deployment.json, of which the deployment's id is believed."_s, u"FILE"_s});
    const authority::KeyAccess access(parser);
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(arguments))
        return fail(ExitCode::Usage, {ProblemType::OutOfRange, parser.errorText()});
    if (parser.isSet(u"help"_s)) {
        std::fputs(parser.helpText().toUtf8().constData(), stdout);
        return ExitCode::Done;
    }
    if (parser.isSet(u"version"_s)) {
        std::printf("enigm-production-authority %s\n", qPrintable(QCoreApplication::applicationVersion()));
        return ExitCode::Done;
    }
    const auto pins = pinsOf(parser);
    if (!pins)
        return fail(ExitCode::Usage, pins.error());
    const auto signer = access.unlock(pins->sample);
    if (!signer)
        return fail(ExitCode::Usage, signer.error());
    return answerOrder(*pins, **signer);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("enigm-production-authority"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ENIGM_VERSION));
    return std::to_underlying(run(QCoreApplication::arguments()));
}
