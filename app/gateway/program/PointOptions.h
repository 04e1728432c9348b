#pragma once

#include "app/gateway/point/EnforcementPoint.h"
#include "app/gateway/program/Command.h"

#include <QCommandLineParser>

#include <chrono>
#include <optional>

namespace enigm::gateway {

/// The command line of a command: what all that ask the control plane have in common, and their own options beside it.
class PointOptions
{
public:
    enum class Asks { ControlPlane, Nobody };
    PointOptions(QLatin1StringView command, QLatin1StringView description, Asks asks = Asks::ControlPlane);

    /// `fallback` empty: none, and the option may be left out.
    void add(const QString &name, const QString &description, const QString &value, const QString &fallback = {});
    void addFlag(const QString &name, const QString &description);

    /// Reads the line. An exit code where nothing is left to do: help was asked for, or the line cannot be used.
    [[nodiscard]] std::optional<ExitCode> read(const QStringList &arguments);

    [[nodiscard]] bool has(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    /// OutOfRange where it was not given.
    [[nodiscard]] Expected<QString> required(const QString &name) const;
    /// A number of seconds within these.
    [[nodiscard]] Expected<std::chrono::seconds> seconds(const QString &name, int least, int most) const;

    /// The enforcement point of --point, --deployment and --url; of --path where that is given.
    [[nodiscard]] Expected<std::unique_ptr<EnforcementPoint>> point(policy::NetworkPath usual) const;

private:
    QLatin1StringView m_command;
    Asks m_asks;
    QCommandLineParser m_parser;
};

/// Says why on standard error.
[[nodiscard]] ExitCode misused(const Problem &problem);
[[nodiscard]] ExitCode refused(const Problem &problem);

} // namespace enigm::gateway
