#pragma once

#include <QString>

#include <expected>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

namespace enigm {

// X(enumerator, slug, HTTP status, title). The slug is part of the stable problem type "urn:enigm:problem:<slug>"
// (RFC 9457); a slug, once released, keeps its meaning. Titles are English, for logs and scripts; what a person reads
// is translated by the view layer from the type.
#define ENIGM_PROBLEM_TYPES(X)                                                                                         \
    /* shape of what arrived */                                                                                        \
    X(MalformedJson, "malformed-json", 400, "The JSON text is malformed")                                              \
    X(DuplicateMember, "duplicate-member", 400, "A JSON object names a member twice")                                  \
    X(NotCanonical, "not-canonical", 400, "The bytes are not in their canonical form")                                 \
    X(MissingMember, "missing-member", 400, "A required member is missing")                                            \
    X(UnknownMember, "unknown-member", 400, "A member is not known here")                                              \
    X(WrongType, "wrong-type", 400, "A value has the wrong type")                                                      \
    X(OutOfRange, "out-of-range", 400, "A value lies outside what is allowed")                                         \
    X(UnsafeText, "unsafe-text", 400, "A text holds control or bidirectional characters, mark-up or is not NFC")       \
    X(DirectIdentifier, "direct-identifier", 400, "A text seems to hold a direct identifier of a person or device")    \
    X(MalformedEncoding, "malformed-encoding", 400, "A value is not exactly encoded")                                  \
    X(MalformedHandle, "malformed-handle", 400, "A device handle is malformed or its checksum is wrong")               \
    X(MalformedKey, "malformed-key", 400, "A key is malformed or of a kind that is not used here")                     \
    X(MalformedJws, "malformed-jws", 400, "A signed value is not a compact JWS as used here")                          \
    X(MalformedCertificate, "malformed-certificate", 400, "A certificate cannot be read")                              \
    X(MalformedNote, "malformed-note", 400, "A signed note is malformed")                                              \
    X(MalformedCheckpoint, "malformed-checkpoint", 400, "A checkpoint is malformed")                                   \
    X(UnsupportedVersion, "unsupported-version", 400, "The version is not supported")                                  \
    X(MissingHost, "missing-host", 400, "The request has no Host header")                                              \
    X(MalformedRequest, "malformed-request", 400, "The HTTP request is malformed")                                     \
    X(TargetTooLong, "target-too-long", 414, "The request target is too long")                                         \
    X(HeadersTooLarge, "headers-too-large", 431, "The request headers are too large")                                  \
    X(ExpectationFailed, "expectation-failed", 417, "The expectation cannot be met")                                   \
    X(UnknownMethod, "unknown-method", 501, "The method is not known")                                                 \
    X(UnsupportedHttpVersion, "unsupported-http-version", 505, "The HTTP version is not supported")                    \
    X(TooLarge, "too-large", 413, "The request is too large")                                                          \
    X(UnsupportedMediaType, "unsupported-media-type", 415, "The media type is not supported")                          \
    X(MethodNotAllowed, "method-not-allowed", 405, "The method is not allowed here")                                   \
    X(NotFound, "not-found", 404, "There is nothing here")                                                             \
    X(RequestTimeout, "request-timeout", 408, "The request took too long")                                             \
    X(IdempotencyKeyMissing, "idempotency-key-missing", 400, "The write has no idempotency key")                       \
    X(IdempotencyKeyReused, "idempotency-key-reused", 409, "The idempotency key was used for another request")         \
    X(PreconditionFailed, "precondition-failed", 412, "The resource has changed")                                      \
    /* signatures, logs and proofs */                                                                                  \
    X(BadSignature, "bad-signature", 422, "A signature does not verify")                                               \
    X(UnknownKey, "unknown-key", 422, "A signature is by a key that the directory does not know")                      \
    X(KeyNotValid, "key-not-valid", 422, "A key was not valid where its signature was logged")                         \
    X(UnknownSignatureLine, "unknown-signature-line", 422, "A note carries a signature of an unknown key")             \
    X(WrongChange, "wrong-change", 422, "The signature is for another change")                                         \
    X(WrongDeployment, "wrong-deployment", 422, "The value belongs to another deployment")                             \
    X(UnknownLogPosition, "unknown-log-position", 422, "The value names a log position that this log never had")       \
    X(BadInclusionProof, "bad-inclusion-proof", 422, "An inclusion proof does not verify")                             \
    X(BadConsistencyProof, "bad-consistency-proof", 422, "A consistency proof does not verify")                        \
    X(EntryMismatch, "entry-mismatch", 422, "A log entry is not what the log committed to")                            \
    X(BodyMismatch, "body-mismatch", 422, "A body does not match the digest in its entry")                             \
    X(EvidenceIncomplete, "evidence-incomplete", 422, "The evidence leaves out something that it must hold")           \
    X(LogRewound, "log-rewound", 409, "The log is shorter than it was seen before")                                    \
    X(LogForked, "log-forked", 409, "The log contradicts what was seen of it before")                                  \
    X(CosignaturesMissing, "cosignatures-missing", 422, "Too few witnesses have co-signed the checkpoint")             \
    X(CosignaturesStale, "cosignatures-stale", 409, "The witnesses' co-signatures are too old")                        \
    /* who is asking */                                                                                                \
    X(Unauthenticated, "unauthenticated", 401, "No valid access token was presented")                                  \
    X(InvalidDpopProof, "invalid-dpop-proof", 401, "The DPoP proof is not valid for this request")                     \
    X(DpopReplayed, "dpop-replayed", 401, "The DPoP proof was used before")                                            \
    X(AssertionReplayed, "assertion-replayed", 400, "The sign-in assertion was used before")                           \
    X(InvalidAssertion, "invalid-assertion", 400, "The sign-in assertion is not valid")                                \
    X(StepUpRequired, "step-up-required", 401, "A step-up is required for this act")                                   \
    X(StepUpMismatch, "step-up-mismatch", 401, "The step-up was made for another act")                                 \
    X(StepUpUsed, "step-up-used", 401, "The step-up was used before or is too old")                                    \
    X(WrongPin, "wrong-pin", 400, "The PIN was wrong")                                                                 \
    X(PinLocked, "pin-locked", 403, "The PIN is locked after too many wrong attempts")                                 \
    X(SessionEnded, "session-ended", 401, "The session has ended")                                                     \
    X(NotPermitted, "not-permitted", 403, "This operator may not do this")                                             \
    X(OperatorUnknown, "operator-unknown", 403, "The operator is not known")                                           \
    X(DeviceRefused, "device-refused", 403, "The device is refused")                                                   \
    X(EnrollmentRefused, "enrollment-refused", 403, "The enrolment is refused")                                        \
    X(CertificateRefused, "certificate-refused", 403, "The client certificate is refused")                             \
    /* privileged changes */                                                                                           \
    X(UnknownAction, "unknown-action", 422, "The action is not known")                                                 \
    X(WrongClass, "wrong-class", 422, "The change claims another class than its action has")                           \
    X(BelowFloor, "below-floor", 422, "The quorum lies below the floor of the class")                                  \
    X(QuorumMissing, "quorum-missing", 409, "Not enough people have signed")                                           \
    X(SelfApproval, "self-approval", 403, "A person cannot approve a change that the same person asked for")           \
    X(SameInstallation, "same-installation", 403, "Signatures from one console installation do not make a quorum")     \
    X(RoleMissing, "role-missing", 403, "The signer does not hold a role that the rule asks for")                      \
    X(AlreadySigned, "already-signed", 409, "This person has already signed this change")                              \
    X(Replayed, "replayed", 409, "This signed value was received before")                                              \
    X(ChangeClosed, "change-closed", 409, "The change no longer takes signatures")                                     \
    X(ChangeExpired, "change-expired", 409, "The change has expired")                                                  \
    X(ClockOutOfRange, "clock-out-of-range", 422, "A signed time lies too far from now or out of order")               \
    X(TargetState, "target-state", 409, "A target is not in a state from which this act is allowed")                   \
    X(TargetMismatch, "target-mismatch", 422, "The target list does not match the signed root")                        \
    X(WrongDevice, "wrong-device", 422, "The command is for another device")                                           \
    X(StaleCommand, "stale-command", 409, "A later command was obeyed before")                                         \
    X(Drifted, "drifted", 409, "Too much has changed since the change was asked for")                                  \
    X(WouldDeadlock, "would-deadlock", 409, "Too few people would remain to satisfy the rules")                        \
    X(RoleConflict, "role-conflict", 422, "The roles may not be held by one person")                                   \
    X(AlreadyExists, "already-exists", 409, "It exists already")                                                       \
    X(OwnKey, "own-key", 403, "Nobody may reject or cancel a change that removes their own key")                       \
    X(NotAcknowledged, "not-acknowledged", 409, "The device has not acknowledged yet")                                 \
    /* attestation */                                                                                                  \
    X(AttestationRejected, "attestation-rejected", 422, "The attestation was rejected")                                \
    /* the world around */                                                                                             \
    X(RateLimited, "rate-limited", 429, "Too many requests")                                                           \
    X(LogUnavailable, "log-unavailable", 503, "The entry could not be written, so nothing was done")                   \
    X(StorageFull, "storage-full", 507, "The disk is full; only acts that reduce risk are taken")                      \
    X(Unavailable, "unavailable", 503, "The service is not available right now")                                       \
    X(Internal, "internal", 500, "Something failed inside")                                                            \
    X(UnexpectedAnswer, "unexpected-answer", 502, "The server answered something else than was asked")                 \
    X(FileUnreadable, "file-unreadable", 500, "A file cannot be read or written")                                      \
    X(ConsoleTaken, "console-taken", 409, "This console holds the key of another operator")                            \
    X(WrongPassphrase, "wrong-passphrase", 403, "The passphrase does not open the key")                                \
    X(WrongKey, "wrong-key", 403, "The token holds another key than the one that is known")                            \
    X(TokenUnavailable, "token-unavailable", 503, "The PKCS#11 token cannot be used")                                  \
    X(KeychainUnavailable, "keychain-unavailable", 503, "No keychain is available")                                    \
    X(WrongServer, "wrong-server", 421, "The server presented another certificate than the deployment pins")           \
    X(Unreachable, "unreachable", 503, "The server cannot be reached")                                                 \
    X(Cancelled, "cancelled", 499, "The person cancelled")

/// Stable kinds of refusal, shared by interface, control plane, console and verifier.
enum class ProblemType {
#define ENIGM_PROBLEM_ENUMERATOR(name, slug, status, title) name,
    ENIGM_PROBLEM_TYPES(ENIGM_PROBLEM_ENUMERATOR)
#undef ENIGM_PROBLEM_ENUMERATOR
};

/// All types, in order of declaration.
[[nodiscard]] std::span<const ProblemType> allProblemTypes();
/// The last part of the type URI, such as "wrong-pin".
[[nodiscard]] QString problemSlug(ProblemType type);
/// "urn:enigm:problem:wrong-pin", the RFC 9457 "type" member.
[[nodiscard]] QString problemUri(ProblemType type);
/// The RFC 9457 "status" member.
[[nodiscard]] int problemStatus(ProblemType type);
/// The RFC 9457 "title" member: English, the same for every occurrence.
[[nodiscard]] QString problemTitle(ProblemType type);
/// The type of a slug or URI; nothing for an unknown one.
[[nodiscard]] std::optional<ProblemType> problemTypeOf(QStringView slugOrUri);

/// A refusal that its receiver can act on (RFC 9457 problem details, without HTTP).
struct Problem
{
    ProblemType type;
    /// One English sentence about this occurrence: what is wrong and, where it helps, what to do.
    QString detail = {};
    /// The place in the input: a JSON pointer ("/targets/count"), "file:offset", "activity record 17", or empty.
    QString where = {};

    /// This problem with its place put below `prefix` (JSON pointer parts are joined).
    [[nodiscard]] Problem under(const QString &prefix) const;
    /// "slug at where: detail", for logs and terminals.
    [[nodiscard]] QString toString() const;

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// What every parse, check and act of the house answers.
template <typename T>
using Expected = std::expected<T, Problem>;

/// `next` of the value, or the problem: std::expected::and_then, which the oldest supported standard library lacks.
template <typename T, typename Next>
[[nodiscard]] auto andThen(Expected<T> value, Next next) -> std::invoke_result_t<Next, T &&>
{
    if (!value)
        return std::unexpected(std::move(value).error());
    return next(std::move(*value));
}

/// Shorthand for `return refuse(ProblemType::OutOfRange, QStringLiteral("…"), where);`
[[nodiscard]] std::unexpected<Problem> refuse(ProblemType type, QString detail = {}, QString where = {});

} // namespace enigm
