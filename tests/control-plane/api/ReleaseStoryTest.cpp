#include "api-client/ota/ReleaseClient.h"
#include "api-client/wire/PinnedTransport.h"
#include "contract/signing/Secret.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/Desk.h"
#include "tests/support/history/Require.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using client::ReleaseClient;

namespace {

/// What becomes of an exchange: sent and heard, sent and never heard of, or not even sent.
enum class Fate { Heard, AnswerLost, Lost };

/// A wire that breaks as the test says.
class BreakingWire final : public client::Transport
{
public:
    explicit BreakingWire(const QByteArray &pin)
        : m_wire(pin)
    {}

    client::Task<Expected<client::WireReply>> send(client::WireRequest request) override
    {
        const Fate fate = fateOf ? fateOf(request) : Fate::Heard;
        if (fate == Fate::Lost)
            co_return refuse(ProblemType::Unreachable);
        auto reply = co_await m_wire.send(std::move(request));
        if (fate == Fate::AnswerLost)
            co_return refuse(ProblemType::Unreachable);
        co_return reply;
    }
    std::unique_ptr<client::WireStream> open(client::WireRequest request) override
    {
        return m_wire.open(std::move(request));
    }
    void close() override { m_wire.close(); }

    std::function<Fate(const client::WireRequest &)> fateOf;

private:
    client::PinnedTransport m_wire;
};

} // namespace

/// The consoles' own client of releases against the real control plane, over lines that break.
class ReleaseStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_wire->fateOf = {}; }
    void aManagerImportsARelease();
    void anUploadGoesOnWhereTheLineBreaks_data();
    void anUploadGoesOnWhereTheLineBreaks();
    void aLineThatStaysBrokenIsGivenUp();
    void aCancelledUploadIsResumed();
    void anotherFileIsNotSent();
    void aFileThatIsNoArtifactIsNotDescribed();
    void releasesAreListedAndRemoved();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes);
    /// Begun, with nothing sent yet.
    [[nodiscard]] QString begin(const QString &path);
    template <typename T>
    [[nodiscard]] T wait(client::Task<T> task)
    {
        return QCoro::waitFor(std::move(task));
    }

    QTemporaryDir m_directory;
    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<Desk> m_desk; ///< release-manager-1's
    BreakingWire *m_wire = nullptr;
    std::unique_ptr<ReleaseClient> m_releases;
    QByteArray m_artifact;
};

void ReleaseStoryTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(5);
    const auto deployment = m_deployment->file();
    auto wire = std::make_unique<BreakingWire>(deployment.tlsDigest);
    m_wire = wire.get();
    m_desk = std::make_unique<Desk>(deployment, m_deployment->person(u"release-manager-1"_s), m_deployment->clock,
                                    std::move(wire));
    require(wait(m_desk->signIn()));
    m_releases = std::make_unique<ReleaseClient>(
        m_desk->session, ReleaseClient::Patience{.attempts = 3, .pause = std::chrono::milliseconds(0)});
    m_artifact = artifactBytes(9'000'000);
}

QString ReleaseStoryTest::file(const QString &name, const QByteArray &bytes)
{
    QFile written(m_directory.filePath(name));
    if (!written.open(QIODevice::WriteOnly) || written.write(bytes) != bytes.size())
        qFatal("the file cannot be written");
    return written.fileName();
}

QString ReleaseStoryTest::begin(const QString &path)
{
    client::ReleaseDraft draft;
    draft.artifact = require(wait(client::describeArtifact(path)));
    draft.build = u"nightly 4711"_s;
    draft.version = u"2026.11.2"_s;
    draft.builds = {u"phone/1"_s};
    draft.securityPatch = 202611;
    return require(wait(m_releases->begin(std::move(draft))));
}

void ReleaseStoryTest::aManagerImportsARelease()
{
    const QString path = file(u"os.swu"_s, m_artifact);
    std::vector<qint64> seen;
    const auto artifact = require(wait(client::describeArtifact(path, [&seen](qint64 done, qint64 total) {
        seen.push_back(done);
        return total == 9'000'000;
    })));
    QCOMPARE(artifact.digest, signing::sha256(m_artifact));
    QCOMPARE(artifact.length, 9'000'000);
    QCOMPARE(artifact.name, u"os.swu"_s);
    QCOMPARE(seen, (std::vector<qint64>{0, 4'194'304, 8'388'608}));
    const QString id = begin(path);
    seen.clear();
    const auto release = require(wait(m_releases->upload(id, path, [&seen](qint64 done, qint64) {
        seen.push_back(done);
        return true;
    })));
    QVERIFY(release.isComplete());
    QVERIFY(release.stage() == ota::ReleaseStage::Artifact);
    QCOMPARE(release.manifest.artifact, artifact);
    QCOMPARE(seen, (std::vector<qint64>{0, 4'194'304, 8'388'608, 9'000'000}));
    QCOMPARE(require(wait(m_releases->release(id))), release);
    QFile stored(m_deployment->plane().artifacts().pathOf(id));
    QVERIFY(stored.open(QIODevice::ReadOnly) && stored.readAll() == m_artifact);
}

void ReleaseStoryTest::anUploadGoesOnWhereTheLineBreaks_data()
{
    QTest::addColumn<bool>("isSent");
    QTest::newRow("before a part arrives") << false;
    QTest::newRow("before its answer does") << true;
}

void ReleaseStoryTest::anUploadGoesOnWhereTheLineBreaks()
{
    QFETCH(bool, isSent);
    const QString path = file(u"os.swu"_s, m_artifact);
    const QString id = begin(path);
    int parts = 0;
    m_wire->fateOf = [&parts, isSent](const client::WireRequest &request) {
        // Every exchange is repeated once at once; so the line is broken for longer than that.
        const bool breaks = request.method == "PATCH" && ++parts % 3 != 0;
        return !breaks ? Fate::Heard : isSent ? Fate::AnswerLost : Fate::Lost;
    };
    const auto release = require(wait(m_releases->upload(id, path)));
    QVERIFY(release.isComplete());
    QVERIFY(parts > 3);
}

void ReleaseStoryTest::aLineThatStaysBrokenIsGivenUp()
{
    const QString path = file(u"os.swu"_s, m_artifact);
    const QString id = begin(path);
    int tries = 0;
    m_wire->fateOf = [&tries](const client::WireRequest &request) {
        tries += request.method == "PATCH" ? 1 : 0;
        return request.method == "PATCH" ? Fate::Lost : Fate::Heard;
    };
    QCOMPARE(wait(m_releases->upload(id, path)).error().type, ProblemType::Unreachable);
    QCOMPARE(tries, 8); // the first, and three more without getting on, each repeated once
    m_wire->fateOf = [](const client::WireRequest &) { return Fate::Lost; };
    QCOMPARE(wait(m_releases->upload(id, path)).error().type, ProblemType::Unreachable);
    m_wire->fateOf = {};
    QVERIFY(require(wait(m_releases->upload(id, path))).isComplete());
}

void ReleaseStoryTest::aCancelledUploadIsResumed()
{
    const QString path = file(u"os.swu"_s, m_artifact);
    const QString id = begin(path);
    const auto cancelled = wait(m_releases->upload(id, path, [](qint64 done, qint64) { return done == 0; }));
    QCOMPARE(cancelled.error().type, ProblemType::Cancelled);
    QCOMPARE(require(wait(m_releases->release(id))).received, 4'194'304);
    m_deployment->stop();
    m_deployment->start({}, static_cast<quint16>(m_deployment->file().url.port()));
    std::vector<qint64> seen;
    const auto release = require(wait(m_releases->upload(id, path, [&seen](qint64 done, qint64) {
        seen.push_back(done);
        return true;
    })));
    QVERIFY(release.isComplete());
    QCOMPARE(seen.front(), 4'194'304);
    QVERIFY(require(wait(m_releases->upload(id, path))).isComplete()); // nothing is left to be sent
}

void ReleaseStoryTest::anotherFileIsNotSent()
{
    const QString path = file(u"os.swu"_s, m_artifact);
    const QString id = begin(path);
    QCOMPARE(wait(m_releases->upload(id, file(u"short"_s, "short"_ba))).error().type, ProblemType::BodyMismatch);
    QByteArray other = m_artifact;
    other[5'000'000] = static_cast<char>(other.at(5'000'000) ^ 1);
    QCOMPARE(wait(m_releases->upload(id, file(u"other"_s, other))).error().type, ProblemType::BodyMismatch);
    QCOMPARE(require(wait(m_releases->release(id))).received, 0);
    QCOMPARE(wait(m_releases->upload(id, m_directory.filePath(u"none"_s))).error().type, ProblemType::BodyMismatch);
    QVERIFY(require(wait(m_releases->upload(id, path))).isComplete());
}

void ReleaseStoryTest::aFileThatIsNoArtifactIsNotDescribed()
{
    const auto problem = [this](const QString &path) { return wait(client::describeArtifact(path)).error().type; };
    QCOMPARE(problem(m_directory.filePath(u"none"_s)), ProblemType::FileUnreadable);
    QCOMPARE(problem(file(u"empty"_s, {})), ProblemType::OutOfRange);
    QCOMPARE(problem(file(u"a name with blanks"_s, "x"_ba)), ProblemType::OutOfRange);
    const auto cancelled =
        wait(client::describeArtifact(file(u"os.swu"_s, m_artifact), [](qint64, qint64) { return false; }));
    QCOMPARE(cancelled.error().type, ProblemType::Cancelled);
}

void ReleaseStoryTest::releasesAreListedAndRemoved()
{
    const QString path = file(u"small.swu"_s, "small"_ba);
    m_deployment->clock.advance(1);
    const QString first = begin(path);
    m_deployment->clock.advance(1);
    const QString second = begin(path);
    const auto all = require(wait(m_releases->all()));
    QVERIFY(all.size() >= 2);
    QCOMPARE(all[0].id(), second);
    QCOMPARE(all[1].id(), first);
    require(wait(m_releases->remove(second)));
    QCOMPARE(wait(m_releases->remove(second)).error().type, ProblemType::NotFound);
    QCOMPARE(wait(m_releases->release(second)).error().type, ProblemType::NotFound);
    QCOMPARE(require(wait(m_releases->all())).front().id(), first);
}

ENIGM_TEST_MAIN(ReleaseStoryTest)
#include "ReleaseStoryTest.moc"
