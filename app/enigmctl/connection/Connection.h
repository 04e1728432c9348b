#pragma once

#include "api-client/audit/FileCheckpointStore.h"
#include "api-client/audit/LogFollower.h"
#include "api-client/changes/ChangeClient.h"
#include "api-client/session/Session.h"
#include "app/enigmctl/command/Command.h"
#include "app/enigmctl/connection/TerminalPrompt.h"

#include <QMap>

#include <memory>

namespace enigm::ctl {

/// A signed-in session with one control plane, for one command.
class Connection
{
public:
    /// Reads deployment and operator file. WrongDeployment where the key belongs to another deployment, before anything
    /// is asked.
    [[nodiscard]] static std::expected<std::unique_ptr<Connection>, Failure> make(Context &context);
    /// Asks for what opens the key and signs in.
    [[nodiscard]] client::Task<std::expected<void, Failure>> open();
    /// Signs out. That it fails changes nothing for the person: the session ends by itself.
    [[nodiscard]] client::Task<void> close();

    /// Tells the person, whatever the command had to say, that a proof is broken, with the file that shows it, and that
    /// this program cannot remember what it saw.
    void tellOfLogs();

    [[nodiscard]] client::Session &session() { return m_session; }
    [[nodiscard]] client::LogFollower &follower() { return m_follower; }
    [[nodiscard]] client::CheckpointStore &checkpoints() { return m_checkpoints; }
    [[nodiscard]] client::ChangeClient &changes() { return m_changes; }
    /// Of the token that holds the operator key; empty where a passphrase opens it.
    [[nodiscard]] QString tokenLabel() const { return m_key->tokenLabel(); }

    /// Names beside ids, as the control plane gives them: labels, not facts.
    [[nodiscard]] client::Task<Expected<void>> loadNames();
    /// "Ada (0193…)"; the id alone where no name is known.
    [[nodiscard]] QString nameOf(const QString &operatorId) const;
    [[nodiscard]] const QMap<QString, QString> &names() const { return m_names; }

private:
    struct Given
    {
        deployment::DeploymentFile deployment;
        QString operatorId;
        std::shared_ptr<const signing::LockedKey> key;
        QString state; ///< folder
        QString installation;
    };
    Connection(Context &context, Given given);

    Terminal &m_terminal;
    QString m_state; ///< folder
    QString m_operatorId;
    std::shared_ptr<const signing::LockedKey> m_key;
    TerminalPrompt m_prompt;
    client::Session m_session;
    client::FileCheckpointStore m_checkpoints;
    client::LogFollower m_follower;
    client::ChangeClient m_changes;
    QMap<QString, QString> m_names;
};

} // namespace enigm::ctl
