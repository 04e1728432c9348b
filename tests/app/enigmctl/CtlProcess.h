#pragma once

#include "contract/json/JsonValue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace enigm::test {

/// What a run of a program left behind.
struct ProgramRun
{
    int exit = -1;
    QByteArray out;
    QByteArray err;

    /// Standard output as one JSON document and a newline; fails the running test where it is none.
    [[nodiscard]] json::Value json() const;
    /// A text member of that document; empty where there is none.
    [[nodiscard]] QString member(QLatin1StringView name) const;
    /// A member of that document that is a list; empty where there is none.
    [[nodiscard]] json::Array list(QLatin1StringView name) const;
};

/// Runs enigmctl as a person or a script would, without a terminal, with a state folder of its own.
class CtlProcess
{
public:
    explicit CtlProcess(QString stateHome);
    /// `input` goes to standard input, where --passphrase-fd 0 and --pin-fd 0 read their lines.
    [[nodiscard]] ProgramRun run(const QStringList &arguments, const QByteArray &input = {}) const;

private:
    QString m_stateHome;
};

/// Runs a program of this build to its end; one that does not end in this time fails the running test.
[[nodiscard]] ProgramRun runProgram(const QString &name, const QStringList &arguments,
                                    std::chrono::milliseconds longest = std::chrono::minutes(1));

/// The path of a program of this build.
[[nodiscard]] QString builtProgram(const QString &name);

} // namespace enigm::test
