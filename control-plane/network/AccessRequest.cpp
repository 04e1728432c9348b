#include "control-plane/network/AccessRequest.h"

#include "contract/encoding/WordTable.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

namespace {

using enigm::fleet::DeviceHandle;
using json::Object;
using json::Value;

constexpr auto subjectName = "subject"_L1;
constexpr auto actionName = "action"_L1;
constexpr auto resourceName = "resource"_L1;
constexpr auto contextName = "context"_L1;
constexpr auto evaluationsName = "evaluations"_L1;

constexpr std::array semantics{
    encoding::WordRow{BatchSemantic::ExecuteAll, "execute_all"_L1},
    encoding::WordRow{BatchSemantic::DenyOnFirstDeny, "deny_on_first_deny"_L1},
    encoding::WordRow{BatchSemantic::PermitOnFirstPermit, "permit_on_first_permit"_L1},
};

/// The members of one JSON object, of which only those that are asked for matter.
class Members
{
public:
    Members(const Object &object, QString pointer)
        : m_object(object)
        , m_pointer(std::move(pointer))
    {}

    [[nodiscard]] Expected<QString> text(QLatin1StringView name) const
    {
        const Value *const value = m_object.find(name);
        if (!value)
            return missing(name);
        if (value->kind() != Value::Kind::Text)
            return wrong(name, u"A text is expected."_s);
        return value->text();
    }
    /// Null where there is none.
    [[nodiscard]] Expected<const Object *> objectOrNone(QLatin1StringView name) const
    {
        const Value *const value = m_object.find(name);
        if (!value)
            return nullptr;
        if (value->kind() != Value::Kind::Object)
            return wrong(name, u"An object is expected."_s);
        return &value->object();
    }
    [[nodiscard]] Expected<Members> members(QLatin1StringView name) const
    {
        const auto object = objectOrNone(name);
        if (!object)
            return std::unexpected(object.error());
        if (!*object)
            return missing(name);
        Members members(**object, m_pointer + u'/' + name);
        if (const auto properties = members.objectOrNone("properties"_L1); !properties)
            return std::unexpected(properties.error());
        return members;
    }

private:
    [[nodiscard]] std::unexpected<Problem> missing(QLatin1StringView name) const
    {
        return refuse(ProblemType::MissingMember, {}, m_pointer + u'/' + name);
    }
    [[nodiscard]] std::unexpected<Problem> wrong(QLatin1StringView name, const QString &detail) const
    {
        return refuse(ProblemType::WrongType, detail, m_pointer + u'/' + name);
    }

    const Object &m_object;
    QString m_pointer;
};

Expected<void> readEntity(const Members &request, QLatin1StringView name, QString &type, QString &id)
{
    const auto entity = request.members(name);
    if (!entity)
        return std::unexpected(entity.error());
    auto typeText = entity->text("type"_L1);
    if (!typeText)
        return std::unexpected(typeText.error());
    auto idText = entity->text("id"_L1);
    if (!idText)
        return std::unexpected(idText.error());
    type = std::move(*typeText);
    id = std::move(*idText);
    return {};
}

std::optional<DeviceHandle> deviceIn(const AccessRequest &request)
{
    if (request.subjectType != "device"_L1)
        return std::nullopt;
    auto handle = DeviceHandle::parse(request.subject);
    if (!handle || handle->audience() != enigm::fleet::HandleAudience::Network)
        return std::nullopt;
    return std::move(*handle);
}

Expected<AccessRequest> requestIn(const Object &object, const QString &pointer)
{
    const Members members(object, pointer);
    AccessRequest request;
    if (auto done = readEntity(members, subjectName, request.subjectType, request.subject); !done)
        return std::unexpected(done.error());
    if (auto done = readEntity(members, resourceName, request.resourceType, request.resource); !done)
        return std::unexpected(done.error());
    auto action = andThen(members.members(actionName), [](const Members &entity) { return entity.text("name"_L1); });
    if (!action)
        return std::unexpected(action.error());
    request.action = std::move(*action);
    request.device = deviceIn(request);
    const auto context = members.objectOrNone(contextName);
    if (!context)
        return std::unexpected(context.error());
    const Value *const path = *context ? (*context)->find("network_path"_L1) : nullptr;
    if (path)
        request.path = path->kind() == Value::Kind::Text ? path->text() : QString();
    return request;
}

Expected<const Object *> objectOf(const Value &value, const QString &pointer)
{
    if (value.kind() != Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"An object is expected."_s, pointer);
    return &value.object();
}

Expected<BatchSemantic> semanticIn(const Object &batch)
{
    const auto options = Members(batch, {}).objectOrNone("options"_L1);
    if (!options)
        return std::unexpected(options.error());
    const Value *const word = *options ? (*options)->find("evaluations_semantic"_L1) : nullptr;
    if (!word)
        return BatchSemantic::ExecuteAll;
    const auto semantic =
        word->kind() == Value::Kind::Text ? encoding::valueIn(semantics, word->text()) : std::optional<BatchSemantic>();
    if (!semantic)
        return refuse(ProblemType::OutOfRange,
                      u"execute_all, deny_on_first_deny or permit_on_first_permit is expected."_s,
                      u"/options/evaluations_semantic"_s);
    return *semantic;
}

/// The evaluation with what the batch says of all where it says nothing itself.
Object withDefaults(const Object &evaluation, const Object &batch)
{
    Object filled = evaluation;
    for (const auto name : {subjectName, actionName, resourceName, contextName}) {
        const Value *const value = evaluation.find(name) ? nullptr : batch.find(name);
        if (value)
            filled.insert(name, *value);
    }
    return filled;
}

} // namespace

Expected<AccessRequest> AccessRequest::parse(const json::Value &value)
{
    const auto object = objectOf(value, {});
    if (!object)
        return std::unexpected(object.error());
    return requestIn(**object, {});
}

Expected<AccessBatch> AccessBatch::parse(const json::Value &value)
{
    const auto object = objectOf(value, {});
    if (!object)
        return std::unexpected(object.error());
    const auto semantic = semanticIn(**object);
    if (!semantic)
        return std::unexpected(semantic.error());
    AccessBatch batch{.semantic = *semantic, .evaluations = {}};
    const Value *const list = (*object)->find(evaluationsName);
    if (list && list->kind() != Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A list is expected."_s, u'/' + evaluationsName);
    batch.isSingle = !list || list->array().empty();
    if (batch.isSingle) {
        auto request = requestIn(**object, {});
        if (!request)
            return std::unexpected(request.error());
        batch.evaluations.push_back(std::move(*request));
        return batch;
    }
    if (list->array().size() > mostEvaluations)
        return refuse(ProblemType::TooLarge, u"At most %1 evaluations are taken at once."_s.arg(mostEvaluations),
                      u'/' + evaluationsName);
    for (std::size_t i = 0; i < list->array().size(); ++i) {
        const QString pointer = u"/evaluations/%1"_s.arg(i);
        const auto evaluation = objectOf(list->array()[i], pointer);
        if (!evaluation)
            return std::unexpected(evaluation.error());
        auto request = requestIn(withDefaults(**evaluation, **object), pointer);
        if (!request)
            return std::unexpected(request.error());
        batch.evaluations.push_back(std::move(*request));
    }
    return batch;
}

} // namespace enigm::controlplane::network
