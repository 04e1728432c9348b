#include "contract/enrollment/Members.h"

#include "contract/encoding/Uuid.h"

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

Expected<std::optional<fleet::SecurityLevel>> parseLevelOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<fleet::SecurityLevel>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A security level is a word."_s, pointer);
    const auto level = fleet::securityLevelFromWord(value.text());
    if (!level)
        return refuse(ProblemType::OutOfRange, u"No security level is called so."_s, pointer);
    return level;
}

Expected<std::optional<QString>> parseIdOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<QString>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"An id is a text."_s, pointer);
    auto id = encoding::parseUuid7(value.text());
    if (!id)
        return std::unexpected(id.error().under(pointer));
    return std::optional(std::move(*id));
}

json::Value valueOf(const std::optional<fleet::DeviceHandle> &handle)
{
    return handle ? json::Value(handle->text()) : json::Value();
}

json::Value valueOf(const std::optional<fleet::SecurityLevel> &level)
{
    return level ? json::Value(QString(fleet::toWord(*level))) : json::Value();
}

json::Value valueOf(const std::optional<QString> &id)
{
    return id ? json::Value(*id) : json::Value();
}

} // namespace enigm::enrollment
