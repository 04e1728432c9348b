#pragma once

#include "contract/ota/tuf/RepositoryStatus.h"
#include "control-plane/ota/tuf/RepositoryReader.h"
#include "control-plane/ota/tuf/TufRepository.h"

#include <QString>

#include <vector>

namespace enigm::test {

/// Acts of a release manager on the update repository, each waited for.
class RepositoryDesk
{
public:
    /// Borrows both.
    RepositoryDesk(controlplane::ota::TufRepository &repository, const controlplane::ota::RepositoryReader &reader,
                   QString operatorId);

    [[nodiscard]] Expected<void> draftRoot(const controlplane::ota::RootTerms &terms);
    [[nodiscard]] Expected<void> publish(const QString &channel, const QString &release);
    [[nodiscard]] Expected<void> sign(const ota::tuf::PendingRole &role, const signing::Signer &key);
    /// What waits for this role; NotFound where nothing does.
    [[nodiscard]] Expected<void> sign(const QString &role, const signing::Signer &key);
    [[nodiscard]] std::vector<ota::tuf::PendingRole> pending() const;
    /// What the repository does by itself, now.
    [[nodiscard]] Expected<void> review();

private:
    controlplane::ota::TufRepository &m_repository;
    const controlplane::ota::RepositoryReader &m_reader;
    const QString m_operator;
};

} // namespace enigm::test
