#include "contract/reports/FreshAttestation.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

constexpr qsizetype digestSize = 32;

} // namespace

FreshAttestation FreshAttestation::of(const std::vector<QByteArray> &chain)
{
    QByteArray digests;
    for (const QByteArray &certificate : chain)
        digests.append(signing::sha256(certificate));
    return {.chain = signing::sha256(digests)};
}

json::Value FreshAttestation::toJson() const
{
    return json::Object{{"chain"_L1, operators::valueOf(chain)}};
}

Expected<FreshAttestation> FreshAttestation::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    FreshAttestation attestation{.chain = reader.bytes("chain"_L1, digestSize)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return attestation;
}

} // namespace enigm::reports
