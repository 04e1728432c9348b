#include "control-plane/program/SampleFounding.h"

#include "contract/changes/DeviceFold.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/DeviceArchive.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/evidence/AuditExport.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::program::ControlPlane;
using controlplane::program::readFile;
using controlplane::program::SampleFounding;
using controlplane::store::LogId;
using fleet::DeviceState;
using test::outcomeOf;
using test::require;

/// A sample organisation is founded once, and audited from every side.
class SampleFoundingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void itsWholeHistoryVerifiesFromAFile();
    void theStatesOfItsDevicesAreThoseThatWereExecuted();
    void nothingInItIsBackDated();
    void itsOperatorsHaveKeysAndPins();
    void itsDevicesHaveKeysAndCertificates();
    void deploymentJsonHoldsTheLastCheckpoints();
    void onlyItsOwnerReadsItsSecrets();
    void aDirectoryThatIsInUseIsLeftAlone();
    void whatAnInterruptedFoundingLeftIsReplaced();
    void withoutDevicesItIsFoundedToo();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_directory.filePath(u"data/"_s + name); }
    [[nodiscard]] Expected<void> found(const QString &directory, qint64 devices);
    [[nodiscard]] QByteArray exportLog();

    static constexpr qint64 m_now = 1'800'000'000;
    static constexpr qint64 m_count = 120;
    QTemporaryDir m_directory;
    time::ManualClock m_clock{m_now};
    std::unique_ptr<ControlPlane> m_plane;
};

Expected<void> SampleFoundingTest::found(const QString &directory, qint64 devices)
{
    return SampleFounding({.directory = directory, .devices = devices, .url = QUrl(u"https://127.0.0.1:7443"_s)},
                          m_clock, [](const QString &) {})
        .run();
}

void SampleFoundingTest::initTestCase()
{
    require(found(path({}), m_count));
    m_plane = require(ControlPlane::open(path({}), m_clock));
}

QByteArray SampleFoundingTest::exportLog()
{
    const auto checkpoints = m_plane->checkpoints().current();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    evidence::AuditExportWriter writer(buffer, {.deployment = m_plane->governance().directory()->deploymentId(),
                                                .governanceCheckpoint = checkpoints->of(LogId::Governance).note,
                                                .activityCheckpoint = checkpoints->of(LogId::Activity).note});
    const auto leaves = m_plane->logs().leaves(LogId::Governance, 0, checkpoints->of(LogId::Governance).head.size);
    for (const QByteArray &leaf : require(leaves))
        require(writer.writeGovernance(leaf));
    const auto records = m_plane->logs().records(0, checkpoints->of(LogId::Activity).head.size);
    for (const auto &record : require(records))
        require(writer.writeActivity(record.leaf, record.body ? &*record.body : nullptr));
    return buffer.data();
}

void SampleFoundingTest::itsWholeHistoryVerifiesFromAFile()
{
    QByteArray bytes = exportLog();
    QBuffer file(&bytes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto verdict = require(evidence::verifyAuditExport(file, m_plane->governance().directory()->deploymentId()));
    QVERIFY(verdict.sample);
    QCOMPARE(verdict.bodiesAbsent, 0);
    QCOMPARE(verdict.governanceSize, 3); // the founding, and the two whom the founders admitted
    QCOMPARE(verdict.changesExecuted, 7);
}

void SampleFoundingTest::theStatesOfItsDevicesAreThoseThatWereExecuted()
{
    changes::DeviceFold fold;
    const auto size = m_plane->checkpoints().current()->of(LogId::Activity).head.size;
    changes::TargetSet targets;
    for (const auto &record : require(m_plane->logs().records(0, size))) {
        const auto entry = require(log::ActivityEntry::parse(record.leaf));
        if (!changes::isChangeEntry(entry.action.toLatin1()))
            continue;
        const auto body = require(changes::parseChangeBody(entry.action, record.body->value));
        if (const auto *const requested = std::get_if<changes::RequestedBody>(&body))
            targets = requested->targets; // one after another, so that the execution is of the last request
        if (const auto *const executed = std::get_if<changes::ExecutedBody>(&body))
            require(fold.apply(targets, executed->application));
    }
    const auto reader = require(m_plane->database().read());
    const auto devices = require(reader->devices.page({}, {}, 1000));
    QCOMPARE(qint64(devices.size()), m_count);
    std::map<DeviceState, int> counts;
    for (const auto &device : devices) {
        QCOMPARE(fold.stateOf(device.handle.text()).value_or(DeviceState::PendingEnrollment), device.state);
        ++counts[device.state];
    }
    for (const DeviceState state : {DeviceState::PendingEnrollment, DeviceState::Trusted, DeviceState::Restricted,
                                    DeviceState::Suspended, DeviceState::Revoked, DeviceState::Retired})
        QVERIFY2(counts[state] > 0, qPrintable(QString(fleet::toWord(state))));
}

void SampleFoundingTest::nothingInItIsBackDated()
{
    const auto size = m_plane->checkpoints().current()->of(LogId::Activity).head.size;
    for (const QByteArray &leaf : require(m_plane->logs().leaves(LogId::Activity, 0, size)))
        QCOMPARE(require(log::ActivityEntry::parse(leaf)).time, m_now);
}

void SampleFoundingTest::itsOperatorsHaveKeysAndPins()
{
    const QStringList names{u"administrator-1"_s, u"administrator-2"_s, u"approver-1"_s,
                            u"approver-2"_s,      u"reviewer-1"_s,      u"release-manager-1"_s};
    const auto directory = m_plane->governance().directory();
    for (const QString &name : names) {
        const QString base = path(u"sample/operators/"_s + name);
        const auto file = require(deployment::OperatorFile::parse(require(readFile(base + u".json"_s))));
        QCOMPARE(file.name, name);
        QCOMPARE(file.deployment, directory->deploymentId());
        const auto key = require(file.key->unlock(signing::Secret(QByteArrayView("sample"))));
        const auto *const known = directory->findKey(key->publicKey().thumbprint());
        QVERIFY(known && known->operatorId == file.operatorId && known->isValidAt(directory->size()));
        const auto reader = require(m_plane->database().read());
        QCOMPARE(require(reader->operators.name(file.operatorId)), std::optional(name));
        const QByteArray pin = require(readFile(base + u".pin"_s)).trimmed();
        QVERIFY(
            controlplane::identity::matchesPin(*require(reader->operators.pin(file.operatorId)), signing::Secret(pin)));
    }
    QCOMPARE(directory->operators().size(), 6U);
}

void SampleFoundingTest::itsDevicesHaveKeysAndCertificates()
{
    const auto archive = require(deployment::DeviceArchive::open(require(readFile(path(u"sample/devices/000.json"_s))),
                                                                 signing::Secret(QByteArrayView("sample"))));
    QCOMPARE(qint64(archive.devices.size()), m_count);
    const auto reader = require(m_plane->database().read());
    for (const deployment::DeviceIdentity &device : archive.devices) {
        const auto row = require(reader->devices.find(device.handle));
        QCOMPARE(row->key, device.attestedKey->publicKey().thumbprint());
        const auto checkedIn = m_plane->checkIns().checkIn(device.certificate);
        const bool isServed = row->state == DeviceState::Trusted || row->state == DeviceState::Restricted;
        QCOMPARE(outcomeOf(checkedIn), isServed ? u"accepted"_s : u"device-refused"_s);
    }
}

void SampleFoundingTest::deploymentJsonHoldsTheLastCheckpoints()
{
    const auto file = require(deployment::DeploymentFile::parse(require(readFile(path(u"deployment.json"_s)))));
    QVERIFY(file.sample);
    QCOMPARE(file.deployment, m_plane->governance().directory()->deploymentId());
    const auto checkpoints = m_plane->checkpoints().current();
    QCOMPARE(file.governanceCheckpoint, checkpoints->of(LogId::Governance).note);
    QCOMPARE(file.activityCheckpoint, checkpoints->of(LogId::Activity).note);
    QCOMPARE(file.tlsDigest, signing::sha256(m_plane->keys().tls->publicKey().spki()));
}

void SampleFoundingTest::onlyItsOwnerReadsItsSecrets()
{
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFileInfo(path({})).permissions() & others));
    for (const QString &folder : {u"keys"_s, u"sample/operators"_s, u"sample/devices"_s}) {
        for (const QFileInfo &file : QDir(path(folder)).entryInfoList(QDir::Files))
            QVERIFY2(!(file.permissions() & others), qPrintable(file.filePath()));
    }
    QVERIFY(!(QFileInfo(path(u"control-plane.sqlite"_s)).permissions() & others));
}

void SampleFoundingTest::aDirectoryThatIsInUseIsLeftAlone()
{
    const QByteArray before = require(readFile(path(u"deployment.json"_s)));
    QCOMPARE(outcomeOf(found(path({}), 1)), u"already-exists"_s);
    QCOMPARE(require(readFile(path(u"deployment.json"_s))), before);
}

void SampleFoundingTest::whatAnInterruptedFoundingLeftIsReplaced()
{
    const QString place = m_directory.filePath(u"second"_s);
    QVERIFY(QDir().mkpath(place + u".part/keys"_s));
    require(found(place, 0));
    QVERIFY(QFileInfo::exists(place + u"/deployment.json"_s));
    QVERIFY(!QFileInfo::exists(place + u".part"_s));
}

void SampleFoundingTest::withoutDevicesItIsFoundedToo()
{
    const QString place = m_directory.filePath(u"third"_s);
    QVERIFY(QDir().mkpath(place)); // an empty directory is taken
    require(found(place, 0));
    QCOMPARE(outcomeOf(found(m_directory.filePath(u"fourth"_s), -1)), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(SampleFoundingTest)
#include "SampleFoundingTest.moc"
