#pragma once

#include "contract/fleet/CommandState.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::simulator {

/// A command as the control plane lists it for the device: a claim, until evidence says the same.
struct OpenCommand
{
    QString action;
    QByteArray change; ///< digest of the signed change
    qint64 execution = 0;
};

// What a device is answered at its own routes (contract/openapi.yaml).
[[nodiscard]] Expected<std::vector<OpenCommand>> readCommands(QByteArrayView body);
[[nodiscard]] Expected<QByteArray> readNonce(QByteArrayView body);
[[nodiscard]] Expected<fleet::CommandState> readState(QByteArrayView body);
/// Whether what was reported is another posture than before.
[[nodiscard]] Expected<bool> readTaken(QByteArrayView body);
/// When what it attested was judged, and verified; Unix seconds.
[[nodiscard]] Expected<qint64> readJudged(QByteArrayView body);

} // namespace enigm::simulator
