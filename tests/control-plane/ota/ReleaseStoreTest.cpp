#include "control-plane/store/ReleaseStore.h"

#include "contract/signing/Secret.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::store::PublicationRow;
using controlplane::store::ReleaseRow;
using controlplane::store::ReleaseSignatureRow;
using controlplane::store::Transaction;
using operators::SigningAuthority;
using ota::RolloutModel;

/// What every database must keep of releases.
class ReleaseStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_data = std::make_unique<PolicyDatabase>(); }
    void cleanup() { m_data.reset(); }

    void aReleaseIsReadAsItWasKept();
    void whatArrivesIsCounted();
    void aRemovedReleaseIsFoundNoMoreAndItsIdIsSpent();
    void anAuthoritySignsOnce();
    void aChangeAllowsOneSignature();
    void stagesAreMadeOfWhatHappened();
    void theFirstTimesStay();
    void anArtifactIsFoundOnceItIsWhole();
    void pagesAreNewestFirst();

private:
    [[nodiscard]] Expected<void> write(PolicyDatabase::Job job) { return m_data->write(std::move(job)); }
    void insert(const ReleaseRow &row)
    {
        require(write([&](Transaction &t) { return t.releases.insert(row); }));
    }
    [[nodiscard]] std::optional<ReleaseRow> find(const QString &id) const
    {
        return require(m_data->read()->releases.find(id));
    }
    [[nodiscard]] ota::ReleaseFacts facts(const QString &id) const
    {
        const auto reader = m_data->read();
        return require(reader->releases.facts(*require(reader->releases.find(id))));
    }

    std::unique_ptr<PolicyDatabase> m_data;
};

namespace {

const QString first = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString second = u"0197f9a0-0000-7000-8000-000000000002"_s;

ReleaseRow row(const QString &id, const QByteArray &artifact = "artifact"_ba)
{
    return {.id = id,
            .manifest = "{}"_ba,
            .manifestDigest = signing::sha256(id.toUtf8()),
            .artifact = signing::sha256(artifact),
            .length = 1'000,
            .build = u"nightly"_s,
            .importedBy = u"operator"_s,
            .begunAt = 100,
            .cursor = 5};
}

ReleaseSignatureRow signature(SigningAuthority authority, const QString &release = first)
{
    return {.release = release,
            .authority = authority,
            .jws = "a.b.c"_ba,
            .key = u"key"_s,
            .change = QString::fromLatin1(PolicyDatabase::change),
            .signedAt = 300};
}

} // namespace

void ReleaseStoreTest::aReleaseIsReadAsItWasKept()
{
    ReleaseRow whole = row(first);
    whole.received = 1'000;
    whole.completeAt = 200;
    whole.sha1 = "sha1"_ba;
    whole.installed = 3;
    whole.confirmedAt = 250;
    insert(whole);
    QCOMPARE(find(first), std::optional(whole));
    QCOMPARE(require(m_data->read()->releases.findByManifest(whole.manifestDigest)), std::optional(whole));
    QVERIFY(!find(second));
    QCOMPARE(outcomeOf(write([&](Transaction &t) { return t.releases.insert(whole); })), u"already-exists"_s);
    QCOMPARE(require(m_data->read()->releases.ids()), std::vector{first});
}

void ReleaseStoreTest::whatArrivesIsCounted()
{
    insert(row(first));
    insert(row(second));
    QCOMPARE(require(m_data->read()->releases.awaited()), 2'000);
    require(write([](Transaction &t) { return t.releases.setReceived(first, 400, 6); }));
    QCOMPARE(find(first)->received, 400);
    QCOMPARE(require(m_data->read()->releases.awaited()), 1'600);
    require(write([](Transaction &t) { return t.releases.setComplete(first, "sha1"_ba, 200, 7); }));
    QCOMPARE(find(first)->received, 1'000);
    QCOMPARE(find(first)->sha1, "sha1"_ba);
    QCOMPARE(find(first)->completeAt, std::optional<qint64>(200));
    QCOMPARE(require(m_data->read()->releases.awaited()), 1'000);
    QCOMPARE(require(m_data->read()->releases.changedSince(6, 10)), std::vector{first});
    QCOMPARE(outcomeOf(write([](Transaction &t) { return t.releases.setReceived(u"none"_s, 1, 8); })), u"not-found"_s);
}

void ReleaseStoreTest::aRemovedReleaseIsFoundNoMoreAndItsIdIsSpent()
{
    insert(row(first));
    require(write([](Transaction &t) { return t.releases.remove(first, 9); }));
    const auto reader = m_data->read();
    QVERIFY(!find(first));
    QVERIFY(require(reader->releases.page({}, 10)).empty());
    QVERIFY(require(reader->releases.ids()).empty());
    QCOMPARE(require(reader->releases.awaited()), 0);
    QCOMPARE(require(reader->releases.changedSince(8, 10)), std::vector{first});
    QCOMPARE(outcomeOf(write([](Transaction &t) { return t.releases.remove(first, 10); })), u"not-found"_s);
    QCOMPARE(outcomeOf(write([](Transaction &t) { return t.releases.insert(row(first)); })), u"already-exists"_s);
}

void ReleaseStoreTest::anAuthoritySignsOnce()
{
    insert(row(first));
    const auto sign = [this](const ReleaseSignatureRow &made) {
        return outcomeOf(write([&](Transaction &t) { return t.releases.setManifestSignature(made, 11); }));
    };
    QCOMPARE(sign(signature(SigningAuthority::Production)), u"accepted"_s); // as the manifest authority's
    QCOMPARE(sign(signature(SigningAuthority::Manifest)), u"already-exists"_s);
    QCOMPARE(sign(signature(SigningAuthority::Manifest, second)), u"not-found"_s);
    const auto made = require(m_data->read()->releases.signatures(first));
    QCOMPARE(made, std::vector{signature(SigningAuthority::Manifest)});
    QCOMPARE(find(first)->cursor, 11);
}

void ReleaseStoreTest::aChangeAllowsOneSignature()
{
    insert(row(first));
    insert(row(second));
    require(write(
        [](Transaction &t) { return t.releases.setManifestSignature(signature(SigningAuthority::Manifest), 11); }));
    QCOMPARE(outcomeOf(write([](Transaction &t) {
                 return t.releases.setProductionSignature(signature(SigningAuthority::Production), 12);
             })),
             u"already-exists"_s);
    QCOMPARE(find(first)->cursor, 11);
}

void ReleaseStoreTest::stagesAreMadeOfWhatHappened()
{
    insert(row(first));
    require(write([](Transaction &t) -> Expected<void> {
        require(t.releases.setComplete(first, "sha1"_ba, 200, 6));
        require(t.releases.setProductionSignature(signature(SigningAuthority::Production), 7));
        require(t.releases.publish({.release = first, .channel = RolloutModel::Limited, .publishedAt = 400}, 8));
        require(t.releases.setRolledOut(first, RolloutModel::Validation, 500, 9));
        require(t.releases.setRolledOut(first, RolloutModel::Security, 600, 10));
        return t.releases.setInstalled(first, 4, 700, 11);
    }));
    const ota::ReleaseFacts known = facts(first);
    QCOMPARE(known.begun, 100);
    QCOMPARE(known.received, std::optional<qint64>(200));
    QVERIFY(!known.manifestSigned);
    QCOMPARE(known.productionSigned, std::optional<qint64>(300));
    QCOMPARE(known.published, std::optional<qint64>(400));
    QCOMPARE(known.validation, std::optional<qint64>(500));
    QVERIFY(!known.limited);
    QCOMPARE(known.stable, std::optional<qint64>(600));
    QCOMPARE(known.confirmed, std::optional<qint64>(700));
    QCOMPARE(find(first)->installed, 4);
}

void ReleaseStoreTest::theFirstTimesStay()
{
    insert(row(first));
    for (const qint64 time : {400, 500}) {
        require(write([time](Transaction &t) -> Expected<void> {
            require(t.releases.publish({.release = first, .channel = RolloutModel::Stable, .publishedAt = time}, 8));
            require(t.releases.setRolledOut(first, RolloutModel::Stable, time + 10, 9));
            return t.releases.setInstalled(first, time, time + 20, 10);
        }));
    }
    QCOMPARE(facts(first).published, std::optional<qint64>(400));
    QCOMPARE(facts(first).stable, std::optional<qint64>(410));
    QCOMPARE(facts(first).confirmed, std::optional<qint64>(420));
    QCOMPARE(find(first)->installed, 500);
    QCOMPARE(require(m_data->read()->releases.publications(first)),
             (std::vector<PublicationRow>{{.release = first, .channel = RolloutModel::Stable, .publishedAt = 400}}));
}

void ReleaseStoreTest::anArtifactIsFoundOnceItIsWhole()
{
    insert(row(first));
    insert(row(second));
    const auto found = [this] { return require(m_data->read()->releases.withArtifact(signing::sha256("artifact"))); };
    QVERIFY(found().empty());
    require(write([](Transaction &t) { return t.releases.setComplete(first, "sha1"_ba, 200, 6); }));
    QCOMPARE(found().size(), 1U);
    QCOMPARE(found().front().id, first);
}

void ReleaseStoreTest::pagesAreNewestFirst()
{
    insert(row(first));
    insert(row(second));
    const auto page = require(m_data->read()->releases.page({}, 1));
    QCOMPARE(page.size(), 1U);
    QCOMPARE(page.front().id, second);
    const auto next = require(m_data->read()->releases.page(second, 5));
    QCOMPARE(next.size(), 1U);
    QCOMPARE(next.front().id, first);
}

ENIGM_TEST_MAIN(ReleaseStoreTest)
#include "ReleaseStoreTest.moc"
