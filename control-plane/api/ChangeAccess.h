#pragma once

#include "control-plane/changes/ChangeReader.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>

namespace enigm::controlplane::api {

/// Who may read a change whole (its record, its log entries with their bodies, its evidence): security reviewers, who
/// asked for it, who signed it and who may sign it. What everybody may read of it is its line in a list.
class ChangeAccess
{
public:
    explicit ChangeAccess(identity::DirectoryView directory);

    /// Whether the caller may read every body of the log; it is no entry then, or reading the log would never end.
    [[nodiscard]] static bool readsAll(const identity::Caller &caller);

    [[nodiscard]] Expected<bool> mayRead(const identity::Caller &caller, const changes::KnownChange &change) const;
    /// `change` is the digest that entries carry. False for an unknown one, but for those who read all.
    [[nodiscard]] Expected<bool> mayRead(const identity::Caller &caller, const QByteArray &change,
                                         const store::Repositories &store) const;
    /// Whether the rules ask for a signature of the caller's roles.
    [[nodiscard]] Expected<bool> maySign(const identity::Caller &caller,
                                         const enigm::changes::ChangeRequest &request) const;

private:
    identity::DirectoryView m_directory;
};

} // namespace enigm::controlplane::api
