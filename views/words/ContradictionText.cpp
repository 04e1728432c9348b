#include "views/words/ContradictionText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace enigm::views::words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ContradictionText)
};

/// Those whose own words speak of a contradiction and of nothing else.
constexpr std::array plain{ProblemType::BadSignature,       ProblemType::UnknownKey,
                           ProblemType::UnknownLogPosition, ProblemType::BadConsistencyProof,
                           ProblemType::EntryMismatch,      ProblemType::BadInclusionProof,
                           ProblemType::BodyMismatch,       ProblemType::LogRewound,
                           ProblemType::LogForked,          ProblemType::TargetMismatch};

} // namespace

ProblemText contradictionText(const Problem &problem)
{
    ProblemText text{.title = Words::tr("What was served breaks a signed rule"),
                     .sentence = Words::tr("The control plane shows what the rules of this deployment do not allow. "
                                           "Do not act on it, save the evidence and tell a security reviewer.")};
    if (std::ranges::find(plain, problem.type) != plain.end())
        text = problemText(problem);
    // What exactly is for whoever looks into it, and stays in the language of the logs.
    text.sentence = Words::tr("%1 Found: %2").arg(text.sentence, problem.toString());
    return text;
}

} // namespace enigm::views::words
