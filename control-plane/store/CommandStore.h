#pragma once

#include "contract/fleet/CommandState.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A command: an executed change at one of the devices that it was applied to.
struct CommandRow
{
    enigm::fleet::DeviceHandle handle = {}; ///< the console's
    qint64 execution = 0;                   ///< index of the execution entry
    QString change = {};                    ///< its reference
    qint64 obeyBy = 0;                      ///< Unix seconds, as signed
    /// As last heard of; never Expired, which is a matter of the time (enigm::fleet::commandStateAt).
    enigm::fleet::CommandState state = enigm::fleet::CommandState::Queued;
    std::optional<qint64> delivered = {}; ///< when its evidence was first fetched
    std::optional<qint64> answered = {};  ///< when the device's last word was taken
    std::optional<QString> problem = {};  ///< slug of why the device refused
    qint64 refusals = 0;                  ///< how many times it has, as far as they were taken
    std::optional<qint64> entry = {};     ///< index of the activity entry that keeps that word
    qint64 cursor = 0;                    ///< change cursor of its last change

    // Of its change; not written from here.
    QByteArray digest = {}; ///< of the signed change
    QString action = {};
    qint64 queued = 0; ///< when it was executed

    friend bool operator==(const CommandRow &, const CommandRow &) = default;
};

/// What devices were told to do, and what became of it.
class CommandStore
{
public:
    explicit CommandStore(Connection &connection)
        : m_connection(connection)
    {}

    /// A new command, queued. AlreadyExists.
    [[nodiscard]] Expected<void> insert(const CommandRow &command);
    /// Where it is queued still; leaves every other command as it is.
    [[nodiscard]] Expected<void> setDelivered(const enigm::fleet::DeviceHandle &handle, qint64 execution, qint64 time,
                                              qint64 cursor);
    /// Ends what a device that was replaced has not answered: but for the execution that has replaced it, and for
    /// wipes, which are for whoever holds it now.
    [[nodiscard]] Expected<void> cancelStale(const enigm::fleet::DeviceHandle &handle, qint64 cursor);
    /// What the device has said; NotFound.
    [[nodiscard]] Expected<void> setAnswered(const CommandRow &command, qint64 cursor);

    [[nodiscard]] Expected<std::optional<CommandRow>> find(const enigm::fleet::DeviceHandle &handle,
                                                           qint64 execution) const;
    /// Every command of a device, in the order of their execution.
    [[nodiscard]] Expected<std::vector<CommandRow>> ofDevice(const enigm::fleet::DeviceHandle &handle) const;
    /// Every command that a change has sent, by handle.
    [[nodiscard]] Expected<std::vector<CommandRow>> ofChange(const QString &change) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
