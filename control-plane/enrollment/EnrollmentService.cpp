#include "control-plane/enrollment/EnrollmentService.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/fleet/Certificate.h"
#include "contract/signing/Secret.h"
#include "control-plane/enrollment/ArrivalRecord.h"
#include "control-plane/enrollment/EnrollmentProfile.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

using enigm::enrollment::Enrollment;
using enigm::enrollment::EnrollmentAnswer;
using enigm::enrollment::EnrollmentClaim;
using enigm::enrollment::EnrollmentNonce;
using enigm::fleet::AttestationOutcome;
using enigm::fleet::AttestationVerdict;
using enigm::fleet::DeviceHandle;
using enigm::fleet::DeviceState;

namespace {

/// Under way at once for one token, so that a whole shipment may enrol together.
constexpr std::size_t mostNonces = 1024;

std::unexpected<Problem> refuseToken()
{
    return refuse(ProblemType::EnrollmentRefused,
                  u"This enrolment token is not good, or no longer: ask the administrator for another."_s, u"/token"_s);
}

QString subjectOf(const QByteArray &tokenDigest)
{
    return QString::fromLatin1(tokenDigest.toHex());
}

/// Whether the chain holds a certificate of one of the keys.
bool holdsOneOf(const std::vector<QByteArray> &chain, const std::vector<QByteArray> &keys)
{
    return std::ranges::any_of(chain, [&keys](const QByteArray &der) {
        const auto certificate = enigm::fleet::Certificate::parse(der);
        return certificate && std::ranges::find(keys, signing::sha256(certificate->spki())) != keys.end();
    });
}

} // namespace

/// A device that may come in.
struct EnrollmentService::Arrival
{
    store::ProfileRow profile;
    Enrollment enrollment;
    store::DeviceRow device;
    QByteArray certificate;
};

EnrollmentService::EnrollmentService(Parts parts)
    : m_parts(std::move(parts))
    , m_nonces(enigm::enrollment::nonceSize, mostNonces)
{}

Expected<store::ProfileRow> EnrollmentService::openProfile(const signing::Secret &token) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto profile = (*reader)->enrollments.profileOfToken(enigm::enrollment::tokenDigest(token));
    if (!profile)
        return std::unexpected(profile.error());
    if (!*profile || !isOpen(**profile, m_parts.clock.now()))
        return refuseToken();
    return std::move(**profile);
}

Expected<EnrollmentNonce> EnrollmentService::nonce(const signing::Secret &token)
{
    const auto profile = openProfile(token);
    if (!profile) {
        m_parts.checkIns.countRefusal(profile.error().type);
        return std::unexpected(profile.error());
    }
    const fleet::NonceBook::Nonce nonce = m_nonces.issue(subjectOf(profile->token), m_parts.clock.now());
    return EnrollmentNonce{.nonce = nonce.bytes, .expires = nonce.expires};
}

Expected<std::optional<EnrollmentAnswer>> EnrollmentService::repeated(const EnrollmentClaim &claim,
                                                                      const QByteArray &tlsKey) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto device = (*reader)->devices.findByCertificate(signing::sha256(tlsKey));
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return std::optional<EnrollmentAnswer>();
    const auto before = (*reader)->enrollments.find((*device)->handle);
    if (!before)
        return std::unexpected(before.error());
    if (!*before || (*before)->nonce != claim.nonce || (*before)->chain != claim.chain)
        return refuse(ProblemType::AlreadyExists, u"Another enrolment has this key for its certificate."_s,
                      u"/request"_s);
    auto certificate = m_parts.issue((*device)->handle, tlsKey);
    if (!certificate)
        return std::unexpected(certificate.error());
    return std::optional(EnrollmentAnswer{
        .certificate = std::move(*certificate), .handle = (*device)->handle, .state = (*device)->state});
}

/// What costs nothing comes first; the nonce is used up by nothing but a claim that could be taken otherwise.
Expected<EnrollmentService::Arrival> EnrollmentService::judge(const EnrollmentClaim &claim, const QByteArray &tlsKey)
{
    const qint64 now = m_parts.clock.now();
    auto profile = openProfile(claim.token);
    if (!profile)
        return std::unexpected(profile.error());
    if (auto fresh = m_nonces.use(subjectOf(profile->token), claim.nonce, now); !fresh)
        return std::unexpected(fresh.error().under(u"/nonce"_s));
    Enrollment enrollment{.handle = {},
                          .nonce = claim.nonce,
                          .tlsKey = signing::sha256(tlsKey),
                          .chain = claim.chain,
                          .enrolledAt = now,
                          .profile = profile->id,
                          .replaces = profile->replaces};
    const auto ground = m_parts.revocations.groundOf(*m_parts.directory());
    if (!ground)
        return std::unexpected(ground.error());
    const AttestationVerdict verdict =
        enigm::enrollment::judgeEnrollment(enrollment, *ground, now, profile->leastLevel);
    if (verdict.outcome != AttestationOutcome::Verified || !verdict.facts.thumbprint)
        return std::unexpected(rejection(verdict.reason));
    if (verdict.facts.description->carriedIdentifiers)
        return std::unexpected(identifiersCarried());
    if (!profile->keys.empty() && !holdsOneOf(claim.chain, profile->keys))
        return refuse(ProblemType::EnrollmentRefused, u"This device is not among those that were announced."_s,
                      u"/chain"_s);
    auto handle = DeviceHandle::derive({.attestedKey = *verdict.facts.thumbprint, .enrolmentNonce = claim.nonce},
                                       m_parts.handleKey);
    if (!handle)
        return std::unexpected(handle.error());
    auto certificate = m_parts.issue(*handle, tlsKey);
    if (!certificate)
        return std::unexpected(certificate.error());
    enrollment.handle = *handle;
    store::DeviceRow device{.handle = *handle,
                            .key = *verdict.facts.thumbprint,
                            .state = DeviceState::PendingEnrollment,
                            .certificate = enrollment.tlsKey,
                            .attestation = attestationOf(verdict, now),
                            .enrolledAt = now};
    return Arrival{.profile = std::move(*profile),
                   .enrollment = std::move(enrollment),
                   .device = std::move(device),
                   .certificate = std::move(*certificate)};
}

Expected<void> EnrollmentService::keep(store::Transaction &transaction, const Arrival &arrival) const
{
    // Asked again where nobody else writes: two devices may have come with the last use of one token.
    const auto profile = transaction.enrollments.profile(arrival.profile.id);
    if (!profile)
        return std::unexpected(profile.error());
    if (!*profile || !isOpen(**profile, m_parts.clock.now()))
        return refuseToken();
    const auto known = transaction.devices.findByKey(arrival.device.key);
    if (!known)
        return std::unexpected(known.error());
    if (!known->empty())
        return refuse(ProblemType::AlreadyExists, u"This attested key has enrolled before: make a fresh one."_s,
                      u"/chain"_s);
    const auto appended = m_parts.sequencer.appendActivity(
        transaction, enrolledEntry({arrival.device.handle}, arrival.enrollment.enrolledAt), {});
    if (!appended)
        return std::unexpected(appended.error());
    store::DeviceRow device = arrival.device;
    device.cursor = appended->cursor;
    if (auto done = transaction.devices.insert(device); !done)
        return done;
    if (auto done = transaction.enrollments.insert(arrival.enrollment); !done)
        return done;
    if (auto done = transaction.enrollments.useProfile(arrival.profile.id); !done)
        return done;
    if (!arrival.enrollment.replaces)
        return {};
    const qint64 cursor = m_parts.sequencer.nextCursor();
    if (auto done = transaction.commands.cancelStale(*arrival.enrollment.replaces, cursor); !done)
        return done;
    return transaction.devices.touch(*arrival.enrollment.replaces, cursor);
}

void EnrollmentService::enrol(const EnrollmentClaim &claim, Answer answer)
{
    const auto refuseIt = [this, &answer](const Problem &problem) {
        m_parts.checkIns.countRefusal(problem.type);
        answer(std::unexpected(problem));
    };
    const auto request = certificates::CertificationRequest::parse(claim.request);
    if (!request)
        return refuseIt(request.error().under(u"/request"_s));
    auto before = repeated(claim, request->key);
    if (!before)
        return refuseIt(before.error());
    if (*before)
        return answer(std::move(**before));
    auto arrival = judge(claim, request->key);
    if (!arrival)
        return refuseIt(arrival.error());
    const auto shared = std::make_shared<Arrival>(std::move(*arrival));
    auto job = [this, shared](store::Transaction &transaction) { return keep(transaction, *shared); };
    auto completion = [this, shared, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (!done) {
            m_parts.checkIns.countRefusal(done.error().type);
            return answer(std::unexpected(done.error()));
        }
        answer(EnrollmentAnswer{
            .certificate = shared->certificate, .handle = shared->device.handle, .state = shared->device.state});
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

} // namespace enigm::controlplane::enrollment
