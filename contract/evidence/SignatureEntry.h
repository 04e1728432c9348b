#pragma once

#include "contract/changes/Parameters.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

namespace enigm::evidence {

/// The body of a release.signed entry: {"authority","jws","release"}.
struct SignatureEntry
{
    static constexpr QLatin1StringView action{"release.signed"};

    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    QByteArray jws; ///< compact
    QString release;

    /// Strict; EntryMismatch where the header is not that of such a signature.
    static Expected<SignatureEntry> parse(const log::ActivityEntry &entry, const json::Value &body);
    /// The signed bytes, where they say of the release what people let the authority sign in this deployment:
    /// BodyMismatch. No key has verified them yet.
    [[nodiscard]] Expected<signing::Jws> checkSignedOff(const changes::Parameters &signedOff,
                                                        const QByteArray &deployment) const;
};

} // namespace enigm::evidence
