#include "contract/evidence/ReleaseLedger.h"

#include "contract/json/ObjectReader.h"
#include "contract/log/EntryDescription.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/ota/RolloutEntries.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using operators::SigningAuthority;
using ota::RolloutEventKind;

constexpr QByteArrayView signedAction = "release.signed";
constexpr QByteArrayView frozenAction = "rollout.frozen";

/// The body of a release.signed entry: {"authority","jws","release"}.
struct ReleaseSigned
{
    SigningAuthority authority = SigningAuthority::Manifest;
    QByteArray jws;
    QString release;
};

Expected<SigningAuthority> parseAuthority(const json::Value &value, const QString &pointer)
{
    const auto authority =
        value.kind() == json::Value::Kind::Text ? operators::signingAuthorityOf(value.text()) : std::nullopt;
    if (!authority)
        return refuse(ProblemType::OutOfRange, u"An authority is manifest or production."_s, pointer);
    return *authority;
}

Expected<ReleaseSigned> parseSigned(const json::Value &body)
{
    json::ObjectReader reader(body, u"/body"_s);
    ReleaseSigned said{.authority = reader.with("authority"_L1, parseAuthority),
                       .jws = reader.text("jws"_L1).toLatin1(),
                       .release = reader.uuid("release"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return said;
}

/// The signed bytes, where they say of the release what people let the authority sign.
Expected<signing::Jws> checkSignedOff(const ReleaseSigned &said, const changes::Parameters &signedOff)
{
    const auto mismatch = [] {
        return refuse(ProblemType::BodyMismatch, u"Something else was signed than people let the authority sign."_s,
                      u"/body/jws"_s);
    };
    if (said.authority == SigningAuthority::Manifest) {
        auto made = ota::SignedManifest::parse(said.jws);
        if (!made)
            return std::unexpected(made.error().under(u"/body/jws"_s));
        const auto *const asked = std::get_if<changes::SignManifestParameters>(&signedOff);
        return asked && asked->manifest == made->manifest && made->manifest.release == said.release
                   ? Expected<signing::Jws>(std::move(made->jws))
                   : mismatch();
    }
    auto made = ota::SignedProduction::parse(said.jws);
    if (!made)
        return std::unexpected(made.error().under(u"/body/jws"_s));
    const auto *const asked = std::get_if<changes::SignProductionParameters>(&signedOff);
    return asked && asked->production(made->production.deployment) == made->production &&
                   made->production.release == said.release
               ? Expected<signing::Jws>(std::move(made->jws))
               : mismatch();
}

} // namespace

ReleaseLedger::ReleaseLedger(const operators::Directory &directory)
    : m_directory(directory)
    , m_releases(directory.deploymentId())
{}

bool ReleaseLedger::isOwnEntry(QByteArrayView action)
{
    return action == signedAction || action == frozenAction ||
           ota::RolloutMove::kindOf(QString::fromLatin1(action)).has_value();
}

Expected<void> ReleaseLedger::apply(const changes::Parameters &parameters, const QByteArray &change, qint64 index)
{
    if (changes::releaseOf(parameters))
        m_signedOff.insert(change, parameters);
    if (const auto *const manifest = std::get_if<changes::SignManifestParameters>(&parameters))
        return m_releases.apply(*manifest);
    if (const auto *const production = std::get_if<changes::SignProductionParameters>(&parameters))
        return m_releases.apply(*production);
    return applyRollout(parameters, change, index);
}

Expected<void> ReleaseLedger::applyRollout(const changes::Parameters &parameters, const QByteArray &change,
                                           qint64 index)
{
    if (const auto *const started = std::get_if<changes::StartRolloutParameters>(&parameters)) {
        m_started.insert(change, started->rollout);
        if (!m_releases.isDark(started->release))
            return m_rollouts.apply(*started, m_releases.find(started->release), index);
        m_rollouts.forget(started->rollout);
        return {};
    }
    if (const auto *const resumed = std::get_if<changes::ResumeRolloutParameters>(&parameters))
        return m_rollouts.apply(*resumed, index);
    return std::visit(
        [this, index](const auto &each) -> Expected<void> {
            if constexpr (requires { each.leadsTo; })
                return m_rollouts.note(each.rollout, each.leadsTo, index);
            else
                return {};
        },
        parameters);
}

void ReleaseLedger::forget(log::Resource resource, const changes::Parameters *parameters)
{
    if (parameters) {
        if (const auto release = changes::releaseOf(*parameters))
            m_releases.forget(*release);
        if (const auto rollout = changes::rolloutOf(*parameters))
            m_rollouts.forget(*rollout);
    } else if (resource == log::Resource::Release) {
        m_releases.forgetAll();
    } else if (resource == log::Resource::Rollout) {
        m_rollouts.forgetAll();
    } else {
        return;
    }
    m_isAnyForgotten = true;
}

Expected<void> ReleaseLedger::take(const log::ActivityEntry &entry, const json::Value &body)
{
    if (!entry.change)
        return refuse(ProblemType::EntryMismatch, u"The entry does not say which change it follows from."_s,
                      u"/change"_s);
    if (entry.action == QLatin1StringView(signedAction))
        return takeSignature(entry, body);
    if (entry.action == QLatin1StringView(frozenAction))
        return takeFrozen(entry, body);
    return takeMove(entry, body);
}

Expected<void> ReleaseLedger::takeSignature(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto said = parseSigned(body);
    if (!said)
        return std::unexpected(said.error());
    const auto signedOff = m_signedOff.constFind(*entry.change);
    if (signedOff == m_signedOff.constEnd()) {
        if (!m_isAnyForgotten)
            return refuse(ProblemType::WrongChange, u"Nobody let an authority sign this by then."_s, u"/change"_s);
        ++m_unproven;
        return {};
    }
    const auto jws = checkSignedOff(*said, *signedOff);
    if (!jws)
        return std::unexpected(jws.error());
    const signing::PublicKey *const key =
        m_directory.updateKeysAt(entry.governanceSize).find(said->authority, jws->kid());
    if (!key)
        return refuse(ProblemType::UnknownKey, u"This was not a key of the authority by then."_s, jws->kid());
    if (auto verified = jws->verify(*key); !verified)
        return std::unexpected(verified.error().under(u"/body/jws"_s));
    ++m_signatures;
    return {};
}

Expected<void> ReleaseLedger::checkStarted(const QByteArray &change, const QString &rollout) const
{
    const auto started = m_started.constFind(change);
    const bool isStarted = started == m_started.constEnd() ? m_isAnyForgotten : *started == rollout;
    return isStarted ? Expected<void>()
                     : refuse(ProblemType::WrongChange, u"No such rollout was started by then."_s, rollout);
}

Expected<void> ReleaseLedger::takeFrozen(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto frozen = ota::RolloutFrozen::fromJson(body);
    if (!frozen)
        return std::unexpected(frozen.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, frozen->describe()); !same)
        return same;
    return checkStarted(frozen->change, frozen->rollout);
}

Expected<void> ReleaseLedger::takeMove(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto kind = ota::RolloutMove::kindOf(entry.action);
    if (!kind)
        return refuse(ProblemType::EntryMismatch, u"No rollout does this by itself."_s, u"/action"_s);
    const auto move = ota::RolloutMove::fromJson(*kind, body);
    if (!move)
        return std::unexpected(move.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, move->describe()); !same)
        return same;
    if (auto started = checkStarted(move->change, move->rollout); !started)
        return started;
    if (*kind == RolloutEventKind::Halted)
        return m_rollouts.note(move->rollout, ota::RolloutState::Halted, entry.index);
    if (*kind == RolloutEventKind::Completed)
        return m_rollouts.note(move->rollout, ota::RolloutState::Completed, entry.index);
    return {};
}

} // namespace enigm::evidence
