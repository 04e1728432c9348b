#pragma once

#include "app/enigmctl/output/ExitCode.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <optional>

namespace enigm::ctl {

/// What a command has to say: the same for a person and for a script.
struct Answer
{
    json::Value document;               ///< printed with --json, in canonical form
    QString text;                       ///< printed without; lines, each ended by a newline
    ExitCode exit = ExitCode::Done;     ///< Refused or Incomplete for a verdict that is not a good one
    std::optional<QByteArray> raw = {}; ///< printed instead of either, byte by byte
};

/// Why a command did not answer.
struct Failure
{
    Failure(const Problem &what)
        : Failure(what, exitCodeOf(what.type))
    {}
    Failure(Problem what, ExitCode how)
        : problem(std::move(what))
        , exit(how)
    {}
    Problem problem;
    ExitCode exit;
};

using Result = std::expected<Answer, Failure>;

/// The command line asks for something that there is not; `where` names the option or argument.
[[nodiscard]] std::unexpected<Failure> misused(const QString &detail, const QString &where = {});

/// RFC 9457: {"detail","status","title","type","where"}; detail and where are left out where empty.
[[nodiscard]] json::Value problemDocument(const Problem &problem);

} // namespace enigm::ctl
