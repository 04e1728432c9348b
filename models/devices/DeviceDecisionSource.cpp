#include "models/devices/DeviceDecisionSource.h"

#include "models/devices/DeviceDetailSource.h"

#include <algorithm>
#include <set>

namespace enigm::models::devices {

namespace {

using policy::DecisionAnswer;

/// But for reasons and times.
bool isSameDecision(const DecisionAnswer &left, const DecisionAnswer &right)
{
    return left.action == right.action && left.resource == right.resource && left.path == right.path &&
           left.effect == right.effect && left.category == right.category && left.obligations == right.obligations;
}

/// The policies that people have made and that reasons name.
std::set<QString> namedIn(const std::vector<DecisionAnswer> &answers)
{
    std::set<QString> ids;
    const auto add = [&ids](const std::optional<policy::RuleName> &name) {
        if (name && name->policy != policy::floorPolicy)
            ids.insert(name->policy);
    };
    for (const DecisionAnswer &answer : answers) {
        if (!answer.reasons)
            continue;
        add(answer.reasons->rule);
        add(answer.reasons->nearest);
    }
    return ids;
}

} // namespace

DeviceDecisionSource::DeviceDecisionSource(client::Session &session, DeviceDetailSource &detail, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
    , m_detail(detail)
{
    connect(&detail, &DeviceDetailSource::changed, this, &DeviceDecisionSource::follow);
}

bool DeviceDecisionSource::mayAskWhy(operators::Roles roles)
{
    return roles.hasAny({operators::Role::Administrator, operators::Role::SecurityReviewer});
}

void DeviceDecisionSource::follow()
{
    if (m_detail.handle() != m_handle) {
        m_handle = m_detail.handle();
        m_answers.reset();
        m_status.reset();
        ++m_question;
        dropReasons();
        Q_EMIT changed();
    }
    if (!m_detail.detail())
        return;
    m_status.begin();
    QCoro::connect(m_client.decisions(m_handle), this,
                   [this, question = ++m_question](Expected<client::DeviceDecisions> answer) {
                       take(question, std::move(answer));
                   });
}

void DeviceDecisionSource::dropReasons()
{
    ++m_reasonQuestion;
    m_reasons = Reasons::NotAsked;
    m_policies.clear();
    m_reasonsProblem.reset();
}

void DeviceDecisionSource::take(int question, Expected<client::DeviceDecisions> answer)
{
    if (question != m_question)
        return;
    if (!answer) {
        if (session::SyncStatus::isRefusal(answer.error())) {
            m_answers.reset();
            dropReasons();
        }
        m_status.fail(answer.error());
    } else {
        // What was told of why still holds where nothing but the time is another.
        if (!m_answers || !std::ranges::equal(*m_answers, answer->answers, isSameDecision)) {
            m_answers = std::move(answer->answers);
            dropReasons();
        }
        m_status.succeed(m_session.now());
    }
    Q_EMIT changed();
}

void DeviceDecisionSource::askWhy()
{
    if (m_handle.isNull() || m_reasons == Reasons::Asked)
        return;
    m_reasons = Reasons::Asked;
    m_reasonsProblem.reset();
    QCoro::connect(explain(m_client, m_handle), this,
                   [this, question = ++m_reasonQuestion](Expected<Explained> answer) {
                       takeReasons(question, std::move(answer));
                   });
    Q_EMIT changed();
}

void DeviceDecisionSource::takeReasons(int question, Expected<Explained> answer)
{
    if (question != m_reasonQuestion)
        return;
    if (answer) {
        m_reasons = Reasons::Told;
        m_answers = std::move(answer->answers);
        m_policies = std::move(answer->policies);
    } else {
        m_reasons = Reasons::NotAsked;
        m_reasonsProblem = answer.error();
    }
    Q_EMIT changed();
}

client::Task<Expected<DeviceDecisionSource::Explained>> DeviceDecisionSource::explain(client::PolicyClient client,
                                                                                      fleet::DeviceHandle device)
{
    auto decisions = co_await client.decisions(device, client::AskWhy());
    if (!decisions)
        co_return std::unexpected(decisions.error());
    Explained explained;
    for (const QString &id : namedIn(decisions->answers)) {
        const auto detail = co_await client.policy(id);
        if (!detail)
            co_return std::unexpected(detail.error());
        auto version = co_await client.version(id, detail->policy.version, detail->policy.digest);
        if (!version)
            co_return std::unexpected(version.error());
        explained.policies.emplace(id, std::move(version->document));
    }
    explained.answers = std::move(decisions->answers);
    co_return explained;
}

} // namespace enigm::models::devices
