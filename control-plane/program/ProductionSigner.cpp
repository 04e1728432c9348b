#include "control-plane/program/ProductionSigner.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "control-plane/program/Terminal.h"

#include <QProcess>

#include <chrono>
#include <future>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using namespace std::chrono_literals;

constexpr auto beat = 1s;
/// What was refused is as a rule refused again: a token that is away, evidence that is not co-signed yet.
constexpr auto afterRefusal = 30s;
constexpr auto longest = 30min;
constexpr int look = 200; ///< milliseconds between two looks at whether to end
constexpr qsizetype mostAnswer = 64 * 1024;

Expected<QByteArray> jwsIn(const QByteArray &answer)
{
    const auto value = json::parse(answer.left(mostAnswer));
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    const QString jws = reader.text("jws"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return jws.toLatin1();
}

} // namespace

ProductionSigner::ProductionSigner(Parts parts)
    : m_parts(std::move(parts))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

ProductionSigner::~ProductionSigner()
{
    m_thread.request_stop();
    m_thread.join();
}

void ProductionSigner::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto done = signAll(stop);
        if (!done && !stop.stop_requested())
            tell(done.error());
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, done ? std::chrono::seconds(beat) : afterRefusal, [] { return false; });
    }
}

Expected<void> ProductionSigner::signAll(const std::stop_token &stop)
{
    const auto waiting = m_parts.signing.waitingForProduction();
    if (!waiting)
        return std::unexpected(waiting.error());
    Expected<void> result;
    for (const Waiting &each : *waiting) {
        if (stop.stop_requested())
            break;
        if (const auto done = sign(each, stop); !done && result)
            result = std::unexpected(done.error().under(u"release "_s + each.release));
    }
    return result;
}

Expected<void> ProductionSigner::sign(const Waiting &waiting, const std::stop_token &stop)
{
    const auto jws = askAuthority(waiting, stop);
    return jws ? handIn(waiting, *jws) : std::unexpected(jws.error());
}

Expected<QByteArray> ProductionSigner::askAuthority(const Waiting &waiting, const std::stop_token &stop) const
{
    const auto evidence = m_parts.changes.evidence(waiting.change);
    if (!evidence)
        return std::unexpected(evidence.error());
    const QByteArray order =
        json::canonical(json::Object{{"artifact"_L1, m_parts.pathOf(waiting.release)},
                                     {"evidence"_L1, QString::fromLatin1(encoding::toBase64Url(evidence->toBytes()))},
                                     {"v"_L1, 1}});
    QStringList words = QProcess::splitCommand(m_parts.command);
    QProcess authority;
    authority.start(words.takeFirst(), words);
    authority.write(order);
    authority.closeWriteChannel();
    const auto end = std::chrono::steady_clock::now() + longest;
    while (authority.state() != QProcess::NotRunning && !authority.waitForFinished(look)) {
        if (stop.stop_requested() || std::chrono::steady_clock::now() > end) {
            authority.kill();
            authority.waitForFinished();
            return refuse(ProblemType::Unavailable, u"The production authority has not answered in time."_s);
        }
    }
    if (authority.error() == QProcess::FailedToStart)
        return refuse(ProblemType::Unavailable,
                      u"The production authority cannot be started: %1"_s.arg(authority.errorString()));
    if (authority.exitStatus() != QProcess::NormalExit || authority.exitCode() != 0)
        return refuse(ProblemType::Unavailable,
                      u"The production authority has not signed: %1"_s.arg(
                          QString::fromUtf8(authority.readAllStandardError().left(mostAnswer)).trimmed()));
    return jwsIn(authority.readAllStandardOutput());
}

Expected<void> ProductionSigner::handIn(const Waiting &waiting, const QByteArray &jws)
{
    std::promise<Expected<void>> taken;
    auto result = taken.get_future();
    m_parts.signing.takeProduction(waiting.release, jws,
                                   [&taken](const Expected<void> &done) { taken.set_value(done); });
    return result.get();
}

} // namespace enigm::controlplane::program
