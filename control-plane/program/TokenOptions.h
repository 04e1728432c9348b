#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/program/KeyToken.h"

#include <QCommandLineParser>

#include <optional>

namespace enigm::controlplane::program {

/// The options that say in which token keys lie, and where its PIN is to be read. A PIN on the command line would be
/// read by every process of the machine, so there is no option for it.
class TokenOptions
{
public:
    /// Adds them to this parser, which outlives this.
    explicit TokenOptions(QCommandLineParser &parser);

    /// What they say once the parser has parsed; nothing where none is given. OutOfRange where no PIN is named, or two
    /// are; FileUnreadable, also for a file of the PIN that others than its owner may read.
    [[nodiscard]] Expected<std::optional<KeyToken::Access>> access() const;

private:
    [[nodiscard]] Expected<signing::Secret> pin() const;

    QCommandLineParser &m_parser;
};

} // namespace enigm::controlplane::program
