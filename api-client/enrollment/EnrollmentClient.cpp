#include "api-client/enrollment/EnrollmentClient.h"

#include "contract/changes/TargetSet.h"
#include "contract/enrollment/Members.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

Expected<EnrollmentProfile> readProfile(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    EnrollmentProfile profile{.id = reader.uuid("id"_L1),
                              .name = reader.text("name"_L1),
                              .uses = reader.integer("uses"_L1, 1),
                              .used = reader.integer("used"_L1),
                              .created = reader.integer("created"_L1),
                              .expires = reader.integer("expires"_L1),
                              .creator = reader.uuid("creator"_L1),
                              .leastLevel = reader.with("level"_L1, enrollment::parseLevelOrNull),
                              .keys = reader.integer("keys"_L1),
                              .replaces = reader.with("replaces"_L1, changes::parseConsoleHandleOrNull),
                              .revoked = reader.integerOrNull("revoked"_L1),
                              .group = reader.with("group"_L1, enrollment::parseIdOrNull)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return profile;
}

Expected<QUrl> readUrl(const json::Value &value, const QString &pointer)
{
    const QUrl url(value.kind() == json::Value::Kind::Text ? value.text() : QString(), QUrl::StrictMode);
    if (url.scheme() != "https"_L1 || url.host().isEmpty())
        return refuse(ProblemType::UnexpectedAnswer, u"This is not an https address."_s, pointer);
    return url;
}

json::Value bodyOf(const EnrollmentDraft &draft, const QByteArray &token)
{
    return json::Object{{"expires"_L1, draft.expires},
                        {"group"_L1, enrollment::valueOf(draft.group)},
                        {"keys"_L1, operators::valueOf(draft.keys)},
                        {"level"_L1, enrollment::valueOf(draft.leastLevel)},
                        {"name"_L1, draft.name},
                        {"replaces"_L1, enrollment::valueOf(draft.replaces)},
                        {"token"_L1, operators::valueOf(token)},
                        {"uses"_L1, draft.uses}};
}

Expected<EnrollmentProfile> profileOf(const Expected<ApiReply> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    const auto value = reply->json();
    return value ? readProfile(*value, {}) : std::unexpected(value.error());
}

// A client may be gone before its answer is here, and the session is not: what goes on after a reply asks the latter.
Task<Expected<EnrollmentProfilePage>> fetchProfiles(Session &session, QString after, int limit)
{
    ApiRequest request{.path = u"/v1/enrollment-profiles"_s};
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    const auto reply = co_await session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    EnrollmentProfilePage page;
    page.deviceUrl = reader.with("device_url"_L1, readUrl);
    page.items = reader.list("items"_L1, readProfile);
    page.next = reader.textOrNull("next"_L1);
    if (const auto done = reader.finish(); !done)
        co_return std::unexpected(done.error());
    co_return page;
}

Task<Expected<NewEnrollment>> makeEnrollment(Session &session, EnrollmentDraft draft)
{
    const auto page = co_await fetchProfiles(session, {}, 1);
    if (!page)
        co_return std::unexpected(page.error());
    QByteArray bytes = signing::randomBytes(enrollment::EnrollmentTicket::tokenSize);
    const deployment::DeploymentFile &deployment = session.deployment();
    enrollment::EnrollmentTicket ticket{.deployment = deployment.deployment,
                                        .tls = deployment.tlsDigest,
                                        .token = signing::Secret::taking(bytes),
                                        .deviceUrl = page->deviceUrl};
    ApiRequest request{.method = "POST"_ba,
                       .path = u"/v1/enrollment-profiles"_s,
                       .body = bodyOf(draft, enrollment::tokenDigest(ticket.token))};
    auto profile = profileOf(co_await session.send(std::move(request)));
    if (!profile)
        co_return std::unexpected(profile.error());
    co_return NewEnrollment{.profile = std::move(*profile), .ticket = std::move(ticket)};
}

} // namespace

EnrollmentClient::EnrollmentClient(Session &session)
    : m_session(session)
{}

Task<Expected<EnrollmentProfilePage>> EnrollmentClient::profiles(QString after, int limit)
{
    return fetchProfiles(m_session, std::move(after), limit);
}

Task<Expected<NewEnrollment>> EnrollmentClient::create(EnrollmentDraft draft)
{
    return makeEnrollment(m_session, std::move(draft));
}

Task<Expected<EnrollmentProfile>> EnrollmentClient::revoke(QString id)
{
    ApiRequest request{.method = "DELETE"_ba, .path = u"/v1/enrollment-profiles/"_s + id};
    auto profile = profileOf(co_await m_session.send(std::move(request)));
    co_return profile;
}

Task<Expected<enrollment::Enrollment>> EnrollmentClient::enrollment(fleet::DeviceHandle handle)
{
    ApiRequest request{.path = u"/v1/devices/%1/enrollment"_s.arg(handle.text())};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    auto enrollment = enrollment::Enrollment::fromJson(*value);
    if (enrollment && enrollment->handle != handle)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The answer is about another device."_s, u"/handle"_s);
    co_return enrollment;
}

} // namespace enigm::client
