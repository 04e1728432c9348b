#include "app/enigmctl/policies/DraftCommands.h"

#include "api-client/policies/PolicyClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/PolicyAnswerWords.h"
#include "app/enigmctl/policies/PolicyChangeCommands.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 mostRevision = std::numeric_limits<int>::max();

} // namespace

client::Task<Result> listDrafts(Context &, Connection &connection)
{
    client::PolicyClient client(connection.session());
    const auto drafts = co_await client.drafts();
    if (!drafts)
        co_return std::unexpected(Failure(drafts.error()));
    co_return describeDrafts(*drafts);
}

client::Task<Result> getDraft(Context &context, Connection &connection)
{
    client::PolicyClient client(connection.session());
    const auto draft = co_await client.draft(context.invocation.arguments().constFirst());
    if (!draft)
        co_return std::unexpected(Failure(draft.error()));
    Answer answer = describeDraft(*draft);
    if (!context.invocation.has("json"_L1))
        answer.raw = json::canonical(draft->document) + '\n';
    co_return answer;
}

client::Task<Result> putDraft(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto revision = line.number("revision"_L1, 0, mostRevision, 0);
    if (!revision)
        co_return std::unexpected(revision.error());
    const auto bytes = files::readFile(line.arguments().constFirst(), policy::PolicyDocument::maxBytes);
    if (!bytes)
        co_return std::unexpected(Failure(bytes.error(), ExitCode::Usage));
    auto document =
        json::parse(*bytes, {.depth = policy::PolicyDocument::maxDepth, .bytes = policy::PolicyDocument::maxBytes});
    if (!document)
        co_return std::unexpected(Failure(document.error(), ExitCode::Usage));
    QString id = encoding::makeUuid7(context.clock.nowMilliseconds());
    if (const auto named = line.value("policy"_L1)) {
        auto known = co_await policyIdOf(*named, connection);
        if (!known)
            co_return std::unexpected(known.error());
        id = std::move(*known);
    }
    client::PolicyClient client(connection.session());
    const auto draft = co_await client.saveDraft(id, std::move(*document), *revision);
    if (!draft)
        co_return std::unexpected(Failure(draft.error()));
    co_return describeDraft(*draft);
}

client::Task<Result> dropDraft(Context &context, Connection &connection)
{
    client::PolicyClient client(connection.session());
    const auto draft = co_await client.draft(context.invocation.arguments().constFirst());
    if (!draft)
        co_return std::unexpected(Failure(draft.error()));
    const auto dropped = co_await client.dropDraft(draft->id, draft->revision);
    if (!dropped)
        co_return std::unexpected(Failure(dropped.error()));
    co_return describeDraft(*draft);
}

} // namespace enigm::ctl
