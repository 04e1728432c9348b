#include "app/enigmctl/command/Option.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using enum Option::Scope;
using enum Option::Times;

constexpr auto options = std::to_array<Option>({
    {"deployment"_L1, "FILE"_L1, "the deployment.json that you were given"_L1, Everywhere, Once},
    {"operator"_L1, "FILE"_L1, "your operator file, with your sealed key or the token that holds it"_L1, Everywhere,
     Once},
    {"json"_L1, {}, "answer with one JSON document on standard output"_L1, Everywhere, Once},
    {"pin-fd"_L1, "N"_L1, "read the PIN as lines from this file descriptor, not from the terminal"_L1, Everywhere,
     Once},
    {"passphrase-fd"_L1, "N"_L1,
     "read what opens the key, its passphrase or the PIN of its token, as lines from this file descriptor"_L1,
     Everywhere, Once},
    {"help"_L1, {}, "say how a command is used"_L1, Everywhere, Once},
    {"version"_L1, {}, "say which version this is"_L1, Everywhere, Once},
    {"action"_L1, "ACTION"_L1, "what a device would do, such as connect"_L1, Named, Once},
    {"add-roots"_L1, "FILE"_L1, "further attestation roots: PEM, or a JSON array of PEM texts"_L1, Named, Once},
    {"after"_L1, "CURSOR"_L1, "begin with what has changed since this cursor of the feed"_L1, Named, Once},
    {"as-at"_L1, "SIZE"_L1, "as it was at this size of the governance log"_L1, Named, Once},
    {"at"_L1, "TIME"_L1, "the instant to judge at: ISO 8601 or Unix seconds; now"_L1, Named, Once},
    {"attestation"_L1, "OUTCOME"_L1, "only those of this attestation outcome"_L1, Named, Any},
    {"authority"_L1, "AUTHORITY"_L1, "the authority that is to sign: manifest or production"_L1, Named, Once},
    {"authority-key"_L1, "FILE"_L1, "the key of the manifest authority, as 'authority-key create' wrote it"_L1, Named,
     Once},
    {"behind"_L1, "HANDLE"_L1, "only those behind this device"_L1, Named, Once},
    {"boot-key"_L1, "HEX"_L1, "a verified-boot key with which a self-signed system is accepted"_L1, Named, Any},
    {"build"_L1, "TEXT"_L1, "what made the artifact, such as the name of a build"_L1, Named, Once},
    {"challenge"_L1, "HEX|chain"_L1, "the challenge that was given; the chain's own, which is then not compared"_L1,
     Named, Once},
    {"change"_L1, "REFERENCE"_L1, "the change in whose review it is asked"_L1, Named, Once},
    {"channel"_L1, "CHANNEL"_L1, "of the update repository: validation, limited, stable or security"_L1, Named, Once},
    {"comment"_L1, "TEXT"_L1, "goes with the decision"_L1, Named, Once},
    {"days"_L1, "N"_L1, "for how many days: 1 (default) to 90"_L1, Named, Once},
    {"deployment-id"_L1, "ID"_L1, "the deployment, as 43 characters of base64url, instead of its file"_L1, Named, Once},
    {"device"_L1, "HANDLE"_L1, "a device that the group lists"_L1, Named, Any},
    {"draft"_L1, "ID"_L1, "the draft of a policy that was saved, by the id of the policy"_L1, Named, Once},
    {"drop"_L1, "HANDLE"_L1, "a device that the group no longer lists"_L1, Named, Any},
    {"drop-root"_L1, "DIGEST"_L1, "an attestation root that is accepted no longer, by its digest"_L1, Named, Any},
    {"everyone"_L1, {}, "for every device"_L1, Named, Once},
    {"epoch"_L1, "DAY|N"_L1, "when the handle was seen: a day of UTC, or the number of an epoch"_L1, Named, Once},
    {"explain"_L1, {}, "with the reasons, which is recorded"_L1, Named, Once},
    {"for"_L1, "GROUP"_L1, "a group that the policy is for, by its id or its name"_L1, Named, Any},
    {"for-build"_L1, "BUILD"_L1, "a build of devices that may take the release"_L1, Named, Any},
    {"from"_L1, "N"_L1, "the first entry to list"_L1, Named, Once},
    {"group"_L1, "GROUP"_L1, "a group of devices, by its id or its name"_L1, Named, Once},
    {"digest"_L1, "DIGEST"_L1, "of the key of an enforcement point, as 'enigm-gateway key create' prints it"_L1, Named,
     Once},
    {"obey-days"_L1, "N"_L1, "for how many days devices take the update: 1 to 180 (default 30)"_L1, Named, Once},
    {"release"_L1, "RELEASE"_L1, "a release, by its id"_L1, Named, Once},
    {"path"_L1, "PATH"_L1, "vpn-network, proxy-network or tor-gateway"_L1, Named, Once},
    {"key"_L1, "FILE"_L1, "a public key: a JWK, or what 'key show --json' printed"_L1, Named, Once},
    {"keys"_L1, "FILE"_L1, "keys of which the attestation must hold one: a SHA-256 of each on a line"_L1, Named, Once},
    {"lab"_L1, {}, "accept any boot state; for laboratories only"_L1, Named, Once},
    {"level"_L1, "LEVEL"_L1, "least security level: software, trusted-environment (default), strongbox"_L1, Named,
     Once},
    {"group-number"_L1, "N"_L1, "a group of a rollout, by its place in the plan, from 0"_L1, Named, Once},
    {"lifetime"_L1, "DAYS"_L1, "for how many days the root is believed: 30 to 730; 365"_L1, Named, Once},
    {"limit"_L1, "N"_L1, "list at most so many"_L1, Named, Once},
    {"manifest-key"_L1, "FILE"_L1,
     "a public key of the manifest authority: a JWK, or what 'authority-key create --json' printed"_L1, Named, Any},
    {"name"_L1, "NAME"_L1, "what a person, a group or an enrolment profile is called"_L1, Named, Once},
    {"network-path"_L1, "PATH"_L1, "the way that the device would come: vpn-network, proxy-network or tor-gateway"_L1,
     Named, Once},
    {"nobody"_L1, {}, "for no device"_L1, Named, Once},
    {"notes"_L1, "TEXT"_L1, "what a release brings, for people"_L1, Named, Once},
    {"no-boot-keys"_L1, {}, "accept no self-signed system"_L1, Named, Once},
    {"no-group"_L1, {}, "whatever the enrolment was for, let the devices join no group"_L1, Named, Once},
    {"no-revocation"_L1, {}, "go by no revocation list"_L1, Named, Once},
    {"once"_L1, {}, "do it once and end"_L1, Named, Once},
    {"operator-id"_L1, "ID"_L1, "an operator, by id"_L1, Named, Once},
    {"output"_L1, "FILE"_L1, "write there instead of to standard output"_L1, Named, Once},
    {"patch"_L1, "YYYYMM"_L1, "the oldest accepted system patch level, or that of a release"_L1, Named, Once},
    {"patch-from"_L1, "YYYYMM"_L1, "only those of this patch level or a later one"_L1, Named, Once},
    {"patch-to"_L1, "YYYYMM"_L1, "only those of this patch level or an earlier one"_L1, Named, Once},
    {"pkcs11-label"_L1, "LABEL"_L1, "the key's label in the token"_L1, Named, Once},
    {"pkcs11-module"_L1, "FILE"_L1, "the PKCS#11 module of the token, by its absolute path"_L1, Named, Once},
    {"pkcs11-token"_L1, "LABEL"_L1, "the label of the token"_L1, Named, Once},
    {"policy"_L1, "POLICY"_L1, "the policy of which it is the next version, by its id or its name"_L1, Named, Once},
    {"production-key"_L1, "FILE"_L1, "a public key of the production authority, the same"_L1, Named, Any},
    {"reason"_L1, "TEXT"_L1, "why, for those who decide and for the log"_L1, Named, Once},
    {"reference"_L1, "TEXT"_L1, "a ticket or case outside"_L1, Named, Once},
    {"release-version"_L1, "VERSION"_L1, "of the release, such as 2026.11.2"_L1, Named, Once},
    {"replaces"_L1, "HANDLE"_L1, "the replaced device whose place the new one takes"_L1, Named, Once},
    {"resource"_L1, "RESOURCE"_L1, "to what a device would do it, such as network-path"_L1, Named, Once},
    {"resume"_L1, "RELEASE"_L1, "go on with an import that was begun, by the id of the release"_L1, Named, Once},
    {"revocation"_L1, "FILE"_L1, "the list of revoked attestation certificates, as Google publishes it"_L1, Named,
     Once},
    {"revision"_L1, "N"_L1, "the revision of the draft that this one is based on; 0 (default) for none"_L1, Named,
     Once},
    {"rollback-index"_L1, "N"_L1, "of the release; a device never takes a lower one than it has"_L1, Named, Once},
    {"role"_L1, "ROLE"_L1, "administrator, approver, security-reviewer or release-manager"_L1, Named, Any},
    {"root-key"_L1, "FILE"_L1, "a key that signs the root and that no operator has: a JWK, or its locked file"_L1,
     Named, Any},
    {"roots"_L1, "FILE"_L1, "the accepted attestation roots: PEM, or a JSON array of PEM texts"_L1, Named, Once},
    {"security-level"_L1, "LEVEL"_L1, "only those whose key lives at this level"_L1, Named, Any},
    {"simulated"_L1, "yes|no"_L1, "only those that are simulated, or are not"_L1, Named, Once},
    {"stand-in"_L1, {}, "the witness is run by the deployment itself and never counts as independent"_L1, Named, Once},
    {"state"_L1, "STATE"_L1, "only those in this state"_L1, Named, Any},
    {"threshold"_L1, "N"_L1, "how many keys of the root have to sign: 2 (default) to 16"_L1, Named, Once},
    {"text"_L1, "TEXT"_L1, "only those that hold this text"_L1, Named, Once},
    {"to"_L1, "STATE"_L1, "trusted (default) or restricted"_L1, Named, Once},
    {"tuf-root"_L1, "FILE"_L1, "what 'tuf draft-root' has written of the root that is to be in force"_L1, Named, Once},
    {"uses"_L1, "N"_L1, "for how many devices: 1 (default) to 10000"_L1, Named, Once},
    {"witnessed"_L1,
     {},
     "exit with 5 unless as many witnesses as the founding asks for have co-signed"_L1,
     Named,
     Once},
    {"yes"_L1, {}, "do not ask before signing"_L1, Named, Once},
});

} // namespace

std::span<const Option> allOptions()
{
    return options;
}

const Option *findOption(QStringView name)
{
    const auto *const found =
        std::ranges::find_if(options, [name](const Option &option) { return option.name == name; });
    return found == options.end() ? nullptr : found;
}

} // namespace enigm::ctl
