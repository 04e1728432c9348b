#pragma once

#include "api-client/session/StepUpPrompt.h"

namespace enigm::ctl {

class Terminal;

/// Asks for what opens the key, and then for the PIN: on the terminal, or as the next lines of the file descriptors
/// that were given.
class TerminalPrompt final : public client::StepUpPrompt
{
public:
    /// `terminal` outlives it.
    explicit TerminalPrompt(Terminal &terminal);

    [[nodiscard]] client::Task<Expected<client::StepUpAnswer>> ask(client::StepUpQuestion question) override;
    [[nodiscard]] bool isWithdrawn() const override { return false; }
    void finished() override {}

private:
    [[nodiscard]] Expected<void> introduce(const client::StepUpQuestion &question);

    Terminal &m_terminal;
};

} // namespace enigm::ctl
