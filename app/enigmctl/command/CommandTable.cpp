#include "app/enigmctl/attestation/AcceptanceCommands.h"
#include "app/enigmctl/attestation/InspectCommand.h"
#include "app/enigmctl/audit/AuditCommands.h"
#include "app/enigmctl/audit/AuditVerifyCommand.h"
#include "app/enigmctl/changes/ChangeCommands.h"
#include "app/enigmctl/command/Command.h"
#include "app/enigmctl/devices/DeviceCommands.h"
#include "app/enigmctl/devices/ResolveCommand.h"
#include "app/enigmctl/enrollment/EnrollmentCommands.h"
#include "app/enigmctl/evidence/EndOfLifeCommand.h"
#include "app/enigmctl/evidence/EvidenceVerifyCommand.h"
#include "app/enigmctl/feed/FeedCommand.h"
#include "app/enigmctl/founding/FoundSignCommand.h"
#include "app/enigmctl/groups/GroupCommands.h"
#include "app/enigmctl/keys/KeyCommands.h"
#include "app/enigmctl/network/PointCommands.h"
#include "app/enigmctl/operators/OperatorCommands.h"
#include "app/enigmctl/ota/ReleaseCommands.h"
#include "app/enigmctl/ota/RolloutCommands.h"
#include "app/enigmctl/ota/SigningCommands.h"
#include "app/enigmctl/ota/TufCommands.h"
#include "app/enigmctl/policies/DraftCommands.h"
#include "app/enigmctl/policies/PolicyChangeCommands.h"
#include "app/enigmctl/policies/PolicyCommands.h"
#include "app/enigmctl/session/PinCommand.h"
#include "app/enigmctl/witness/WitnessCommands.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using Options = std::vector<QLatin1StringView>;

const Options asking{"reason"_L1, "reference"_L1, "yes"_L1};
constexpr auto handles = "HANDLE... --reason TEXT"_L1;

Options askingAnd(Options more)
{
    more.insert(more.end(), asking.begin(), asking.end());
    return more;
}

Command deviceAct(QLatin1StringView name, QLatin1StringView summary, Options options = asking)
{
    return {name, handles, 1, Command::any, std::move(options), summary, &askForDevices};
}

std::vector<Command> deviceCommands()
{
    return {
        {"device list"_L1,
         "[--state STATE]..."_L1,
         0,
         0,
         {"state"_L1, "text"_L1, "group"_L1, "limit"_L1},
         "List devices"_L1,
         &listDevices},
        {"device show"_L1,
         "HANDLE"_L1,
         1,
         1,
         {},
         "Show a device, its attestation, posture and history"_L1,
         &showDevice},
        {"device timeline"_L1, "HANDLE"_L1, 1, 1, {"limit"_L1}, "Tell what happened to a device"_L1, &tellDevice},
        {"device attest"_L1,
         "HANDLE... | --group NAME"_L1,
         0,
         Command::any,
         {"group"_L1},
         "Ask devices to attest again; nobody signs it"_L1,
         &askForAttestation},
        deviceAct("device admit"_L1, "Ask that devices be admitted"_L1, askingAnd({"group"_L1, "no-group"_L1})),
        deviceAct("device deny"_L1, "Turn devices away that wait to be admitted, at once"_L1),
        deviceAct("device restrict"_L1, "Restrict devices, at once"_L1),
        deviceAct("device suspend"_L1, "Suspend devices, at once"_L1),
        deviceAct("device reactivate"_L1, "Ask that devices be reactivated"_L1, askingAnd({"to"_L1})),
        deviceAct("device revoke"_L1, "Ask that devices be revoked, for good"_L1),
        deviceAct("device replace"_L1, "Ask that devices be superseded by others, for good"_L1),
        deviceAct("device retire"_L1, "Ask that devices leave the fleet, for good"_L1),
        deviceAct("device wipe"_L1, "Ask that devices be told to erase everything"_L1),
        {"device end-of-life"_L1,
         "HANDLE"_L1,
         1,
         1,
         {"output"_L1},
         "Fetch the record of a device that has ended and has said so itself"_L1,
         &fetchEndOfLife},
        {"device resolve-handle"_L1, "HANDLE --epoch DAY --reason TEXT"_L1, 1, 1, askingAnd({"epoch"_L1}),
         "Ask which device network or intelligence knew by a handle"_L1, &askForHandle},
    };
}

std::vector<Command> enrollmentCommands()
{
    return {
        {"enrollment create"_L1,
         "--name NAME [--output FILE]"_L1,
         0,
         0,
         {"name"_L1, "uses"_L1, "days"_L1, "level"_L1, "group"_L1, "keys"_L1, "replaces"_L1, "output"_L1},
         "Make a ticket with which devices enrol"_L1,
         &createEnrollment},
        {"enrollment list"_L1, ""_L1, 0, 0, {}, "List enrolment profiles"_L1, &listEnrollments},
        {"enrollment revoke"_L1, "ID"_L1, 1, 1, {}, "Let nobody enrol with a profile any more"_L1, &revokeEnrollment},
    };
}

std::vector<Command> changeCommands()
{
    return {
        {"change list"_L1, "[--state STATE]..."_L1, 0, 0, {"state"_L1, "limit"_L1}, "List changes"_L1, &listChanges},
        {"change show"_L1, "REF"_L1, 1, 1, {}, "Show a change as it verifies here"_L1, &showChange},
        {"change results"_L1,
         "REF"_L1,
         1,
         1,
         {},
         "Show what became of an executed change at each device"_L1,
         &showResults},
        {"change approve"_L1, "REF"_L1, 1, 1, {"comment"_L1, "yes"_L1}, "Sign off a change"_L1, &approveChange},
        {"change reject"_L1, "REF"_L1, 1, 1, {"comment"_L1, "yes"_L1}, "Reject a change"_L1, &rejectChange},
        {"change withdraw"_L1, "REF"_L1, 1, 1, {"yes"_L1}, "Withdraw a change that you asked for"_L1, &withdrawChange},
        {"change cancel-all"_L1, "--reason TEXT"_L1, 0, 0, asking,
         "End every change that waits, at once, but those of people, keys and rules"_L1, &cancelAllChanges},
        {"change evidence"_L1,
         "REF"_L1,
         1,
         1,
         {"output"_L1},
         "Fetch the evidence of an executed change"_L1,
         &fetchEvidence},
    };
}

std::vector<Command> proofCommands()
{
    return {
        {"audit list"_L1,
         ""_L1,
         0,
         0,
         {"from"_L1, "limit"_L1},
         "List the latest entries of the trail, proven"_L1,
         &listAudit},
        {"audit export"_L1, "FILE"_L1, 1, 1, {}, "Export both logs to a file"_L1, &exportAudit},
        {"audit verify"_L1,
         "FILE"_L1,
         1,
         1,
         {"deployment-id"_L1, "witnessed"_L1},
         "Verify an exported log, offline"_L1,
         &verifyAuditFile},
        {"evidence verify"_L1,
         "FILE"_L1,
         1,
         1,
         {"deployment-id"_L1, "witnessed"_L1},
         "Verify an evidence bundle or an end-of-life record, offline"_L1,
         &verifyEvidenceFile},
        {"attestation show"_L1,
         "[--as-at SIZE]"_L1,
         0,
         0,
         {"as-at"_L1},
         "Show what attestations are judged by"_L1,
         &showAcceptance},
        {"attestation set"_L1, "--reason TEXT"_L1, 0, 0,
         askingAnd({"as-at"_L1, "roots"_L1, "add-roots"_L1, "drop-root"_L1, "boot-key"_L1, "no-boot-keys"_L1,
                    "level"_L1, "patch"_L1, "revocation"_L1, "no-revocation"_L1}),
         "Ask that attestations be judged by something else; what is not named stays"_L1, &setAcceptance},
        {"attestation inspect"_L1,
         "FILE..."_L1,
         1,
         Command::any,
         {"roots"_L1, "revocation"_L1, "at"_L1, "challenge"_L1, "lab"_L1, "boot-key"_L1, "level"_L1, "patch"_L1},
         "Judge attestation chains, offline; each FILE is one chain (PEM, DER, or a folder of DER files)"_L1,
         &inspectAttestations},
    };
}

std::vector<Command> operatorCommands()
{
    return {
        {"operator list"_L1, ""_L1, 0, 0, {}, "List operators, their roles and keys"_L1, &listOperators},
        {"operator admit"_L1, "--name NAME --role ROLE... --key FILE --reason TEXT"_L1, 0, 0,
         askingAnd({"name"_L1, "role"_L1, "key"_L1, "operator-id"_L1}), "Ask that a person be admitted"_L1,
         &admitOperator},
    };
}

std::vector<Command> keyCommands()
{
    return {
        {"key create"_L1,
         "OUT --name NAME"_L1,
         1,
         1,
         {"name"_L1, "operator-id"_L1, "deployment-id"_L1, "pkcs11-module"_L1, "pkcs11-token"_L1, "pkcs11-label"_L1},
         "Make an operator key, sealed by a passphrase or in a PKCS#11 token, offline"_L1,
         &createKey},
        {"key show"_L1, "FILE"_L1, 1, 1, {}, "Show what is public of an operator file, offline"_L1, &showKey},
        {"key assign"_L1,
         "FILE"_L1,
         1,
         1,
         {"deployment-id"_L1},
         "Give a key that was made before the founding to its deployment, offline"_L1,
         &assignKey},
        {"key add"_L1, "--key FILE --reason TEXT"_L1, 0, 0, askingAnd({"key"_L1, "operator-id"_L1}),
         "Ask that an operator get one more key"_L1, &addKey},
        {"key revoke"_L1, "THUMBPRINT --reason TEXT"_L1, 1, 1, askingAnd({"operator-id"_L1}),
         "Ask that a key be revoked; your own is revoked at once"_L1, &revokeKey},
    };
}

std::vector<Command> witnessCommands()
{
    return {
        {"witness list"_L1,
         ""_L1,
         0,
         0,
         {},
         "List the witnesses of the logs, and how far they have come"_L1,
         &listWitnesses},
        {"witness create"_L1,
         "NAME [FILE]"_L1,
         1,
         2,
         {"deployment-id"_L1},
         "Make a witness key in your keychain, or sealed in FILE, offline"_L1,
         &createWitnessKey},
        {"witness show"_L1,
         "[FILE]"_L1,
         0,
         1,
         {"deployment-id"_L1},
         "Show what is public of the witness key in your keychain, or in FILE, offline"_L1,
         &showWitnessKey},
        {"witness cosign"_L1,
         "[FILE]... [--once]"_L1,
         0,
         Command::any,
         {"once"_L1},
         "Co-sign the logs every minute, by the witness key in your keychain, or those in FILEs"_L1,
         &cosignLogs},
        {"witness add"_L1, "NAME VKEY | NAME --key FILE"_L1, 1, 2, askingAnd({"key"_L1, "stand-in"_L1}),
         "Ask that a witness be added"_L1, &addWitness},
        {"witness remove"_L1, "NAME --reason TEXT"_L1, 1, 1, asking, "Ask that a witness be removed"_L1,
         &removeWitness},
    };
}

std::vector<Command> groupCommands()
{
    const Options defining = askingAnd({"device"_L1, "state"_L1, "attestation"_L1, "security-level"_L1, "patch-from"_L1,
                                        "patch-to"_L1, "simulated"_L1});
    Options changing = defining;
    changing.insert(changing.end(), {"name"_L1, "drop"_L1});
    return {
        {"group list"_L1, ""_L1, 0, 0, {}, "List groups of devices"_L1, &listGroups},
        {"group show"_L1, "GROUP"_L1, 1, 1, {}, "Show a group, by its id or its name"_L1, &showGroup},
        {"group create"_L1, "NAME --device HANDLE... --reason TEXT"_L1, 1, 1, defining,
         "Ask for a new group, of the devices given or of those with all of what is given"_L1, &createGroup},
        {"group change"_L1, "GROUP --reason TEXT"_L1, 1, 1, changing,
         "Ask that a group be called otherwise, list more or fewer devices, or follow another rule"_L1, &changeGroup},
        {"group remove"_L1, "GROUP --reason TEXT"_L1, 1, 1, asking, "Ask that a group be removed; its devices stay"_L1,
         &removeGroup},
    };
}

std::vector<Command> policyCommands()
{
    return {
        {"policy list"_L1, ""_L1, 0, 0, {}, "List policies, the version in force and for whom"_L1, &listPolicies},
        {"policy show"_L1,
         "POLICY"_L1,
         1,
         1,
         {},
         "Show a policy and its versions, by its id or its name"_L1,
         &showPolicy},
        {"policy version"_L1,
         "POLICY VERSION"_L1,
         2,
         2,
         {},
         "Show what a version of a policy says"_L1,
         &showPolicyVersion},
        {"policy analyse"_L1, "FILE [--policy POLICY] [--for GROUP... | --everyone | --nobody]"_L1, 1, 1,
         Options{"policy"_L1, "for"_L1, "everyone"_L1, "nobody"_L1},
         "Tell what nobody is likely to mean in a policy that is to be"_L1, &analysePolicy},
        {"policy decision"_L1, "HANDLE [--explain]"_L1, 1, 1,
         Options{"action"_L1, "resource"_L1, "network-path"_L1, "explain"_L1, "change"_L1},
         "Tell what a device may do, and why"_L1, &decideAboutDevice},
        {"policy-draft list"_L1, ""_L1, 0, 0, {}, "List policies that somebody is writing"_L1, &listDrafts},
        {"policy-draft get"_L1, "POLICY"_L1, 1, 1, {}, "Print the document of a draft"_L1, &getDraft},
        {"policy-draft put"_L1, "FILE [--policy POLICY --revision N]"_L1, 1, 1, Options{"policy"_L1, "revision"_L1},
         "Save a draft"_L1, &putDraft},
        {"policy-draft drop"_L1, "POLICY"_L1, 1, 1, {}, "Drop a draft"_L1, &dropDraft},
        {"policy publish"_L1, "FILE [--policy POLICY] | --draft ID"_L1, 0, 1, askingAnd({"policy"_L1, "draft"_L1}),
         "Ask that a policy, or the next version of one, be put in force"_L1, &publishPolicy},
        {"policy assign"_L1, "POLICY --for GROUP... | --everyone | --nobody"_L1, 1, 1,
         askingAnd({"for"_L1, "everyone"_L1, "nobody"_L1}), "Ask that a policy be for these devices"_L1, &assignPolicy},
        {"policy roll-back"_L1, "POLICY VERSION"_L1, 2, 2, asking,
         "Ask that an earlier version of a policy be in force again"_L1, &rollBackPolicy},
    };
}

std::vector<Command> pointCommands()
{
    return {
        {"point list"_L1, {}, 0, 0, {}, "List enforcement points"_L1, &listPoints},
        {"point enroll"_L1, "NAME --path PATH --digest DIGEST --reason TEXT"_L1, 1, 1,
         askingAnd({"path"_L1, "digest"_L1}), "Ask that who holds a key may ask who may use a network path"_L1,
         &enrollPoint},
        {"point revoke"_L1, "POINT --reason TEXT"_L1, 1, 1, asking,
         "Ask that an enforcement point be refused, for good"_L1, &revokePoint},
    };
}

std::vector<Command> releaseCommands()
{
    return {
        {"release import"_L1, "FILE --release-version VERSION --build TEXT --for-build BUILD... | --resume RELEASE"_L1,
         1, 1,
         Options{"release-version"_L1, "build"_L1, "for-build"_L1, "rollback-index"_L1, "patch"_L1, "notes"_L1,
                 "resume"_L1},
         "Import a release: say what it is, and send its artifact"_L1, &importRelease},
        {"release list"_L1, ""_L1, 0, 0, {}, "List releases and how far each has come"_L1, &listReleases},
        {"release show"_L1,
         "RELEASE"_L1,
         1,
         1,
         {},
         "Show a release, its stages and who has signed it"_L1,
         &showRelease},
        {"release remove"_L1, "RELEASE"_L1, 1, 1, {}, "Remove a release that nobody has signed"_L1, &removeRelease},
        {"release sign-off"_L1, "RELEASE --authority AUTHORITY --reason TEXT"_L1, 1, 1, askingAnd({"authority"_L1}),
         "Ask that an authority may sign a release"_L1, &signOffRelease},
        {"release sign"_L1, "RELEASE --authority-key FILE"_L1, 1, 1, Options{"authority-key"_L1},
         "Sign the manifest of a release that was signed off, with the manifest authority's key"_L1, &signRelease},
        {"authority-key create"_L1, "OUT"_L1, 1, 1, Options{"pkcs11-module"_L1, "pkcs11-token"_L1, "pkcs11-label"_L1},
         "Make the key of a signing authority, in a token or sealed by a passphrase"_L1, &createAuthorityKey},
        {"update-keys show"_L1, ""_L1, 0, 0, {}, "Show the keys that releases are signed with"_L1, &showUpdateKeys},
        {"update-keys set"_L1, "--manifest-key FILE... --production-key FILE... --tuf-root FILE --reason TEXT"_L1, 0, 0,
         askingAnd({"manifest-key"_L1, "production-key"_L1, "tuf-root"_L1}),
         "Ask that releases be signed with other keys"_L1, &setUpdateKeys},
    };
}

std::vector<Command> rolloutCommands()
{
    return {
        {"rollout list"_L1, ""_L1, 0, 0, {}, "List rollouts"_L1, &listRollouts},
        {"rollout show"_L1, "ROLLOUT"_L1, 1, 1, {}, "Show how far a rollout is"_L1, &showRollout},
        {"rollout devices"_L1, "ROLLOUT [--group-number N] [--state STATE]"_L1, 1, 1,
         Options{"group-number"_L1, "state"_L1, "behind"_L1, "limit"_L1}, "List the devices of a rollout"_L1,
         &listRolloutDevices},
        {"rollout events"_L1, "ROLLOUT"_L1, 1, 1, Options{"limit"_L1},
         "List what happened to a rollout, newest first"_L1, &listRolloutEvents},
        {"rollout preview"_L1,
         "PLAN"_L1,
         1,
         1,
         {},
         "Tell how many devices the groups of a plan would have"_L1,
         &previewRollout},
        {"rollout members"_L1, "HANDLE... | --group GROUP"_L1, 0, Command::any, Options{"group"_L1},
         "Have the devices kept that a group of a plan is to name"_L1, &keepRolloutMembers},
        {"rollout start"_L1, "PLAN --release RELEASE --reason TEXT"_L1, 1, 1, askingAnd({"release"_L1, "obey-days"_L1}),
         "Ask that a release be offered to devices by a plan"_L1, &startRollout},
        {"rollout pause"_L1, "ROLLOUT --reason TEXT"_L1, 1, 1, asking, "Have a rollout offer nothing for a while"_L1,
         &pauseRollout},
        {"rollout halt"_L1, "ROLLOUT --reason TEXT"_L1, 1, 1, asking, "Stop a rollout because something is wrong"_L1,
         &haltRollout},
        {"rollout resume"_L1, "ROLLOUT --reason TEXT"_L1, 1, 1, asking, "Ask that a rollout go on as it stands now"_L1,
         &resumeRollout},
        {"rollout withdraw"_L1, "ROLLOUT --reason TEXT"_L1, 1, 1, asking, "End a rollout, for good"_L1,
         &withdrawRollout},
    };
}

std::vector<Command> repositoryCommands()
{
    return {
        {"tuf status"_L1, ""_L1, 0, 0, {}, "Show the update repository: its roles, and its roots"_L1, &showRepository},
        {"tuf pending"_L1,
         ""_L1,
         0,
         0,
         {},
         "List what of the update repository waits for signatures"_L1,
         &listPendingRoles},
        {"tuf draft-root"_L1, "[FILE] --root-key FILE... [--threshold N] [--lifetime DAYS]"_L1, 0, 1,
         Options{"root-key"_L1, "threshold"_L1, "lifetime"_L1},
         "Have the next root composed, and write what is to be signed of it"_L1, &draftRoot},
        {"tuf sign"_L1, "ROLE --authority-key FILE"_L1, 1, 1, Options{"authority-key"_L1},
         "Sign what waits for a role, with a key of the manifest authority or of the root"_L1, &signRole},
        {"tuf publish"_L1, "RELEASE --channel CHANNEL"_L1, 1, 1, Options{"channel"_L1},
         "Have the next version of a channel composed, with a release that both authorities have signed"_L1,
         &publishRelease},
    };
}

std::vector<Command> otherCommands()
{
    return {
        {"pin set"_L1,
         ""_L1,
         0,
         0,
         {},
         "Set your PIN; --pin-fd reads the present one, where there is one, and then the new one"_L1,
         &setPin},
        {"found sign"_L1, "PAYLOAD"_L1, 1, 1, {}, "Sign a founding payload as a founder, offline"_L1, &signFounding},
        {"feed follow"_L1,
         "[--after CURSOR] [--once]"_L1,
         0,
         0,
         {"after"_L1, "once"_L1},
         "Print what changes, until interrupted or after one line"_L1,
         &followFeed},
    };
}

std::vector<Command> makeTable()
{
    std::vector<Command> table;
    for (const auto &family :
         {deviceCommands(), enrollmentCommands(), groupCommands(), policyCommands(), pointCommands(), releaseCommands(),
          repositoryCommands(), rolloutCommands(), changeCommands(), proofCommands(), operatorCommands(), keyCommands(),
          witnessCommands(), otherCommands()})
        table.insert(table.end(), family.begin(), family.end());
    return table;
}

} // namespace

std::span<const Command> allCommands()
{
    static const std::vector<Command> table = makeTable();
    return table;
}

} // namespace enigm::ctl
