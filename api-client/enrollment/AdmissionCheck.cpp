#include "api-client/enrollment/AdmissionCheck.h"

#include "api-client/enrollment/AttestationClient.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

AdmissionFinding judgeOne(const changes::TargetLeaf &target, const enrollment::Enrollment &enrollment,
                          const enrollment::AttestationGround &ground, qint64 now)
{
    AdmissionFinding finding{.target = target,
                             .verdict = enrollment::judgeEnrollment(enrollment, ground, now),
                             .problem = {},
                             .replaces = enrollment.replaces};
    if (finding.verdict->outcome != fleet::AttestationOutcome::Verified)
        finding.problem = Problem{ProblemType::AttestationRejected,
                                  u"Its attestation does not hold here: %1 (%2)."_s.arg(
                                      fleet::toWord(finding.verdict->outcome), fleet::toWord(finding.verdict->reason)),
                                  target.handle.text()};
    else if (finding.verdict->facts.thumbprint != target.key)
        finding.problem = Problem{ProblemType::TargetMismatch,
                                  u"Its attestation is of another key than the change names."_s, target.handle.text()};
    return finding;
}

} // namespace

Task<Expected<std::vector<AdmissionFinding>>> judgeAdmission(Session &session, changes::TargetSet targets,
                                                             operators::Directory directory, AdmissionProgress progress)
{
    const auto ground = co_await AttestationClient(session).ground(std::move(directory));
    if (!ground)
        co_return std::unexpected(ground.error());
    std::vector<AdmissionFinding> findings;
    const auto total = static_cast<qsizetype>(targets.leaves().size());
    for (const changes::TargetLeaf &target : targets.leaves()) {
        const auto enrollment = co_await EnrollmentClient(session).enrollment(target.handle);
        if (enrollment)
            findings.push_back(judgeOne(target, *enrollment, *ground, session.now()));
        else if (enrollment.error().type == ProblemType::NotFound)
            findings.push_back(
                {.target = target,
                 .verdict = {},
                 .problem = Problem{ProblemType::NotFound, u"No enrolment of it is kept."_s, target.handle.text()},
                 .replaces = {}});
        else
            co_return std::unexpected(enrollment.error());
        if (progress && !progress(static_cast<qsizetype>(findings.size()), total))
            co_return refuse(ProblemType::Cancelled);
    }
    co_return findings;
}

std::optional<Problem> obstacleOf(const std::vector<AdmissionFinding> &findings)
{
    const auto unsound = std::ranges::find_if(findings, [](const auto &finding) { return !finding.isSound(); });
    return unsound == findings.end() ? std::nullopt : unsound->problem;
}

} // namespace enigm::client
