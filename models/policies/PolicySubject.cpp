#include "models/policies/PolicySubject.h"

#include "models/policies/PolicyQuestions.h"

#include <utility>

namespace enigm::models::policies {

policy::PolicySet PolicySubject::with(policy::PolicyDocument changed) const
{
    return withPolicy(
        policies,
        {.policy = {.policy = policy, .version = inForce ? inForce->version + 1 : 1, .document = std::move(changed)},
         .groups = assigned});
}

} // namespace enigm::models::policies
