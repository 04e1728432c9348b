#pragma once

#include "api-client/session/StepUpPrompt.h"

namespace enigm::ctl {

class Terminal;

/// Asks for the PIN on the terminal, or takes the next line of the file descriptor that was given.
class TerminalPrompt final : public client::StepUpPrompt
{
public:
    /// `terminal` outlives it.
    explicit TerminalPrompt(Terminal &terminal);

    [[nodiscard]] client::Task<Expected<signing::Secret>> askPin(client::StepUpQuestion question) override;
    void finished() override;

private:
    Terminal &m_terminal;
};

} // namespace enigm::ctl
