#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QCommandLineParser>

#include <memory>

namespace enigm::authority {

/// The options that say where the authority's key lies and where its PIN is to be read. A PIN on the command line would
/// be read by every process of the machine, so there is no option for it.
class KeyAccess
{
public:
    /// Adds them to this parser, which outlives this.
    explicit KeyAccess(QCommandLineParser &parser);

    /// The key of --key, open for as long as the signer lives. `isSample`: whether a key that lies in a file will do,
    /// which otherwise is refused (OutOfRange): the production authority's never lies in one. FileUnreadable, also for
    /// a file of the PIN that others than its owner may read; WrongPassphrase, TokenUnavailable.
    [[nodiscard]] Expected<std::unique_ptr<signing::Signer>> unlock(bool isSample) const;

private:
    [[nodiscard]] Expected<signing::Secret> pin() const;

    QCommandLineParser &m_parser;
};

} // namespace enigm::authority
