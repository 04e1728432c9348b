#include "app/console/ConsoleOptions.h"

#include <QCommandLineParser>

namespace enigm::app {

using namespace Qt::StringLiterals;
using views::design::SchemeChoice;

namespace {

std::optional<SchemeChoice> schemeOf(const QString &word)
{
    if (word == "light"_L1)
        return SchemeChoice::Light;
    if (word == "dark"_L1)
        return SchemeChoice::Dark;
    if (word == "high-contrast"_L1)
        return SchemeChoice::HighContrast;
    return std::nullopt;
}

} // namespace

ConsoleOptions ConsoleOptions::parse(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("ConsoleOptions", "Console for fleets of high-security phones"));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto text = [](const char *words) { return QCoreApplication::translate("ConsoleOptions", words); };
    const QCommandLineOption deployment(
        u"deployment"_s, text(QT_TRANSLATE_NOOP("ConsoleOptions", "Connect by this deployment file.")), u"FILE"_s);
    const QCommandLineOption sample(
        u"sample"_s,
        text(QT_TRANSLATE_NOOP("ConsoleOptions", "Run a control plane on this data directory and connect to it.")),
        u"DIR"_s);
    const QCommandLineOption scheme(
        u"scheme"_s, text(QT_TRANSLATE_NOOP("ConsoleOptions", "Colours: light, dark or high-contrast.")), u"SCHEME"_s);
    parser.addOptions({deployment, sample, scheme});
    parser.process(application);
    return {.deploymentFile = parser.value(deployment),
            .sampleData = parser.value(sample),
            .scheme = schemeOf(parser.value(scheme))};
}

} // namespace enigm::app
