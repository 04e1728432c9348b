#include "control-plane/enrollment/EnrollmentProfile.h"

#include "contract/changes/TargetSet.h"
#include "contract/encoding/SafeText.h"
#include "contract/enrollment/Members.h"
#include "contract/enrollment/ProfileTerms.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

namespace {

constexpr qsizetype digestSize = 32;

Expected<QString> parseName(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A name is text."_s, pointer);
    if (value.text().trimmed().isEmpty())
        return refuse(ProblemType::OutOfRange, u"A profile has a name."_s, pointer);
    if (const auto safe = encoding::checkFreeText(value.text(), enigm::enrollment::mostProfileName); !safe)
        return std::unexpected(safe.error().under(pointer));
    return value.text();
}

} // namespace

Expected<ProfileRequest> ProfileRequest::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    ProfileRequest request{.name = reader.with("name"_L1, parseName),
                           .token = reader.bytes("token"_L1, digestSize),
                           .uses = reader.integer("uses"_L1, 1, enigm::enrollment::mostProfileUses),
                           .expires = reader.integer("expires"_L1, 1),
                           .leastLevel = reader.with("level"_L1, enigm::enrollment::parseLevelOrNull),
                           .keys = reader.list("keys"_L1, operators::parseDigest),
                           .replaces = reader.with("replaces"_L1, enigm::changes::parseConsoleHandleOrNull),
                           .group = reader.with("group"_L1, enigm::enrollment::parseIdOrNull)};
    if (!reader.hasFailed() && request.keys.size() > enigm::enrollment::mostAnnouncedKeys)
        reader.fail({ProblemType::OutOfRange,
                     u"At most %1 keys are announced."_s.arg(enigm::enrollment::mostAnnouncedKeys),
                     reader.pointerTo("keys"_L1)});
    if (!reader.hasFailed() && request.replaces && request.uses != 1)
        reader.fail(
            {ProblemType::OutOfRange, u"One device takes the place of one device."_s, reader.pointerTo("uses"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return request;
}

json::Value toJson(const store::ProfileRow &profile)
{
    return json::Object{{"created"_L1, profile.created},
                        {"creator"_L1, profile.creator},
                        {"expires"_L1, profile.expires},
                        {"group"_L1, enigm::enrollment::valueOf(profile.group)},
                        {"id"_L1, profile.id},
                        {"keys"_L1, static_cast<qint64>(profile.keys.size())},
                        {"level"_L1, profile.leastLevel
                                         ? json::Value(QString(enigm::fleet::toWord(*profile.leastLevel)))
                                         : json::Value()},
                        {"name"_L1, profile.name},
                        {"replaces"_L1, enigm::enrollment::valueOf(profile.replaces)},
                        {"revoked"_L1, profile.revoked ? json::Value(*profile.revoked) : json::Value()},
                        {"used"_L1, profile.used},
                        {"uses"_L1, profile.uses}};
}

bool isOpen(const store::ProfileRow &profile, qint64 now)
{
    return !profile.revoked && now < profile.expires && profile.used < profile.uses;
}

} // namespace enigm::controlplane::enrollment
