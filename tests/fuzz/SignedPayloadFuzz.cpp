#include "contract/changes/Approval.h"
#include "contract/changes/ChangeBodies.h"
#include "contract/changes/ChangeRecord.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Founding.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

/// What is read must be written as it was.
template <typename T>
void checkValue(const Expected<T> &read, const json::Value &value)
{
    if (read)
        require(json::canonical(read->toJson()) == json::canonical(value));
}

void checkBodies(const json::Value &value)
{
    for (const char *const action : {"change.requested", "change.approved", "change.rejected", "change.withdrawn",
                                     "change.executed", "change.expired", "change.failed"}) {
        const QString name = QString::fromLatin1(action);
        const auto body = changes::parseChangeBody(name, value);
        if (!body)
            continue;
        require(changes::entryAction(*body) == name);
        require(json::canonical(changes::toJson(*body)) == json::canonical(value));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto change = changes::SignedChange::parse(bytes))
        require(change->jws.compact() == bytes);
    (void)changes::SignedApproval::parse(bytes);
    (void)changes::SignedWithdrawal::parse(bytes);
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    checkValue(changes::ChangeRequest::fromJson(*value), *value);
    checkValue(changes::Approval::fromJson(*value), *value);
    checkValue(changes::Withdrawal::fromJson(*value), *value);
    checkValue(changes::ChangeRecord::fromJson(*value), *value);
    checkValue(operators::Founding::fromJson(*value), *value);
    checkBodies(*value);
    return 0;
}
