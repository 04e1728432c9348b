#include "contract/json/JsonParser.h"
#include "control-plane/changes/Submissions.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What operators hand in: what was taken stands up to its own checks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = json::parse(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!value)
        return 0;
    namespace changes = controlplane::changes;
    if (const auto request = changes::RequestSubmission::fromJson(*value))
        require(request->check().has_value());
    if (const auto decision = changes::DecisionSubmission::fromJson(*value))
        require(decision->check().has_value());
    if (const auto withdrawal = changes::WithdrawalSubmission::fromJson(*value))
        require(!withdrawal->withdrawal.jws.compact().isEmpty());
    return 0;
}
