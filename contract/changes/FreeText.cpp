#include "contract/changes/FreeText.h"

#include "contract/encoding/SafeText.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

constexpr qsizetype saltSize = 16;

Expected<void> checkText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return refuse(ProblemType::OutOfRange, u"The text is empty."_s);
    return encoding::checkFreeText(text);
}

} // namespace

Expected<FreeText> FreeText::make(const QString &text)
{
    if (auto safe = checkText(text); !safe)
        return std::unexpected(safe.error());
    return FreeText{.salt = signing::randomBytes(saltSize), .text = text};
}

Expected<FreeText> FreeText::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    FreeText result{.salt = reader.bytes("salt"_L1, saltSize), .text = reader.text("text"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto safe = checkText(result.text); !safe)
        return std::unexpected(safe.error().under(pointer + u"/text"_s));
    return result;
}

json::Value FreeText::toJson() const
{
    return json::Object{{"salt"_L1, operators::valueOf(salt)}, {"text"_L1, text}};
}

QByteArray FreeText::digest() const
{
    return signing::sha256(salt, text.toUtf8());
}

} // namespace enigm::changes
