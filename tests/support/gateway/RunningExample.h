#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace enigm::test {

/// One of the examples below docs/enforcement, run as an administrator runs it, and ended with this object.
class RunningExample
{
public:
    ~RunningExample();

    /// The first of these programs that is missing; empty where all are there.
    [[nodiscard]] static QString missingOf(const QStringList &programs);

    /// docs/enforcement/NAME/run.sh with these arguments.
    void start(const QString &name, const QStringList &arguments);
    /// SIGTERM, and all that it started has ended.
    void end();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// What it has said on standard error.
    [[nodiscard]] QByteArray said();

private:
    QProcess m_process;
    QByteArray m_said;
};

/// Whether something listens on this port of loopback; turns the event loop.
[[nodiscard]] bool isListening(quint16 port);

} // namespace enigm::test

/// In initTestCase of a test that lives on these programs: says that the whole test was skipped where one is missing.
#define ENIGM_REQUIRE_PROGRAMS(...)                                                                                    \
    do {                                                                                                               \
        const QString missing = enigm::test::RunningExample::missingOf({__VA_ARGS__});                                 \
        if (!missing.isEmpty())                                                                                        \
            QSKIP(qPrintable(u"SKIPPED WHOLE TEST: %1 is not installed"_s.arg(missing)));                              \
    } while (false)
