#pragma once

#include "contract/operators/Role.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"

#include <QLatin1StringView>
#include <QString>

#include <memory>
#include <vector>

namespace enigm::controlplane::program {

/// What unlocks everything below DIR/sample.
inline constexpr auto samplePassphrase = QLatin1StringView("sample");

/// A person of a sample organisation, whose key is made here because there is nobody else to make it.
struct SampleOperator
{
    QString name; ///< "administrator-1"; display name and file name
    QString id;   ///< UUIDv7
    QString installation;
    operators::Roles roles;
    std::shared_ptr<const signing::PrivateKey> key; ///< P-256
    signing::Secret pin;                            ///< six digits
    bool isFounder = false;

    /// Writes NAME.json (the key sealed by the sample's passphrase) and NAME.pin into the directory, for their owner
    /// alone. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory, const QByteArray &deployment) const;
};

/// The six of every sample, with fresh keys and PINs: four founders, and two whom these admit.
[[nodiscard]] std::vector<SampleOperator> makeSampleOperators(qint64 nowMilliseconds);

} // namespace enigm::controlplane::program
