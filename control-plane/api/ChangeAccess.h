#pragma once

#include "control-plane/identity/Caller.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>

namespace enigm::controlplane::api {

/// Who may read the bodies of a change's log entries besides security reviewers: who asked for it, who signed it and
/// who may sign it.
class ChangeAccess
{
public:
    explicit ChangeAccess(identity::DirectoryView directory);

    /// `change` is the digest that entries carry. False for an unknown one.
    [[nodiscard]] Expected<bool> mayRead(const identity::Caller &caller, const QByteArray &change,
                                         const store::Repositories &store) const;

private:
    [[nodiscard]] Expected<bool> maySign(const identity::Caller &caller, const QByteArray &request) const;

    identity::DirectoryView m_directory;
};

} // namespace enigm::controlplane::api
