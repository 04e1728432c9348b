#include "app/gateway/program/PointOptions.h"

#include "app/gateway/program/Journal.h"

#include <QDir>

#include <cstdio>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

const QString pointOption = u"point"_s;
const QString deploymentOption = u"deployment"_s;
const QString urlOption = u"url"_s;
const QString pathOption = u"path"_s;
const QString reportOption = u"report"_s;

constexpr int longestReport = 3600;

} // namespace

PointOptions::PointOptions(QLatin1StringView command, QLatin1StringView description, Asks asks)
    : m_command(command)
    , m_asks(asks)
{
    m_parser.setApplicationDescription(description);
    add(pointOption, u"The folder with the key of this enforcement point."_s, u"DIR"_s);
    if (asks == Asks::ControlPlane) {
        add(deploymentOption, u"deployment.json, which pins the control plane; DIR/deployment.json otherwise."_s,
            u"FILE"_s);
        add(urlOption, u"The gateway listener of the control plane."_s, u"URL"_s);
        add(pathOption, u"Which path is enforced here: vpn-network, proxy-network or tor-gateway."_s, u"PATH"_s);
        add(reportOption, u"Every how many seconds counts of outcomes are handed in."_s, u"SECONDS"_s, u"60"_s);
    }
    m_parser.addHelpOption();
}

void PointOptions::add(const QString &name, const QString &description, const QString &value, const QString &fallback)
{
    m_parser.addOption({name, description, value, fallback});
}

void PointOptions::addFlag(const QString &name, const QString &description)
{
    m_parser.addOption({name, description});
}

std::optional<ExitCode> PointOptions::read(const QStringList &arguments)
{
    const bool isParsed = m_parser.parse(QStringList{u"enigm-gateway "_s + m_command} + arguments);
    if (m_parser.isSet(u"help"_s)) {
        std::fputs(m_parser.helpText().toUtf8().constData(), stdout);
        return ExitCode::Done;
    }
    if (!isParsed)
        return misused({ProblemType::OutOfRange, m_parser.errorText()});
    if (!m_parser.positionalArguments().isEmpty())
        return misused({ProblemType::OutOfRange, u"Nothing but options is taken."_s});
    return std::nullopt;
}

Expected<QString> PointOptions::required(const QString &name) const
{
    if (m_parser.isSet(name))
        return m_parser.value(name);
    return refuse(ProblemType::OutOfRange, u"'%1' needs this option."_s.arg(m_command), u"--"_s + name);
}

Expected<std::chrono::seconds> PointOptions::seconds(const QString &name, int least, int most) const
{
    bool isNumber = false;
    const int number = m_parser.value(name).toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return refuse(ProblemType::OutOfRange, u"%1 to %2 seconds."_s.arg(least).arg(most), u"--"_s + name);
    return std::chrono::seconds(number);
}

Expected<std::unique_ptr<EnforcementPoint>> PointOptions::point(policy::NetworkPath usual) const
{
    const auto folder = required(pointOption);
    const auto url = required(urlOption);
    const auto report = seconds(reportOption, 1, longestReport);
    if (!folder || !url)
        return std::unexpected(folder ? url.error() : folder.error());
    if (!report)
        return std::unexpected(report.error());
    const auto path = has(pathOption) ? policy::fromWord<policy::NetworkPath>(value(pathOption)) : usual;
    if (!path)
        return refuse(ProblemType::OutOfRange, u"There is no such path."_s, u"--"_s + pathOption);
    return EnforcementPoint::open({.folder = *folder,
                                   .deploymentFile = has(deploymentOption)
                                                         ? value(deploymentOption)
                                                         : QDir(*folder).filePath(u"deployment.json"_s),
                                   .url = *url,
                                   .path = *path,
                                   .report = *report});
}

ExitCode misused(const Problem &problem)
{
    journal::fail(problem);
    return ExitCode::Usage;
}

ExitCode refused(const Problem &problem)
{
    journal::fail(problem);
    return ExitCode::Refused;
}

} // namespace enigm::gateway
