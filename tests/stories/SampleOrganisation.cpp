#include "tests/stories/SampleOrganisation.h"

#include "tests/support/Vectors.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

std::chrono::milliseconds SampleOrganisation::longest() const
{
    return std::chrono::minutes(1) + m_devices * std::chrono::milliseconds(100);
}

QString SampleOrganisation::found(int devices, const QStringList &more)
{
    m_devices = devices;
    const QStringList line{u"found"_s,    u"--data"_s,    path(u"data"_s),
                           u"--sample"_s, u"--devices"_s, QString::number(devices)};
    const ProgramRun run = runProgram(u"enigm-control-plane"_s, line + more, longest());
    return run.exit == 0 ? QString() : u"found: "_s + QString::fromUtf8(run.err);
}

QString SampleOrganisation::serve(const QStringList &more, const QByteArray &input)
{
    return m_served.start(more, input);
}

QString SampleOrganisation::operatorFile(const QString &person, const QString &suffix) const
{
    return path(u"data/sample/operators/"_s + person + suffix);
}

QByteArray SampleOrganisation::pinOf(const QString &person) const
{
    return readFile(operatorFile(person, u".pin"_s)).trimmed();
}

ProgramRun SampleOrganisation::as(const QString &person, const QStringList &arguments, const QByteArray &pin) const
{
    return with({.file = operatorFile(person), .passphrase = "sample", .pin = pin.isEmpty() ? pinOf(person) : pin},
                arguments);
}

ProgramRun SampleOrganisation::with(const KeyInHand &key, const QStringList &arguments) const
{
    const QStringList identity{u"--deployment"_s,    deploymentFile(), u"--operator"_s, key.file,
                               u"--passphrase-fd"_s, u"0"_s,           u"--pin-fd"_s,   u"0"_s,
                               u"--json"_s};
    // To sign in, and once more to sign.
    return m_ctl.run(identity + arguments, key.passphrase + '\n' + key.passphrase + '\n' + key.pin + '\n');
}

ProgramRun SampleOrganisation::opening(const QString &person, const QByteArray &secret,
                                       const QStringList &arguments) const
{
    const QStringList identity{u"--deployment"_s,    deploymentFile(), u"--operator"_s, operatorFile(person),
                               u"--passphrase-fd"_s, u"0"_s,           u"--json"_s};
    return m_ctl.run(identity + arguments, "sample\n" + secret + '\n');
}

ProgramRun SampleOrganisation::offline(const QStringList &arguments) const
{
    return m_ctl.run(arguments);
}

ProgramRun SampleOrganisation::withInput(const QStringList &arguments, const QByteArray &input) const
{
    return m_ctl.run(arguments, input);
}

ProgramRun SampleOrganisation::simulate(const QStringList &how) const
{
    const QStringList needed{u"--devices"_s, path(u"data/sample/devices"_s), u"--deployment"_s, deploymentFile(),
                             u"--url"_s,     m_served.deviceUrl(),           u"--json"_s};
    return runProgram(u"enigm-fleet-simulator"_s, needed + how, longest());
}

ProgramRun SampleOrganisation::checkIn(const QString &device) const
{
    return simulate(device.isEmpty() ? QStringList() : QStringList{u"--device"_s, device});
}

ProgramRun SampleOrganisation::report(const QString &device, const QString &posture, const QStringList &more) const
{
    return simulate(QStringList{u"--device"_s, device, u"--report"_s, posture} + more);
}

ProgramRun SampleOrganisation::attest(const QString &when, const QStringList &more) const
{
    return simulate(QStringList{u"--attest"_s, when, u"--attestation"_s, path(u"data/sample/attestation.json"_s)} +
                    more);
}

ProgramRun SampleOrganisation::obey(const QStringList &more) const
{
    return simulate(QStringList{u"--obey"_s, u"--state-dir"_s, path(u"kept"_s)} + more);
}

ProgramRun SampleOrganisation::takePolicies(const QString &device, const QStringList &more) const
{
    return simulate(QStringList{u"--device"_s, device, u"--policies"_s, u"--state-dir"_s, path(u"kept"_s)} + more);
}

ProgramRun SampleOrganisation::update(const QStringList &more) const
{
    return simulate(QStringList{u"--updates"_s, u"--state-dir"_s, path(u"kept"_s)} + more);
}

ProgramRun SampleOrganisation::handles(const QString &device) const
{
    return simulate({u"--device"_s, device, u"--handles"_s});
}

ProgramRun SampleOrganisation::enrol(const QString &ticketFile, const QStringList &more) const
{
    return runProgram(u"enigm-fleet-simulator"_s, QStringList{u"--enroll"_s, ticketFile, u"--attestation"_s,
                                                              path(u"data/sample/attestation.json"_s), u"--devices"_s,
                                                              path(u"data/sample/devices"_s), u"--json"_s} +
                                                      more);
}

ProgramRun SampleOrganisation::witness(int standIn) const
{
    // The passphrase of the operator's key, and that of the stand-in's, are the same.
    return as(u"approver-2"_s, {u"witness"_s, u"cosign"_s, standInFile(standIn), u"--once"_s});
}

} // namespace enigm::test
