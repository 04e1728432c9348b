#include "views/words/ProblemText.h"

#include <QCoreApplication>

namespace enigm::views::words {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ProblemText", text);
}

struct Row
{
    const char *title;
    const char *sentence; ///< null: what is wrong is for engineers, and its detail is shown as it came
};

Row rowOf(ProblemType type)
{
    switch (type) {
    case ProblemType::MalformedJson:
        return {QT_TRANSLATE_NOOP("ProblemText", "The answer cannot be read"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "Something between this console and the control plane damaged the data. "
                                  "Try again; if it stays so, tell the operator of the control plane.")};
    case ProblemType::OutOfRange:
        return {QT_TRANSLATE_NOOP("ProblemText", "A value is not allowed"),
                QT_TRANSLATE_NOOP("ProblemText", "Correct the marked value and try again.")};
    case ProblemType::UnsafeText:
        return {QT_TRANSLATE_NOOP("ProblemText", "This text cannot be signed"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "Remove mark-up, line breaks and invisible or direction-changing characters.")};
    case ProblemType::DirectIdentifier:
        return {QT_TRANSLATE_NOOP("ProblemText", "This looks like a direct identifier"),
                QT_TRANSLATE_NOOP("ProblemText", "Texts in the log never hold numbers, addresses or names that point "
                                                 "at a person or a phone. Describe it in other words.")};
    case ProblemType::MalformedHandle:
        return {QT_TRANSLATE_NOOP("ProblemText", "This is not a device handle"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "Check the handle: its checksum does not fit, so a character is wrong or missing.")};
    case ProblemType::MalformedKey:
        return {QT_TRANSLATE_NOOP("ProblemText", "This key cannot be used"),
                QT_TRANSLATE_NOOP("ProblemText", "Use a P-256 operator key.")};
    case ProblemType::MalformedCertificate:
        return {QT_TRANSLATE_NOOP("ProblemText", "This certificate cannot be read"),
                QT_TRANSLATE_NOOP("ProblemText", "Choose another file.")};
    case ProblemType::UnsupportedVersion:
        return {QT_TRANSLATE_NOOP("ProblemText", "A newer version is needed"),
                QT_TRANSLATE_NOOP("ProblemText", "This was written by a newer version. Update this console.")};
    case ProblemType::TooLarge:
        return {QT_TRANSLATE_NOOP("ProblemText", "This is too large"),
                QT_TRANSLATE_NOOP("ProblemText", "Choose fewer devices or a smaller file.")};
    case ProblemType::NotFound:
        return {QT_TRANSLATE_NOOP("ProblemText", "It is not there"),
                QT_TRANSLATE_NOOP("ProblemText", "It may have been removed, or you may not know of it.")};
    case ProblemType::RequestTimeout:
        return {QT_TRANSLATE_NOOP("ProblemText", "The control plane did not answer in time"),
                QT_TRANSLATE_NOOP("ProblemText", "Nothing is lost. Try again.")};
    case ProblemType::PreconditionFailed:
        return {QT_TRANSLATE_NOOP("ProblemText", "It has changed meanwhile"),
                QT_TRANSLATE_NOOP("ProblemText", "Look at it again before you go on.")};
    case ProblemType::BadSignature:
        return {QT_TRANSLATE_NOOP("ProblemText", "A signature does not verify"),
                QT_TRANSLATE_NOOP(
                    "ProblemText",
                    "What arrived was not signed as it claims. Do not act on it, and tell a security reviewer.")};
    case ProblemType::UnknownKey:
        return {QT_TRANSLATE_NOOP("ProblemText", "A signature is by an unknown key"),
                QT_TRANSLATE_NOOP("ProblemText", "The directory of this deployment does not hold the key. Do not act "
                                                 "on it, and tell a security reviewer.")};
    case ProblemType::KeyNotValid:
        return {QT_TRANSLATE_NOOP("ProblemText", "A key is not valid"),
                QT_TRANSLATE_NOOP("ProblemText", "The key was revoked, or was not yet added when it signed.")};
    case ProblemType::WrongDeployment:
        return {QT_TRANSLATE_NOOP("ProblemText", "This belongs to another deployment"),
                QT_TRANSLATE_NOOP("ProblemText", "Check which deployment you are connected to.")};
    case ProblemType::UnknownLogPosition:
        return {QT_TRANSLATE_NOOP("ProblemText", "The log never had this position"),
                QT_TRANSLATE_NOOP("ProblemText", "What was signed rests on a history that this log does not have. Do "
                                                 "not act on it, and tell a security reviewer.")};
    case ProblemType::BadInclusionProof:
        return {QT_TRANSLATE_NOOP("ProblemText", "The log does not hold this entry"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "The proof does not verify. Do not act on it, and tell a security reviewer.")};
    case ProblemType::BadConsistencyProof:
        return {QT_TRANSLATE_NOOP("ProblemText", "The log contradicts itself"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "The proof does not verify. Save the evidence and tell a security reviewer.")};
    case ProblemType::EntryMismatch:
        return {
            QT_TRANSLATE_NOOP("ProblemText", "The log holds something else"),
            QT_TRANSLATE_NOOP(
                "ProblemText",
                "What was shown is not what the log committed to. Do not act on it, and tell a security reviewer.")};
    case ProblemType::BodyMismatch:
        return {QT_TRANSLATE_NOOP("ProblemText", "A text is not the one that was signed"),
                QT_TRANSLATE_NOOP("ProblemText", "Do not act on it, and tell a security reviewer.")};
    case ProblemType::EvidenceIncomplete:
        return {
            QT_TRANSLATE_NOOP("ProblemText", "The evidence is incomplete"),
            QT_TRANSLATE_NOOP("ProblemText", "It leaves out something that it must hold. Ask for a complete bundle.")};
    case ProblemType::LogRewound:
        return {QT_TRANSLATE_NOOP("ProblemText", "The log is shorter than this console has seen"),
                QT_TRANSLATE_NOOP("ProblemText", "Entries were taken away, or an older copy was restored. Save the "
                                                 "evidence and tell every operator by another way.")};
    case ProblemType::LogForked:
        return {QT_TRANSLATE_NOOP("ProblemText", "The log contradicts what this console has seen"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "Two histories exist. Save the evidence and tell every operator by another way.")};
    case ProblemType::CosignaturesMissing:
        return {QT_TRANSLATE_NOOP("ProblemText", "Too few witnesses have co-signed"),
                QT_TRANSLATE_NOOP("ProblemText", "A device obeys this only once the witnesses that the founding asks "
                                                 "for have co-signed the logs. Look after the witnesses.")};
    case ProblemType::CosignaturesStale:
        return {QT_TRANSLATE_NOOP("ProblemText", "The witnesses' co-signatures are too old"),
                QT_TRANSLATE_NOOP("ProblemText", "A device obeys this only while the witnesses keep co-signing the "
                                                 "logs. Look after the witnesses, and after the clock of the device.")};
    case ProblemType::Unauthenticated:
        return {QT_TRANSLATE_NOOP("ProblemText", "You are not signed in"),
                QT_TRANSLATE_NOOP("ProblemText", "Sign in again.")};
    case ProblemType::InvalidDpopProof:
        return {QT_TRANSLATE_NOOP("ProblemText", "The request was not accepted"),
                QT_TRANSLATE_NOOP("ProblemText", "Check the clock of this machine, then sign in again.")};
    case ProblemType::DpopReplayed:
        return {QT_TRANSLATE_NOOP("ProblemText", "The request was not accepted"),
                QT_TRANSLATE_NOOP("ProblemText", "It had arrived before. Try again.")};
    case ProblemType::AssertionReplayed:
        return {QT_TRANSLATE_NOOP("ProblemText", "Signing in did not work"),
                QT_TRANSLATE_NOOP("ProblemText", "The same sign-in had arrived before. Try again.")};
    case ProblemType::InvalidAssertion:
        return {QT_TRANSLATE_NOOP("ProblemText", "Signing in did not work"),
                QT_TRANSLATE_NOOP("ProblemText", "Check the clock of this machine, then try again.")};
    case ProblemType::StepUpRequired:
        return {QT_TRANSLATE_NOOP("ProblemText", "Your PIN is needed"),
                QT_TRANSLATE_NOOP("ProblemText", "Enter your PIN to go on.")};
    case ProblemType::StepUpMismatch:
        return {QT_TRANSLATE_NOOP("ProblemText", "The PIN was given for something else"),
                QT_TRANSLATE_NOOP(
                    "ProblemText",
                    "Start again from what you want to sign. If you did nothing unusual, tell a security reviewer.")};
    case ProblemType::StepUpUsed:
        return {QT_TRANSLATE_NOOP("ProblemText", "The PIN entry is no longer valid"),
                QT_TRANSLATE_NOOP("ProblemText", "Enter your PIN again.")};
    case ProblemType::WrongPin:
        return {QT_TRANSLATE_NOOP("ProblemText", "The PIN was wrong"),
                QT_TRANSLATE_NOOP("ProblemText", "Enter it again.")};
    case ProblemType::PinLocked:
        return {QT_TRANSLATE_NOOP("ProblemText", "The PIN is locked"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "There were too many wrong attempts. Ask for another key of yours to be "
                                  "added. Once two others have approved it, sign in with that key and set "
                                  "a new PIN.")};
    case ProblemType::SessionEnded:
        return {QT_TRANSLATE_NOOP("ProblemText", "Your session has ended"),
                QT_TRANSLATE_NOOP("ProblemText", "Sign in again. Nothing that was signed is lost.")};
    case ProblemType::NotPermitted:
        return {QT_TRANSLATE_NOOP("ProblemText", "You may not do this"),
                QT_TRANSLATE_NOOP("ProblemText", "Your roles do not allow it.")};
    case ProblemType::OperatorUnknown:
        return {QT_TRANSLATE_NOOP("ProblemText", "This operator is not known"),
                QT_TRANSLATE_NOOP("ProblemText", "Check which deployment this key belongs to.")};
    case ProblemType::DeviceRefused:
        return {QT_TRANSLATE_NOOP("ProblemText", "The device is refused"),
                QT_TRANSLATE_NOOP("ProblemText", "It is not in a state in which it may do this.")};
    case ProblemType::EnrollmentRefused:
        return {QT_TRANSLATE_NOOP("ProblemText", "The enrolment is refused"),
                QT_TRANSLATE_NOOP("ProblemText", "Make a new enrolment token for the device.")};
    case ProblemType::CertificateRefused:
        return {QT_TRANSLATE_NOOP("ProblemText", "The certificate is refused"), nullptr};
    case ProblemType::UnknownAction:
        return {
            QT_TRANSLATE_NOOP("ProblemText", "This act is not known here"),
            QT_TRANSLATE_NOOP("ProblemText", "The control plane or this console is older than the other. Update it.")};
    case ProblemType::BelowFloor:
        return {QT_TRANSLATE_NOOP("ProblemText", "Too few people would sign"),
                QT_TRANSLATE_NOOP("ProblemText", "The rule asks for less than the least that this kind of act needs.")};
    case ProblemType::QuorumMissing:
        return {QT_TRANSLATE_NOOP("ProblemText", "Not enough people have signed"),
                QT_TRANSLATE_NOOP("ProblemText", "Wait for the others.")};
    case ProblemType::SelfApproval:
        return {QT_TRANSLATE_NOOP("ProblemText", "You asked for this yourself"),
                QT_TRANSLATE_NOOP("ProblemText", "Another person has to approve it.")};
    case ProblemType::SameInstallation:
        return {QT_TRANSLATE_NOOP("ProblemText", "It was asked for on this console"),
                QT_TRANSLATE_NOOP("ProblemText", "An approval has to come from another console installation.")};
    case ProblemType::RoleMissing:
        return {QT_TRANSLATE_NOOP("ProblemText", "Your role is not the one that is asked for"),
                QT_TRANSLATE_NOOP("ProblemText", "Someone with the role named in the review has to sign.")};
    case ProblemType::AlreadySigned:
        return {QT_TRANSLATE_NOOP("ProblemText", "You have signed this already"),
                QT_TRANSLATE_NOOP("ProblemText", "Someone else has to sign now.")};
    case ProblemType::Replayed:
        return {QT_TRANSLATE_NOOP("ProblemText", "This was received before"),
                QT_TRANSLATE_NOOP("ProblemText", "Nothing was done twice.")};
    case ProblemType::ChangeClosed:
        return {QT_TRANSLATE_NOOP("ProblemText", "This change is closed"),
                QT_TRANSLATE_NOOP("ProblemText", "It takes no more signatures.")};
    case ProblemType::ChangeExpired:
        return {QT_TRANSLATE_NOOP("ProblemText", "This change has expired"),
                QT_TRANSLATE_NOOP("ProblemText", "Ask for it again if it is still needed.")};
    case ProblemType::ClockOutOfRange:
        return {QT_TRANSLATE_NOOP("ProblemText", "A time is out of range"),
                QT_TRANSLATE_NOOP("ProblemText", "Check the clock of this machine, then try again.")};
    case ProblemType::TargetState:
        return {QT_TRANSLATE_NOOP("ProblemText", "A device is not in the right state"),
                QT_TRANSLATE_NOOP(
                    "ProblemText",
                    "Look at the devices again: one of them has changed, or this act is not allowed for it.")};
    case ProblemType::TargetMismatch:
        return {QT_TRANSLATE_NOOP("ProblemText", "The devices are not the ones that were signed"),
                QT_TRANSLATE_NOOP("ProblemText", "Do not act on it, and tell a security reviewer.")};
    case ProblemType::WrongDevice:
        return {QT_TRANSLATE_NOOP("ProblemText", "This is for another device"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "The device was sent what is not meant for it, and did nothing. Tell a "
                                  "security reviewer.")};
    case ProblemType::StaleCommand:
        return {QT_TRANSLATE_NOOP("ProblemText", "The device has obeyed a later command"),
                QT_TRANSLATE_NOOP("ProblemText", "What was executed before that is not done any more. Ask for a new "
                                                 "change if it is still needed.")};
    case ProblemType::Drifted:
        return {QT_TRANSLATE_NOOP("ProblemText", "Too much has changed since"),
                QT_TRANSLATE_NOOP("ProblemText", "Ask for it again with the devices as they are now.")};
    case ProblemType::WouldDeadlock:
        return {QT_TRANSLATE_NOOP("ProblemText", "Too few people would remain"),
                QT_TRANSLATE_NOOP(
                    "ProblemText",
                    "After this change nobody could satisfy the rules any more. Admit another person first.")};
    case ProblemType::RoleConflict:
        return {QT_TRANSLATE_NOOP("ProblemText", "These roles may not be held by one person"),
                QT_TRANSLATE_NOOP("ProblemText", "Choose other roles.")};
    case ProblemType::AlreadyExists:
        return {QT_TRANSLATE_NOOP("ProblemText", "It exists already"),
                QT_TRANSLATE_NOOP("ProblemText", "Choose another.")};
    case ProblemType::OwnKey:
        return {QT_TRANSLATE_NOOP("ProblemText", "This change removes your own key"),
                QT_TRANSLATE_NOOP("ProblemText", "Somebody else has to decide about it.")};
    case ProblemType::NotAcknowledged:
        return {QT_TRANSLATE_NOOP("ProblemText", "The device has not acknowledged yet"),
                QT_TRANSLATE_NOOP("ProblemText", "There is a record once the device has said that it obeyed.")};
    case ProblemType::AttestationRejected:
        return {QT_TRANSLATE_NOOP("ProblemText", "The attestation was rejected"),
                QT_TRANSLATE_NOOP("ProblemText", "The device could not prove what it is.")};
    case ProblemType::RateLimited:
        return {QT_TRANSLATE_NOOP("ProblemText", "Too many requests"),
                QT_TRANSLATE_NOOP("ProblemText", "Wait a moment, then try again.")};
    case ProblemType::LogUnavailable:
        return {
            QT_TRANSLATE_NOOP("ProblemText", "The log could not be written"),
            QT_TRANSLATE_NOOP("ProblemText",
                              "Nothing was done. Try again; if it stays so, tell the operator of the control plane.")};
    case ProblemType::StorageFull:
        return {QT_TRANSLATE_NOOP("ProblemText", "The control plane's disk is full"),
                QT_TRANSLATE_NOOP("ProblemText", "Nothing was done. Suspending, restricting and revoking your own key "
                                                 "still work. Tell the operator of the control plane.")};
    case ProblemType::Unavailable:
        return {QT_TRANSLATE_NOOP("ProblemText", "The control plane is not available"),
                QT_TRANSLATE_NOOP("ProblemText", "Nothing is lost. Try again in a moment.")};
    case ProblemType::Internal:
        return {QT_TRANSLATE_NOOP("ProblemText", "Something failed in the control plane"),
                QT_TRANSLATE_NOOP(
                    "ProblemText",
                    "Nothing is known to be lost. Try again; if it stays so, tell the operator of the control plane.")};
    case ProblemType::FileUnreadable:
        return {QT_TRANSLATE_NOOP("ProblemText", "The file cannot be used"),
                QT_TRANSLATE_NOOP("ProblemText", "Check that it exists and that you may read and write it.")};
    case ProblemType::UnexpectedAnswer:
        return {QT_TRANSLATE_NOOP("ProblemText", "The control plane answered something else"),
                QT_TRANSLATE_NOOP("ProblemText", "Try again; if it stays so, tell the operator of the control plane.")};
    case ProblemType::ConsoleTaken:
        return {QT_TRANSLATE_NOOP("ProblemText", "This console holds the key of another operator"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "Outside samples a console holds one operator, since signatures from one console "
                                  "never make a quorum. Add this key on a console of its own.")};
    case ProblemType::WrongPassphrase:
        return {QT_TRANSLATE_NOOP("ProblemText", "The passphrase was wrong"),
                QT_TRANSLATE_NOOP("ProblemText", "Enter it again.")};
    case ProblemType::WrongKey:
        return {QT_TRANSLATE_NOOP("ProblemText", "The token holds another key"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "It is not the key that this console knows of you. Nothing was signed with it. Check "
                                  "that it is your token; if it is, tell a security reviewer.")};
    case ProblemType::TokenUnavailable:
        return {QT_TRANSLATE_NOOP("ProblemText", "The hardware token cannot be used"),
                QT_TRANSLATE_NOOP("ProblemText", "Check that it is plugged in.")};
    case ProblemType::KeychainUnavailable:
        return {QT_TRANSLATE_NOOP("ProblemText", "No keychain is running"),
                QT_TRANSLATE_NOOP("ProblemText", "The key is kept in an encrypted file instead.")};
    case ProblemType::WrongServer:
        return {QT_TRANSLATE_NOOP("ProblemText", "This is not the server of your deployment"),
                QT_TRANSLATE_NOOP("ProblemText",
                                  "It presented another key, and nothing was sent to it. If the server was "
                                  "not moved, someone may be in between: tell a security reviewer.")};
    case ProblemType::Unreachable:
        return {QT_TRANSLATE_NOOP("ProblemText", "The control plane cannot be reached"),
                QT_TRANSLATE_NOOP("ProblemText", "Check the network. Nothing is lost.")};
    case ProblemType::Cancelled:
        return {QT_TRANSLATE_NOOP("ProblemText", "Nothing was done"),
                QT_TRANSLATE_NOOP("ProblemText", "You cancelled.")};
    case ProblemType::DuplicateMember:
    case ProblemType::NotCanonical:
    case ProblemType::MissingMember:
    case ProblemType::UnknownMember:
    case ProblemType::WrongType:
    case ProblemType::MalformedEncoding:
    case ProblemType::MalformedJws:
    case ProblemType::MalformedNote:
    case ProblemType::MalformedCheckpoint:
    case ProblemType::MissingHost:
    case ProblemType::MalformedRequest:
    case ProblemType::TargetTooLong:
    case ProblemType::HeadersTooLarge:
    case ProblemType::ExpectationFailed:
    case ProblemType::UnknownMethod:
    case ProblemType::UnsupportedHttpVersion:
    case ProblemType::UnsupportedMediaType:
    case ProblemType::MethodNotAllowed:
    case ProblemType::IdempotencyKeyMissing:
    case ProblemType::IdempotencyKeyReused:
    case ProblemType::UnknownSignatureLine:
    case ProblemType::WrongChange:
    case ProblemType::WrongClass:
        break;
    }
    return {QT_TRANSLATE_NOOP("ProblemText", "What arrived is not as it must be"), nullptr};
}

} // namespace

ProblemText problemText(const Problem &problem)
{
    const Row row = rowOf(problem.type);
    QString sentence = row.sentence ? translated(row.sentence) : problem.detail;
    if (!row.sentence && !problem.where.isEmpty())
        sentence += QStringLiteral(" (%1)").arg(problem.where);
    return {.title = translated(row.title), .sentence = sentence};
}

} // namespace enigm::views::words
