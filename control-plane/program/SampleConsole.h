#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/TargetSet.h"
#include "contract/problems/Problem.h"
#include "control-plane/program/ControlPlane.h"
#include "control-plane/program/SampleOperator.h"

#include <QMap>
#include <QString>

#include <vector>

namespace enigm::controlplane::program {

/// What a sample operator asks for.
struct SampleChange
{
    QString action;
    enigm::changes::TargetSet targets = {};
    enigm::changes::Parameters parameters = enigm::changes::NoParameters{};
    QString reason;
    QMap<QString, QString> names = {}; ///< of an operator that it admits
};

/// Signs as the people of a sample do at their consoles, on the logs as they stand, and hands in what was signed. What
/// comes of it has gone through every check that a change of a real organisation goes through.
class SampleConsole
{
public:
    /// Borrows the control plane.
    explicit SampleConsole(ControlPlane &plane)
        : m_plane(plane)
    {}

    /// Asks, has each approver sign, and answers the record as the last one left it. QuorumMissing where it was not
    /// executed then, or what ChangeService refused.
    [[nodiscard]] Expected<enigm::changes::ChangeRecord> perform(const SampleOperator &requester, SampleChange change,
                                                                 const std::vector<const SampleOperator *> &approvers);

private:
    [[nodiscard]] Expected<enigm::changes::ChangeRecord> request(const SampleOperator &requester, SampleChange change);
    [[nodiscard]] Expected<enigm::changes::ChangeRecord> approve(const SampleOperator &approver,
                                                                 const enigm::changes::SignedChange &change);
    [[nodiscard]] log::LogHead governanceHead() const;
    [[nodiscard]] log::LogHead activityHead() const;

    ControlPlane &m_plane;
};

} // namespace enigm::controlplane::program
