#include "contract/fleet/AttestationVerifier.h"

#include "contract/fleet/Certificate.h"
#include "contract/signing/PublicKey.h"
#include "contract/signing/Secret.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using Reason = AttestationReason;

constexpr const char *keyDescriptionOid = "1.3.6.1.4.1.11129.2.1.17";
constexpr const char *provisioningInfoOid = "1.3.6.1.4.1.11129.2.1.30";
constexpr std::size_t mostCertificates = 10;
constexpr quint64 originGenerated = 0;

using Chain = std::vector<Certificate>;

/// Nothing where there is nothing to object to.
using Objection = std::optional<Reason>;

Objection objectionTo(Certificate::Algorithms algorithms)
{
    switch (algorithms) {
    case Certificate::Algorithms::Usable:
        return std::nullopt;
    case Certificate::Algorithms::Weak:
        return Reason::WeakAlgorithm;
    case Certificate::Algorithms::Unknown:
        return Reason::Algorithm;
    case Certificate::Algorithms::Malformed:
        return Reason::Malformed;
    }
    Q_UNREACHABLE();
}

// Before any signature: what cannot be judged at all has a verdict of its own.
Objection checkAlgorithms(const Chain &chain)
{
    Objection result;
    for (const Certificate &certificate : chain) {
        for (const auto algorithms : {certificate.signatureAlgorithm(), certificate.keyAlgorithm()}) {
            const auto objection = objectionTo(algorithms);
            if (objection == Reason::Algorithm)
                return objection;
            if (!result)
                result = objection;
        }
    }
    return result;
}

Objection checkLinks(const Chain &chain)
{
    for (std::size_t i = 0; i < chain.size(); ++i) {
        // the last one has signed itself
        const Certificate &parent = chain[std::min(i + 1, chain.size() - 1)];
        if (!chain[i].namesIssuer(parent))
            return Reason::Names;
        if (!chain[i].isSignedBy(parent))
            return Reason::Signature;
    }
    return std::nullopt;
}

Objection checkRoot(const Certificate &last, const AttestationInput &input)
{
    const QByteArray presented = last.spki();
    const std::vector<QByteArray> &digests = input.rootDigests;
    if (!digests.empty() && std::ranges::find(digests, signing::sha256(presented)) != digests.end())
        return std::nullopt;
    for (const QByteArray &root : input.roots) {
        const auto key = attestationRootKey(root);
        if (key && *key == presented)
            return std::nullopt;
    }
    return Reason::Root;
}

Objection checkExtensions(const Chain &chain)
{
    const bool issuerIsAttested = std::any_of(chain.begin() + 1, chain.end(), [](const Certificate &certificate) {
        return certificate.extension(keyDescriptionOid).has_value();
    });
    return issuerIsAttested ? Objection(Reason::AttestedIssuer) : std::nullopt;
}

Objection checkRevocation(const Chain &chain, const RevocationList &revocation)
{
    const bool revoked = std::ranges::any_of(
        chain, [&](const Certificate &certificate) { return revocation.contains(certificate.serial()); });
    return revoked ? Objection(Reason::Revoked) : std::nullopt;
}

Objection checkValidity(const Chain &chain, qint64 at)
{
    Objection result;
    for (const Certificate &certificate : chain) {
        switch (certificate.validityAt(at)) {
        case Certificate::Validity::Valid:
            break;
        case Certificate::Validity::NotYetValid:
            return Reason::NotYetValid;
        case Certificate::Validity::Expired:
            result = Reason::Expired;
            break;
        }
    }
    return result;
}

bool isSame(const QByteArray &left, const QByteArray &right)
{
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.constData(), right.constData(), static_cast<std::size_t>(left.size())) == 0;
}

Objection checkBoot(const std::optional<RootOfTrust> &root, const AttestationAcceptance &acceptance)
{
    if (!root)
        return Reason::NoRootOfTrust;
    if (acceptance.lab)
        return std::nullopt;
    if (!root->deviceLocked)
        return Reason::Unlocked;
    switch (root->verifiedBootState) {
    case VerifiedBootState::Verified:
        return std::nullopt;
    case VerifiedBootState::SelfSigned: {
        const bool listed = !root->verifiedBootKey.isEmpty() &&
                            std::ranges::find(acceptance.bootKeys, root->verifiedBootKey) != acceptance.bootKeys.end();
        return listed ? std::nullopt : Objection(Reason::BootKey);
    }
    case VerifiedBootState::Unverified:
    case VerifiedBootState::Failed:
        return Reason::BootState;
    }
    Q_UNREACHABLE();
}

Objection checkEligibility(const AttestationFacts &facts, const AttestationAcceptance &acceptance)
{
    if (facts.securityLevel() < acceptance.leastLevel)
        return Reason::SecurityLevel;
    if (acceptance.leastPatch && facts.osPatchLevel().value_or(0) < *acceptance.leastPatch)
        return Reason::PatchLevel;
    if (facts.description->hardwareEnforced.number(AuthorizationTag::Origin) != originGenerated)
        return Reason::KeyOrigin;
    return std::nullopt;
}

/// The leaf's key description, or why there is none to go by.
std::expected<KeyDescription, Reason> describe(const Certificate &leaf)
{
    const auto value = leaf.extension(keyDescriptionOid);
    if (!value)
        return std::unexpected(Reason::NoKeyDescription);
    auto description = KeyDescription::parse(*value);
    if (!description)
        return std::unexpected(description.error().type == ProblemType::UnsupportedVersion ? Reason::Version
                                                                                           : Reason::KeyDescription);
    return std::move(*description);
}

AttestationFacts factsOf(const Chain &chain)
{
    AttestationFacts facts{.attestedKey = chain.front().spki(), .rootDigest = signing::sha256(chain.back().spki())};
    if (const auto key = signing::PublicKey::fromSpki(facts.attestedKey);
        key && key->kind() == signing::PublicKey::Kind::P256)
        facts.thumbprint = key->thumbprint();
    for (const Certificate &certificate : chain) {
        if (certificate.extension(provisioningInfoOid))
            facts.provisioning = Provisioning::Remote;
        facts.serials.push_back(certificate.serial());
    }
    return facts;
}

Objection checkChain(const Chain &chain, const AttestationInput &input)
{
    if (const auto objection = checkAlgorithms(chain))
        return objection;
    if (chain.size() < 2)
        return Reason::Incomplete;
    if (const auto objection = checkLinks(chain))
        return objection;
    if (const auto objection = checkRoot(chain.back(), input))
        return objection;
    if (const auto objection = checkExtensions(chain))
        return objection;
    if (const auto objection = checkRevocation(chain, input.revocation))
        return objection;
    return checkValidity(chain, input.at);
}

AttestationReason judge(const Chain &chain, const AttestationInput &input, AttestationFacts &facts)
{
    facts = factsOf(chain);
    auto description = describe(chain.front());
    if (description)
        facts.description = std::move(*description);
    if (const auto objection = checkChain(chain, input))
        return *objection;
    if (!facts.description)
        return description.error();
    if (input.expectedChallenge.isEmpty() || !isSame(facts.description->challenge, input.expectedChallenge))
        return Reason::Challenge;
    if (const auto objection = checkBoot(facts.rootOfTrust(), input.acceptance))
        return *objection;
    return checkEligibility(facts, input.acceptance).value_or(Reason::None);
}

Expected<Chain> parseChain(const std::vector<QByteArray> &ders)
{
    Chain chain;
    for (const QByteArray &der : ders) {
        const auto certificate = Certificate::parse(der);
        if (!certificate)
            return std::unexpected(certificate.error());
        chain.push_back(*certificate);
    }
    return chain;
}

AttestationVerdict verdict(AttestationReason reason, AttestationFacts facts = {})
{
    return {.outcome = outcomeOf(reason), .reason = reason, .facts = std::move(facts)};
}

} // namespace

AttestationVerdict judgeAttestation(const AttestationInput &input)
{
    if (input.chain.empty())
        return verdict(Reason::NoChain);
    if (input.chain.size() > mostCertificates)
        return verdict(Reason::Incomplete);
    const auto chain = parseChain(input.chain);
    if (!chain)
        return verdict(Reason::Malformed);
    AttestationFacts facts;
    const AttestationReason reason = judge(*chain, input, facts);
    return verdict(reason, std::move(facts));
}

Expected<QByteArray> challengeOf(const std::vector<QByteArray> &chain)
{
    if (chain.empty())
        return refuse(ProblemType::MalformedCertificate, u"There is no certificate."_s);
    const auto leaf = Certificate::parse(chain.front());
    if (!leaf)
        return std::unexpected(leaf.error());
    const auto value = leaf->extension(keyDescriptionOid);
    if (!value)
        return refuse(ProblemType::MalformedCertificate, u"The first certificate carries no attestation."_s);
    const auto description = KeyDescription::parse(*value);
    if (!description)
        return std::unexpected(description.error());
    return description->challenge;
}

Expected<QByteArray> attestationRootKey(QByteArrayView der)
{
    if (const auto certificate = Certificate::parse(der))
        return certificate->spki();
    ERR_set_mark();
    const auto *at = reinterpret_cast<const unsigned char *>(der.data());
    const std::unique_ptr<X509_PUBKEY, decltype(&X509_PUBKEY_free)> key(
        d2i_X509_PUBKEY(nullptr, &at, static_cast<long>(der.size())), X509_PUBKEY_free);
    ERR_pop_to_mark();
    if (!key || at != reinterpret_cast<const unsigned char *>(der.data()) + der.size())
        return refuse(ProblemType::MalformedKey, u"A root is neither a certificate nor a public key in DER."_s);
    return der.toByteArray();
}

} // namespace enigm::fleet
