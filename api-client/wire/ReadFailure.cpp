#include "api-client/wire/ReadFailure.h"

using namespace Qt::StringLiterals;

namespace enigm::client {

ReadFailure readFailureOf(ProblemType type)
{
    switch (type) {
    case ProblemType::NotCanonical:
    case ProblemType::MalformedJws:
    case ProblemType::MalformedNote:
    case ProblemType::MalformedCheckpoint:
    case ProblemType::BadSignature:
    case ProblemType::UnknownKey:
    case ProblemType::KeyNotValid:
    case ProblemType::UnknownSignatureLine:
    case ProblemType::WrongChange:
    case ProblemType::WrongDeployment:
    case ProblemType::WrongDevice:
    case ProblemType::StaleCommand:
    case ProblemType::UnknownLogPosition:
    case ProblemType::BadInclusionProof:
    case ProblemType::BadConsistencyProof:
    case ProblemType::EntryMismatch:
    case ProblemType::BodyMismatch:
    case ProblemType::EvidenceIncomplete:
    case ProblemType::LogRewound:
    case ProblemType::LogForked:
    case ProblemType::WrongClass:
    case ProblemType::BelowFloor:
    case ProblemType::QuorumMissing:
    case ProblemType::SelfApproval:
    case ProblemType::SameInstallation:
    case ProblemType::RoleMissing:
    case ProblemType::AlreadySigned:
    case ProblemType::Replayed:
    case ProblemType::ChangeClosed:
    case ProblemType::ChangeExpired:
    case ProblemType::ClockOutOfRange:
    case ProblemType::TargetState:
    case ProblemType::TargetMismatch:
    case ProblemType::Drifted:
    case ProblemType::WouldDeadlock:
    case ProblemType::RoleConflict:
    case ProblemType::AlreadyExists:
    case ProblemType::OwnKey:
    case ProblemType::AttestationRejected:
        return ReadFailure::Contradiction;
    case ProblemType::NotFound:
    case ProblemType::NotPermitted:
    case ProblemType::OperatorUnknown:
    case ProblemType::DeviceRefused:
    case ProblemType::EnrollmentRefused:
    case ProblemType::CertificateRefused:
    case ProblemType::NotAcknowledged:
        return ReadFailure::Refused;
    case ProblemType::Unauthenticated:
    case ProblemType::InvalidDpopProof:
    case ProblemType::DpopReplayed:
    case ProblemType::AssertionReplayed:
    case ProblemType::InvalidAssertion:
    case ProblemType::StepUpRequired:
    case ProblemType::StepUpMismatch:
    case ProblemType::StepUpUsed:
    case ProblemType::WrongPin:
    case ProblemType::PinLocked:
    case ProblemType::SessionEnded:
    case ProblemType::WrongPassphrase:
    case ProblemType::WrongKey:
        return ReadFailure::SessionOver;
    case ProblemType::MalformedJson:
    case ProblemType::DuplicateMember:
    case ProblemType::MissingMember:
    case ProblemType::UnknownMember:
    case ProblemType::WrongType:
    case ProblemType::OutOfRange:
    case ProblemType::UnsafeText:
    case ProblemType::DirectIdentifier:
    case ProblemType::MalformedEncoding:
    case ProblemType::MalformedHandle:
    case ProblemType::MalformedKey:
    case ProblemType::MalformedCertificate:
    case ProblemType::UnsupportedVersion:
    case ProblemType::UnknownAction:
    case ProblemType::MissingHost:
    case ProblemType::MalformedRequest:
    case ProblemType::TargetTooLong:
    case ProblemType::HeadersTooLarge:
    case ProblemType::ExpectationFailed:
    case ProblemType::UnknownMethod:
    case ProblemType::UnsupportedHttpVersion:
    case ProblemType::TooLarge:
    case ProblemType::UnsupportedMediaType:
    case ProblemType::MethodNotAllowed:
    case ProblemType::RequestTimeout:
    case ProblemType::IdempotencyKeyMissing:
    case ProblemType::IdempotencyKeyReused:
    case ProblemType::PreconditionFailed:
    case ProblemType::RateLimited:
    case ProblemType::LogUnavailable:
    case ProblemType::StorageFull:
    case ProblemType::Unavailable:
    case ProblemType::Internal:
    case ProblemType::UnexpectedAnswer:
    case ProblemType::FileUnreadable:
    case ProblemType::ConsoleTaken:
    case ProblemType::TokenUnavailable:
    case ProblemType::KeychainUnavailable:
    case ProblemType::WrongServer:
    case ProblemType::CosignaturesMissing:
    case ProblemType::CosignaturesStale:
    case ProblemType::Unreachable:
    case ProblemType::Cancelled:
        break;
    }
    return ReadFailure::Unavailable;
}

Problem foundInSigned(const Problem &problem)
{
    const bool isNewer = problem.type == ProblemType::UnsupportedVersion || problem.type == ProblemType::UnknownAction;
    if (isNewer || isContradiction(problem))
        return problem;
    return {ProblemType::EntryMismatch, u"%1: %2"_s.arg(problemSlug(problem.type), problem.detail), problem.where};
}

Problem saidByServer(const Problem &problem)
{
    if (!isContradiction(problem))
        return problem;
    return {ProblemType::UnexpectedAnswer, u"The server answered: "_s + problem.toString()};
}

} // namespace enigm::client
