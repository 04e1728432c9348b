#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// What the server judged of a device's attestation; nothing in it identifies a phone or a person.
struct DeviceAttestation
{
    QString outcome = {};             ///< "verified", "not-evaluated" or a rejection of design section 3
    QByteArray facts = {};            ///< canonical JSON
    QString securityLevel = {};       ///< as the facts have it; empty where unknown
    std::optional<qint64> patch = {}; ///< patch level, such as 202611
    qint64 judged = 0;                ///< Unix seconds

    friend bool operator==(const DeviceAttestation &, const DeviceAttestation &) = default;
};

/// A device as stored.
struct DeviceRow
{
    enigm::fleet::DeviceHandle handle = {}; ///< the console's
    QString key = {};                       ///< RFC 7638 thumbprint of the attested key
    enigm::fleet::DeviceState state = enigm::fleet::DeviceState::PendingEnrollment;
    std::optional<QByteArray> certificate = {}; ///< SHA-256 of its TLS certificate's SubjectPublicKeyInfo
    DeviceAttestation attestation = {};
    qint64 enrolledAt = 0;               ///< Unix seconds
    std::optional<qint64> lastSeen = {}; ///< Unix seconds
    qint64 cursor = 0;                   ///< change cursor of its last change
    /// When it was last asked to attest again, where it has not done so since.
    std::optional<qint64> attestationAsked = {};

    friend bool operator==(const DeviceRow &, const DeviceRow &) = default;
};

/// Which devices are asked for; an empty member asks for all.
struct DeviceFilter
{
    std::vector<enigm::fleet::DeviceState> states = {};
    QString handlePrefix = {}; ///< as stored: lower case, without spaces
    QString handlePart = {};   ///< anywhere in the handle; passes over every handle of the prefix
};

/// The fleet.
class DeviceStore
{
public:
    explicit DeviceStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for a handle or certificate that is known.
    [[nodiscard]] Expected<void> insert(const DeviceRow &device);
    [[nodiscard]] Expected<void> insert(std::span<const DeviceRow> devices);
    // NotFound for an unknown handle.
    [[nodiscard]] Expected<void> setState(const enigm::fleet::DeviceHandle &handle, enigm::fleet::DeviceState state,
                                          qint64 cursor);
    [[nodiscard]] Expected<void> setCertificate(const enigm::fleet::DeviceHandle &handle,
                                                const std::optional<QByteArray> &certificate, qint64 cursor);
    /// Whatever it was asked for is answered by it.
    [[nodiscard]] Expected<void> setAttestation(const enigm::fleet::DeviceHandle &handle,
                                                const DeviceAttestation &attestation, qint64 cursor);
    /// The outcome alone: of what was judged then, it is another now.
    [[nodiscard]] Expected<void> setOutcome(const enigm::fleet::DeviceHandle &handle, const QString &outcome,
                                            const QByteArray &facts, qint64 cursor);
    [[nodiscard]] Expected<void> setAttestationAsked(const enigm::fleet::DeviceHandle &handle, qint64 time,
                                                     qint64 cursor);
    /// Something that is kept elsewhere of it is another, such as a command.
    [[nodiscard]] Expected<void> touch(const enigm::fleet::DeviceHandle &handle, qint64 cursor);
    [[nodiscard]] Expected<void> setLastSeen(const enigm::fleet::DeviceHandle &handle, qint64 time, qint64 cursor);

    [[nodiscard]] Expected<std::optional<DeviceRow>> find(const enigm::fleet::DeviceHandle &handle) const;
    [[nodiscard]] Expected<std::optional<DeviceRow>> findByCertificate(const QByteArray &certificate) const;
    /// Every enrolment of an attested key, by handle.
    [[nodiscard]] Expected<std::vector<DeviceRow>> findByKey(const QString &thumbprint) const;
    /// At most `limit` devices behind the handle text `after` (empty: from the first), by handle.
    [[nodiscard]] Expected<std::vector<DeviceRow>> page(const DeviceFilter &filter, const QString &after,
                                                        int limit) const;
    /// At most `limit` devices beyond enrolment whose attestation has this outcome and was judged before `time`, oldest
    /// first.
    [[nodiscard]] Expected<std::vector<DeviceRow>> attestedBefore(qint64 time, const QString &outcome, int limit) const;
    /// At most `limit` devices that changed after `cursor`, in order of their cursors.
    [[nodiscard]] Expected<std::vector<DeviceRow>> changedSince(qint64 cursor, int limit) const;
    /// How many devices that the filter's handle lets through are in each state, whatever states it asks for; states
    /// without devices are absent.
    [[nodiscard]] Expected<std::map<enigm::fleet::DeviceState, qint64>>
    countByState(const DeviceFilter &filter = {}) const;

private:
    [[nodiscard]] Expected<std::vector<DeviceRow>> pageOf(std::optional<enigm::fleet::DeviceState> state,
                                                          const DeviceFilter &filter, const QString &after,
                                                          int limit) const;

    Connection &m_connection;
};

} // namespace enigm::controlplane::store
