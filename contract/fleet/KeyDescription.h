#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace enigm::fleet {

/// Where a key lives, in rising order of strength (KeyMint SecurityLevel).
enum class SecurityLevel { Software, TrustedEnvironment, StrongBox };

/// "software", "trusted-environment", "strongbox".
[[nodiscard]] QLatin1StringView toWord(SecurityLevel level);
[[nodiscard]] std::optional<SecurityLevel> securityLevelFromWord(QAnyStringView word);
[[nodiscard]] std::span<const SecurityLevel> allSecurityLevels();

/// What the boot loader says of the system it started (KeyMint VerifiedBootState).
enum class VerifiedBootState { Verified, SelfSigned, Unverified, Failed };

/// "verified", "self-signed", "unverified", "failed".
[[nodiscard]] QLatin1StringView toWord(VerifiedBootState state);

/// The measured start of the device.
struct RootOfTrust
{
    QByteArray verifiedBootKey; ///< as the device gives it: a digest of 32 bytes, a key, or empty
    bool deviceLocked = false;
    VerifiedBootState verifiedBootState = VerifiedBootState::Failed;
    QByteArray verifiedBootHash; ///< empty before version 3
};

/// Who asked the key store for the key, as the system (not the hardware) says.
struct AttestationApplication
{
    struct Package
    {
        QString name;
        quint64 version = 0;
    };
    std::vector<Package> packages;
    std::vector<QByteArray> signatureDigests;
};

/// Tags of an AuthorizationList that are read; the numbers are KeyMint's. Tags that name one device or person (serial,
/// IMEI, second IMEI, MEID) have no enumerator, because their values are never kept.
enum class AuthorizationTag {
    Purpose = 1,
    Algorithm = 2,
    KeySize = 3,
    BlockMode = 4,
    Digest = 5,
    Padding = 6,
    CallerNonce = 7,
    MinMacLength = 8,
    EcCurve = 10,
    RsaPublicExponent = 200,
    RsaOaepMgfDigest = 203,
    RollbackResistance = 303,
    EarlyBootOnly = 305,
    ActiveDateTime = 400,
    OriginationExpireDateTime = 401,
    UsageExpireDateTime = 402,
    UsageCountLimit = 405,
    NoAuthRequired = 503,
    UserAuthType = 504,
    AuthTimeout = 505,
    AllowWhileOnBody = 506,
    TrustedUserPresenceRequired = 507,
    TrustedConfirmationRequired = 508,
    UnlockedDeviceRequired = 509,
    AllApplications = 600,
    CreationDateTime = 701,
    Origin = 702,
    RollbackResistant = 703,
    OsVersion = 705,
    OsPatchLevel = 706,
    Brand = 710,
    Device = 711,
    Product = 712,
    Manufacturer = 716,
    Model = 717,
    VendorPatchLevel = 718,
    BootPatchLevel = 719,
    DeviceUniqueAttestation = 720,
    ModuleHash = 724,
};

/// The name under which the tag's value is shown and answered, such as "os_patch_level".
[[nodiscard]] QLatin1StringView toWord(AuthorizationTag tag);

/// What one side (hardware or software) enforces about a key.
struct AuthorizationList
{
    /// INTEGER tags have one number, SET OF INTEGER tags any count.
    std::map<AuthorizationTag, std::vector<quint64>> numbers;
    std::set<AuthorizationTag> flags;
    /// Make and model, shared by all devices of a model; bytes that are not printable ASCII read as "0x…".
    std::map<AuthorizationTag, QString> texts;
    std::map<AuthorizationTag, QByteArray> bytes;
    std::optional<RootOfTrust> rootOfTrust;
    std::optional<AttestationApplication> application;
    /// Whether a tag that names one device was there. Its value was skipped.
    bool carriedIdentifiers = false;
    /// Whether the tags ascend, as DER would have it; devices exist whose tags do not.
    bool tagsOrdered = true;

    /// The number of an INTEGER tag; nothing where it is missing.
    [[nodiscard]] std::optional<quint64> number(AuthorizationTag tag) const;
};

/// The extension 1.3.6.1.4.1.11129.2.1.17 of an attested key's certificate, schema versions 1 to 400.
struct KeyDescription
{
    int attestationVersion = 0;
    SecurityLevel attestationSecurityLevel = SecurityLevel::Software;
    quint64 keyMintVersion = 0;
    SecurityLevel keyMintSecurityLevel = SecurityLevel::Software;
    QByteArray challenge;
    AuthorizationList softwareEnforced;
    AuthorizationList hardwareEnforced;
    /// Whether the certificate named the device (serial, IMEI, MEID, unique id). Their values are not kept anywhere.
    bool carriedIdentifiers = false;

    /// Reads the extension's value. Strict DER within `mostBytes`; MalformedEncoding, UnsupportedVersion, OutOfRange,
    /// TooLarge. Unknown tags are skipped, repeated ones refused.
    [[nodiscard]] static Expected<KeyDescription> parse(QByteArrayView der);

    static constexpr qsizetype mostBytes = 16 * 1024;
    static constexpr int mostVersion = 400;
};

} // namespace enigm::fleet
