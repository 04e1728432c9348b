#include "api-client/wire/ServerProblem.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// The refusal of a server that means no good.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    for (const int status : {400, 401, 404, 429, 500, 503}) {
        const auto refusal = client::ServerProblem::of({.status = status, .headers = {}, .body = bytes.toByteArray()});
        require(!refusal.act || refusal.act->size() == 32);
        require(!refusal.attemptsLeft || *refusal.attemptsLeft >= 0);
        require(problemTypeOf(problemSlug(refusal.problem.type)) == refusal.problem.type);
    }
    return 0;
}
