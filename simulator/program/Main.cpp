#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"
#include "simulator/fleet/DeviceFiles.h"
#include "simulator/fleet/FleetRun.h"
#include "simulator/fleet/HandleRun.h"
#include "simulator/fleet/ObeyRun.h"
#include "simulator/fleet/PolicyRun.h"
#include "simulator/fleet/UpdateRun.h"
#include "simulator/program/EnrollReport.h"
#include "simulator/program/HandleReport.h"
#include "simulator/program/ObeyReport.h"
#include "simulator/program/Options.h"
#include "simulator/program/PolicyReport.h"
#include "simulator/program/Report.h"
#include "simulator/program/UpdatesReport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::simulator;

namespace {

void print(const QByteArray &bytes, std::FILE *stream)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

int refuseRun(const Problem &problem)
{
    print("enigm-fleet-simulator: " + problem.toString().toUtf8() + '\n', stderr);
    return std::to_underlying(ExitCode::Usage);
}

Expected<deployment::DeploymentFile> readDeployment(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    auto parsed = deployment::DeploymentFile::parse(file.readAll());
    if (!parsed)
        return std::unexpected(parsed.error().under(path));
    if (!parsed->sample)
        return refuse(ProblemType::NotPermitted, u"Simulated devices belong to samples only."_s, path);
    return parsed;
}

Expected<std::vector<deployment::DeviceIdentity>> chosenDevices(const Options &options, const QByteArray &deployment)
{
    auto devices = readDevices(options.devices, deployment);
    if (!devices)
        return devices;
    if (!options.only.isEmpty())
        std::erase_if(*devices, [&](const auto &device) { return device.handle.text() != options.only; });
    if (options.count > 0 && static_cast<std::size_t>(options.count) < devices->size())
        devices->resize(static_cast<std::size_t>(options.count));
    if (devices->empty())
        return refuse(ProblemType::NotFound, u"There is no such device here."_s, options.only);
    return devices;
}

int runFleet(QCoreApplication &application, FleetRun &fleet, const Options &options)
{
    json::Array documents;
    QObject::connect(&fleet, &FleetRun::checkedIn, &fleet, [&](const CheckInResult &result) {
        if (options.pace.rate)
            return; // a load is summed up, not listed
        if (options.json)
            documents.push_back(documentOf(result));
        else
            print(lineOf(result).toUtf8(), stdout);
    });
    QObject::connect(&fleet, &FleetRun::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    fleet.start();
    QCoreApplication::exec();
    json::Object document = documentOf(fleet.tally(), fleet.seconds());
    document.insert(u"devices"_s, json::Value(std::move(documents)));
    print(options.json ? json::canonical(document) + '\n' : summaryOf(fleet.tally(), fleet.seconds()).toUtf8(), stdout);
    return std::to_underlying(exitCodeOf(fleet.tally()));
}

int runObedience(QCoreApplication &application, ObeyRun &fleet, const Options &options)
{
    json::Array documents;
    QObject::connect(&fleet, &ObeyRun::answered, &fleet, [&](const CommandResult &result) {
        if (options.json)
            documents.push_back(documentOf(result));
        else
            print(lineOf(result).toUtf8(), stdout);
    });
    QObject::connect(&fleet, &ObeyRun::failed, &fleet, [](const fleet::DeviceHandle &handle, const Problem &problem) {
        print("enigm-fleet-simulator: " + handle.text().toUtf8() + ": " + problem.toString().toUtf8() + '\n', stderr);
    });
    QObject::connect(&fleet, &ObeyRun::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    fleet.start();
    QCoreApplication::exec();
    json::Object document = documentOf(fleet.tally(), fleet.seconds());
    document.insert(u"commands"_s, json::Value(std::move(documents)));
    print(options.json ? json::canonical(document) + '\n' : summaryOf(fleet.tally(), fleet.seconds()).toUtf8(), stdout);
    return std::to_underlying(exitCodeOf(fleet.tally()));
}

int runPolicies(QCoreApplication &application, PolicyRun &fleet, const Options &options)
{
    json::Array documents;
    ExitCode exit = ExitCode::Done;
    QObject::connect(&fleet, &PolicyRun::answered, &fleet, [&](const PolicyResult &result) {
        if (result.refusal)
            exit = ExitCode::Refused;
        if (options.json)
            documents.push_back(documentOf(result));
        else
            print(lineOf(result).toUtf8(), stdout);
    });
    json::Array confirmations;
    QObject::connect(&fleet, &PolicyRun::confirmed, &fleet, [&](const ConfirmationResult &result) {
        if (result.refusal)
            exit = ExitCode::Refused;
        if (options.json)
            confirmations.push_back(documentOf(result));
        else
            print(lineOf(result).toUtf8(), stdout);
    });
    QObject::connect(
        &fleet, &PolicyRun::failed, &fleet, [&](const fleet::DeviceHandle &handle, const Problem &problem) {
            exit = ExitCode::Refused;
            print("enigm-fleet-simulator: " + handle.text().toUtf8() + ": " + problem.toString().toUtf8() + '\n',
                  stderr);
        });
    QObject::connect(&fleet, &PolicyRun::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    fleet.start();
    QCoreApplication::exec();
    if (options.json)
        print(json::canonical(
                  json::Object{{"confirmations"_L1, std::move(confirmations)}, {"policies"_L1, std::move(documents)}}) +
                  '\n',
              stdout);
    return std::to_underlying(exit);
}

int runUpdates(QCoreApplication &application, UpdateRun &fleet, const Options &options)
{
    json::Array documents;
    QObject::connect(&fleet, &UpdateRun::answered, &fleet, [&](const UpdateResult &result) {
        if (options.json)
            documents.push_back(documentOf(result));
        else
            print(lineOf(result).toUtf8(), stdout);
    });
    QObject::connect(&fleet, &UpdateRun::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    fleet.start();
    QCoreApplication::exec();
    json::Object document = documentOf(fleet.tally(), fleet.seconds());
    document.insert(u"devices"_s, json::Value(std::move(documents)));
    print(options.json ? json::canonical(document) + '\n' : summaryOf(fleet.tally(), fleet.seconds()).toUtf8(), stdout);
    return std::to_underlying(exitCodeOf(fleet.tally()));
}

int runHandles(QCoreApplication &application, HandleRun &fleet, const Options &options)
{
    json::Array documents;
    ExitCode exit = ExitCode::Done;
    QObject::connect(&fleet, &HandleRun::answered, &fleet, [&](const HandlesResult &result) {
        if (result.problem)
            exit = ExitCode::Refused;
        if (options.json)
            documents.push_back(documentOf(result));
        else
            print(linesOf(result).toUtf8(), stdout);
    });
    QObject::connect(&fleet, &HandleRun::finished, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    fleet.start();
    QCoreApplication::exec();
    if (options.json)
        print(json::canonical(json::Object{{"devices"_L1, std::move(documents)}}) + '\n', stdout);
    return std::to_underlying(exit);
}

Expected<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    return file.readAll();
}

/// What the new devices hold, beside what the folder has: for later runs.
Expected<void> keep(const EnrollRun &run, const Options &options, const QByteArray &deployment)
{
    if (run.devices().empty())
        return {};
    if (!QDir().mkpath(options.devices))
        return refuse(ProblemType::FileUnreadable, u"This folder cannot be made."_s, options.devices);
    const QString path = u"%1/enrolled-%2.json"_s.arg(options.devices, run.devices().front().handle.text());
    QSaveFile file(path);
    const QByteArray archive = deployment::DeviceArchive{.deployment = deployment, .devices = run.devices()}.seal(
        signing::Secret(samplePassphrase));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(archive) != archive.size() || !file.commit())
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    return {};
}

Expected<samples::SampleDeviceFactory> readHardware(const QString &path)
{
    auto hardware = andThen(readWhole(path), [](const QByteArray &bytes) {
        return samples::SampleDeviceFactory::open(bytes, signing::Secret(samplePassphrase));
    });
    if (!hardware)
        return std::unexpected(hardware.error().under(path));
    return hardware;
}

int runEnrolment(const Options &options)
{
    auto text = readWhole(options.ticket);
    if (!text)
        return refuseRun(text.error());
    const auto ticket = enrollment::EnrollmentTicket::parse(signing::Secret::taking(*text).view().trimmed());
    if (!ticket)
        return refuseRun(ticket.error().under(options.ticket));
    const auto hardware = readHardware(options.attestation);
    if (!hardware)
        return refuseRun(hardware.error());
    const time::SystemClock clock;
    EnrollRun run({.ticket = *ticket, .hardware = *hardware, .clock = clock, .misbehaviour = options.misbehaviour},
                  options.count, options.pace.inFlight);
    QObject::connect(&run, &EnrollRun::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    run.start();
    QCoreApplication::exec();
    if (const auto kept = keep(run, options, ticket->deployment); !kept)
        return refuseRun(kept.error());
    print(options.json ? json::canonical(documentOf(run)) + '\n' : textOf(run).toUtf8(), stdout);
    return std::to_underlying(exitCodeOf(run));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto options = Options::parse(QCoreApplication::arguments());
    if (!options)
        return refuseRun(options.error());
    if (options->help) {
        print(Options::helpText().toUtf8(), stdout);
        return 0;
    }
    if (!options->ticket.isEmpty())
        return runEnrolment(*options);
    const auto deployment = readDeployment(options->deployment);
    if (!deployment)
        return refuseRun(deployment.error());
    auto devices = chosenDevices(*options, deployment->deployment);
    if (!devices)
        return refuseRun(devices.error());
    const DeviceListener listener{.url = options->url, .tlsDigest = deployment->tlsDigest};
    const time::SystemClock clock;
    if (!options->stateDirectory.isEmpty() && !QDir().mkpath(options->stateDirectory))
        return refuseRun({ProblemType::FileUnreadable, u"This folder cannot be made."_s, options->stateDirectory});
    if (options->policies) {
        PolicyRun fleet(std::move(*devices), {.listener = listener,
                                              .deployment = deployment->deployment,
                                              .stateDirectory = options->stateDirectory,
                                              .misbehaviour = options->misbehaviour,
                                              .clock = clock});
        return runPolicies(application, fleet, *options);
    }
    if (options->updates) {
        UpdateRun fleet(std::move(*devices), {.listener = listener,
                                              .deployment = deployment->deployment,
                                              .stateDirectory = options->stateDirectory,
                                              .first = options->system,
                                              .conduct = options->conduct,
                                              .clock = clock,
                                              .inFlight = options->pace.inFlight});
        return runUpdates(application, fleet, *options);
    }
    if (options->obey) {
        ObeyRun fleet(std::move(*devices),
                      {.listener = listener,
                       .deployment = deployment->deployment,
                       .stateDirectory = options->stateDirectory,
                       .misbehaviour = options->misbehaviour,
                       .clock = clock},
                      options->pace.inFlight);
        return runObedience(application, fleet, *options);
    }
    if (options->handles) {
        HandleRun fleet(std::move(*devices), listener);
        return runHandles(application, fleet, *options);
    }
    AfterCheckIn then;
    if (options->report)
        then.report = DeviceReport::Plan{.deployment = deployment->deployment,
                                         .body = *options->report,
                                         .misbehaviour = options->misbehaviour,
                                         .clock = &clock};
    std::optional<samples::SampleDeviceFactory> hardware;
    if (options->attest) {
        auto read = readHardware(options->attestation);
        if (!read)
            return refuseRun(read.error());
        hardware = std::move(*read);
        then.attest = AttestationRound::Plan{.deployment = deployment->deployment,
                                             .onlyWhenDue = options->onlyWhenDue,
                                             .misbehaviour = options->misbehaviour,
                                             .hardware = &*hardware,
                                             .clock = &clock};
    }
    FleetRun fleet(std::move(*devices), listener, options->pace, std::move(then));
    return runFleet(application, fleet, *options);
}
