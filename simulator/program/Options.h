#pragma once

#include "contract/device/UpdateGrant.h"
#include "contract/problems/Problem.h"
#include "contract/reports/Posture.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/device/UpdateConduct.h"
#include "simulator/fleet/FleetRun.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace enigm::simulator {

/// How the program ends; documented by --help and enigm-fleet-simulator(1).
enum class ExitCode { Done = 0, Refused = 1, Usage = 2, Unreachable = 3 };

/// The command line.
struct Options
{
    QString devices; ///< folder or file
    QString deployment;
    QUrl url;
    QString only;  ///< a handle; empty: all
    int count = 0; ///< 0: all
    Pace pace;
    bool obey = false;                           ///< commands, instead of checking in
    QString stateDirectory;                      ///< what the devices keep
    std::optional<reports::Posture> report = {}; ///< after checking in
    bool policies = false;                       ///< takes over those in force, instead of checking in
    bool updates = false;                        ///< takes what is offered, instead of checking in
    device::DeviceFacts system;                  ///< of devices that were never updated
    UpdateConduct conduct;
    bool handles = false;    ///< asks for the network's handles, instead of checking in
    bool attest = false;     ///< again, after checking in
    bool onlyWhenDue = true; ///< and not each time
    QString ticket;          ///< file of the ticket to enrol with; empty: nobody enrols
    QString attestation;     ///< file of the sample's attestation key
    Misbehaviour misbehaviour = Misbehaviour::None;
    bool json = false;
    bool help = false;

    /// OutOfRange with a sentence where it cannot be used. `arguments` begin with the program.
    [[nodiscard]] static Expected<Options> parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace enigm::simulator
