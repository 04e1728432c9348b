#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::ctl {

/// DER certificates, leaf first: of a PEM or DER file, or of the files of a folder in the order of their names
/// (cert0.der, cert1.der, …).
[[nodiscard]] Expected<std::vector<QByteArray>> readChain(const QString &path);

/// The accepted attestation roots of a file.
[[nodiscard]] Expected<std::vector<QByteArray>> readRoots(const QString &path);
/// Roots as DER: of PEM or DER certificates, or of a JSON array of PEM texts.
[[nodiscard]] Expected<std::vector<QByteArray>> parseRoots(QByteArrayView bytes);

/// enigm-command/attestation-roots.json or .pem in the folders for configuration (XDG base directories); empty where
/// there is none.
[[nodiscard]] QString installedRoots();

} // namespace enigm::ctl
