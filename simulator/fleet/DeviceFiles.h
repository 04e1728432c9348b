#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::simulator {

/// Of every sample; what it seals is worth no secret (docs/contract.md, "Processes and custody").
inline constexpr QByteArrayView samplePassphrase = "sample";

/// The devices of a sample: of DIR/000.json and so on, as `enigm-control-plane found --sample` writes them, or of one
/// such file. WrongDeployment where they belong to another deployment.
[[nodiscard]] Expected<std::vector<deployment::DeviceIdentity>> readDevices(const QString &path,
                                                                            const QByteArray &deployment);

} // namespace enigm::simulator
