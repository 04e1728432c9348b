#include "control-plane/api/DecisionRoutes.h"

#include "contract/changes/ChangeRequest.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::policy::ActionCategory;
using enigm::policy::NetworkPath;

namespace {

constexpr operators::Roles readsReasons{operators::Role::Administrator, operators::Role::SecurityReviewer};

/// One word of a vocabulary, of a query parameter that must be there. MissingMember, OutOfRange.
template <typename FromWord>
auto requiredWord(const http::Query &query, const QString &name, FromWord fromWord)
    -> Expected<typename std::invoke_result_t<FromWord, QString>::value_type>
{
    const auto text = query.value(name);
    if (!text)
        return refuse(ProblemType::MissingMember, u"This query parameter is required."_s, name);
    const auto word = fromWord(*text);
    if (!word)
        return refuse(ProblemType::OutOfRange, u"The word is not known here."_s, name);
    return *word;
}

Expected<enigm::policy::Question> questionOf(const http::Query &query)
{
    const auto action = requiredWord(query, u"action"_s, enigm::policy::fromWord<ActionCategory>);
    if (!action)
        return std::unexpected(action.error());
    if (!enigm::policy::isAboutDevices(enigm::policy::kindOf(*action)))
        return refuse(ProblemType::OutOfRange, u"This is not what devices do."_s, u"action"_s);
    const auto resource = requiredWord(query, u"resource"_s, log::resourceOf);
    if (!resource)
        return std::unexpected(resource.error());
    if (!enigm::policy::bearsOn(*action, *resource))
        return refuse(ProblemType::OutOfRange, u"This is not done to such a resource."_s, u"resource"_s);
    enigm::policy::Question question{
        .action = *action, .resource = *resource, .actor = {enigm::policy::ActorCategory::Device}};
    if (query.value(u"network_path")) {
        const auto path = requiredWord(query, u"network_path"_s, enigm::policy::fromWord<NetworkPath>);
        if (!path)
            return std::unexpected(path.error());
        question.path = *path;
    }
    return question;
}

/// Whether the request asks for reasons. OutOfRange, MissingMember.
Expected<bool> asksWhy(const http::Query &query)
{
    const auto explain = query.value(u"explain");
    if (explain && *explain != u"true")
        return refuse(ProblemType::OutOfRange, u"Say true, or leave it out."_s, u"explain"_s);
    if (!explain && query.value(u"change"))
        return refuse(ProblemType::MissingMember, u"A change is named by those who ask why."_s, u"explain"_s);
    return explain.has_value();
}

} // namespace

DecisionRoutes::DecisionRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes DecisionRoutes::routes()
{
    return {
        {.method = "GET"_ba, .path = u"/v1/devices/{handle}/decision"_s, .handler = answering(&DecisionRoutes::decide)},
        {.method = "GET"_ba,
         .path = u"/v1/devices/{handle}/decisions"_s,
         .handler = answering(&DecisionRoutes::decideAll)}};
}

http::Handler DecisionRoutes::answering(Decide how) const
{
    return m_parts.guard.answering(
        [this, how](const http::Request &request, const identity::Caller &caller, http::Respond respond) {
            answer(request, caller, how, std::move(respond));
        });
}

void DecisionRoutes::answer(const http::Request &request, const identity::Caller &caller, Decide how,
                            http::Respond respond) const
{
    const auto asked = read(request, caller);
    if (!asked) {
        if (asked.error().type == ProblemType::NotPermitted)
            m_parts.refusals.countReading(asked.error().type);
        return respond(refusal(asked.error()));
    }
    const auto decided = (this->*how)(request, *asked);
    if (!decided)
        return respond(refusal(decided.error()));
    http::Response response = http::Response::json(*decided);
    if (!asked->isWhy)
        return respond(std::move(response));
    m_parts.readings.readDecision(caller, asked->device, asked->change, std::move(response), std::move(respond));
}

Expected<DecisionRoutes::Asked> DecisionRoutes::read(const http::Request &request, const identity::Caller &caller) const
{
    auto device = enigm::fleet::DeviceHandle::parse(request.parameter(u"handle"));
    if (!device)
        return std::unexpected(device.error());
    const http::Query &query = request.target.query;
    const auto isWhy = asksWhy(query);
    if (!isWhy)
        return std::unexpected(isWhy.error());
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->devices.find(*device);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s, device->text());
    Asked asked{.device = std::move(*device), .isWhy = *isWhy};
    if (!asked.isWhy)
        return asked;
    auto change = reviewed(query, caller, *reader->operator->());
    if (!change)
        return std::unexpected(change.error());
    asked.change = std::move(*change);
    return asked;
}

Expected<std::optional<QByteArray>> DecisionRoutes::reviewed(const http::Query &query, const identity::Caller &caller,
                                                             const store::Repositories &store) const
{
    const auto denied =
        refuse(ProblemType::NotPermitted,
               u"Why a device may do something is told to administrators and security reviewers, and to "
               "approvers while a change waits for them."_s);
    const auto reference = query.value(u"change");
    if (!reference)
        return caller.roles.hasAny(readsReasons) ? Expected<std::optional<QByteArray>>() : denied;
    const auto row = store.changes.find(*reference);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No change has this reference."_s, *reference);
    if (caller.roles.hasAny(readsReasons))
        return (*row)->digest;
    const bool isWaiting = (*row)->state == enigm::changes::ChangeState::Pending;
    if (!isWaiting || (*row)->requester == caller.operatorId || !caller.roles.has(operators::Role::Approver))
        return denied;
    const auto change = enigm::changes::SignedChange::parse((*row)->request);
    if (!change)
        return std::unexpected(change.error());
    const auto may = m_parts.access.maySign(caller, change->request);
    if (!may)
        return std::unexpected(may.error());
    return *may ? Expected<std::optional<QByteArray>>((*row)->digest) : denied;
}

Expected<json::Value> DecisionRoutes::decide(const http::Request &request, const Asked &asked) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"action", u"resource", u"network_path", u"explain", u"change"}); !known)
        return std::unexpected(known.error());
    const auto question = questionOf(query);
    if (!question)
        return std::unexpected(question.error());
    auto answer = m_parts.decisions.decide(asked.device, *question);
    if (!answer)
        return std::unexpected(answer.error());
    return policy::DecidedQuestion{.question = *question, .answer = std::move(*answer)}.toAnswer(asked.isWhy).toJson();
}

Expected<json::Value> DecisionRoutes::decideAll(const http::Request &request, const Asked &asked) const
{
    if (const auto known = request.target.query.only({u"explain", u"change"}); !known)
        return std::unexpected(known.error());
    const auto decided = m_parts.decisions.decideAll(asked.device);
    if (!decided)
        return std::unexpected(decided.error());
    json::Array items;
    for (const policy::DecidedQuestion &question : *decided)
        items.push_back(question.toAnswer(asked.isWhy).toJson());
    return json::Value(json::Object{{"items"_L1, std::move(items)}});
}

} // namespace enigm::controlplane::api
