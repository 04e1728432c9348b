#pragma once

#include "contract/reports/EffectOutcome.h"
#include "contract/time/Clock.h"
#include "simulator/device/Judgement.h"
#include "simulator/device/MemoryFile.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/wire/Exchange.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::simulator {

/// What became of one command.
struct CommandResult
{
    fleet::DeviceHandle handle;
    QString action;
    qint64 execution = 0;
    std::optional<reports::Acknowledgement> said; ///< nothing where the control plane gave no evidence
    std::optional<fleet::CommandState> state;     ///< what the control plane says that it is now
    std::optional<Problem> refusal;               ///< why the control plane took no answer, or gave no evidence
};

/// One device asks what it is to do, and does it: for each command, in their order, it fetches the evidence, checks it,
/// obeys, keeps what it is to keep, and acknowledges.
class CommandRound : public QObject
{
    Q_OBJECT

public:
    /// Borrows the clock.
    struct Setup
    {
        DeviceListener listener;
        QByteArray deployment;
        QString stateDirectory;
        Misbehaviour misbehaviour = Misbehaviour::None;
        const time::Clock &clock;
    };
    CommandRound(deployment::DeviceIdentity device, Setup setup, QObject *parent);

    void start();

Q_SIGNALS:
    void answered(const enigm::simulator::CommandResult &result);
    /// At the end: with the problem that ended the round before all was asked.
    void finished(const std::optional<enigm::Problem> &problem);

private:
    using Take = void (CommandRound::*)(const Reply &);

    void ask(Ask ask, Take take);
    void takeCommands(const Reply &reply);
    void beginNext();
    void takeEvidence(const Reply &reply);
    void takeNonce(const Reply &reply);
    void acknowledge();
    void takeAnswer(const Reply &reply);
    void conclude(const CommandResult &result);
    /// Whether the round can go on with this reply; a problem with it ends the command, or the round.
    [[nodiscard]] bool isUsable(const Reply &reply);
    [[nodiscard]] Expected<reports::EffectOutcome> sign(const QByteArray &nonce) const;
    [[nodiscard]] CommandResult resultNow() const;

    deployment::DeviceIdentity m_device;
    Setup m_setup;
    MemoryFile m_file;
    device::DeviceMemory m_memory;
    std::vector<OpenCommand> m_commands;
    std::size_t m_next = 0; ///< behind the command at hand
    std::optional<reports::Acknowledgement> m_said;
    QByteArray m_report;     ///< as it is handed in
    bool m_isReplay = false; ///< the report was handed in before
};

} // namespace enigm::simulator
