#include "contract/fleet/AttestationVerifier.h"
#include "contract/fleet/Certificate.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto chain = fleet::parseCertificateChain(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!chain)
        return 0;
    require(!chain->empty());
    // its own root and its own challenge, so that as much as possible is judged
    const auto verdict =
        fleet::judgeAttestation({.chain = *chain,
                                 .roots = {chain->back()},
                                 .expectedChallenge = fleet::challengeOf(*chain).value_or(QByteArray()),
                                 .at = 1'790'000'000});
    require(verdict.outcome == fleet::outcomeOf(verdict.reason));
    require(verdict.facts.serials.size() == chain->size());
    const json::Value document = verdict.toJson();
    require(document.object().find(u"facts")->object().size() + 2 == verdict.lines().size());
    return 0;
}
