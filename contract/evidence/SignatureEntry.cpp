#include "contract/evidence/SignatureEntry.h"

#include "contract/json/ObjectReader.h"
#include "contract/log/EntryDescription.h"
#include "contract/ota/ProductionSignature.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using operators::SigningAuthority;

Expected<SigningAuthority> parseAuthority(const json::Value &value, const QString &pointer)
{
    const auto authority =
        value.kind() == json::Value::Kind::Text ? operators::signingAuthorityOf(value.text()) : std::nullopt;
    if (!authority)
        return refuse(ProblemType::OutOfRange, u"An authority is manifest or production."_s, pointer);
    return *authority;
}

/// The header of the entry: what the hardware module signs the control plane hands in itself.
log::ActivityEntry describe(const log::ActivityEntry &entry, SigningAuthority authority)
{
    log::ActivityEntry described;
    described.category = log::Category::SigningEvent;
    described.action = QString(SignatureEntry::action);
    described.resource = log::Resource::Release;
    described.actor = authority == SigningAuthority::Production ? u"control-plane"_s : entry.actor;
    described.change = entry.change;
    return described;
}

} // namespace

Expected<SignatureEntry> SignatureEntry::parse(const log::ActivityEntry &entry, const json::Value &body)
{
    json::ObjectReader reader(body, u"/body"_s);
    SignatureEntry said{.authority = reader.with("authority"_L1, parseAuthority),
                        .jws = reader.text("jws"_L1).toLatin1(),
                        .release = reader.uuid("release"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto same = log::checkDescription(entry, describe(entry, said.authority)); !same)
        return std::unexpected(same.error());
    return said;
}

Expected<signing::Jws> SignatureEntry::checkSignedOff(const changes::Parameters &signedOff,
                                                      const QByteArray &deployment) const
{
    const auto mismatch = [] {
        return refuse(ProblemType::BodyMismatch, u"Something else was signed than people let the authority sign."_s,
                      u"/body/jws"_s);
    };
    if (authority == SigningAuthority::Manifest) {
        auto made = ota::SignedManifest::parse(jws);
        if (!made)
            return std::unexpected(made.error().under(u"/body/jws"_s));
        const auto *const asked = std::get_if<changes::SignManifestParameters>(&signedOff);
        return asked && asked->manifest == made->manifest && made->manifest.release == release
                   ? Expected<signing::Jws>(std::move(made->jws))
                   : mismatch();
    }
    auto made = ota::SignedProduction::parse(jws);
    if (!made)
        return std::unexpected(made.error().under(u"/body/jws"_s));
    const auto *const asked = std::get_if<changes::SignProductionParameters>(&signedOff);
    return asked && asked->production(deployment) == made->production && made->production.release == release
               ? Expected<signing::Jws>(std::move(made->jws))
               : mismatch();
}

} // namespace enigm::evidence
