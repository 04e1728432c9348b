#include "contract/encoding/Uuid.h"
#include "tests/control-plane/ota/Importer.h"
#include "tests/control-plane/ota/LossyDisk.h"
#include "tests/support/LogGuard.h"
#include "tests/support/LossyVfs.h"
#include "tests/support/PowerCuts.h"
#include "tests/support/history/Require.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <optional>
#include <random>
#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

namespace {

constexpr qsizetype artifactSize = 200'000;
constexpr qsizetype mostPart = 40'000;
constexpr qint64 now = 1'800'000'000;

/// A control plane on disks of which a power cut leaves what was synced.
struct Life
{
    Life(const QString &folder, const LogKeys &keys)
        : directory(folder)
        , disk(folder, power)
        , vfs(&power)
        , importer(std::make_unique<Importer>(folder, keys, Importer::Under{.vfs = vfs.name(), .disk = disk}))
    {}

    /// What was left of it.
    void leave(const QString &image, Loss loss, std::mt19937 &random)
    {
        importer.reset();
        vfs.writeImage(directory, image, loss, random);
        disk.writeImage(image, loss, random);
    }

    QString directory;
    Power power;
    LossyDisk disk;
    LossyVfs vfs;
    std::unique_ptr<Importer> importer;
};

/// What was answered of an import.
struct Told
{
    quint32 seed = 0; ///< of the artifact
    qint64 received = 0;
    bool isRemoved = false;
    /// The power went while all of it was being thrown away.
    bool isInDoubt = false;
};

} // namespace

/// A machine that loses its power amid imports, again and again, and with it what was not synced: bytes of artifacts,
/// names of files and folders, rows. Every acknowledged part is there afterwards, and the import goes on behind it.
class ImportLossTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNoAcknowledgedPart_data();
    void losesNoAcknowledgedPart();
    void anArtifactIsNotDurableBeforeItsNamesAre();

private:
    [[nodiscard]] int upTo(int most) { return std::uniform_int_distribution(0, most)(m_random); }
    void begin(Life &life);
    void send(Life &life, const QString &release);
    void remove(Life &life, const QString &release);
    void actUntilThePowerGoes(Life &life);
    /// What was answered is there.
    void check(const Life &life);
    void checkRelease(const Life &life, const QString &id, Told &told);

    const int m_cuts = powerCuts();
    std::mt19937 m_random = powerCutMoments();
    std::map<QString, Told> m_told;
    int m_completed = 0;
};

void ImportLossTest::begin(Life &life)
{
    const Told told{.seed = static_cast<quint32>(m_random())};
    const QString release = encoding::makeUuid7(now * 1'000);
    require(life.importer->desk().begin(importOf(artifactBytes(artifactSize, told.seed), release)));
    if (life.power.isOn())
        m_told.emplace(release, told);
}

void ImportLossTest::send(Life &life, const QString &release)
{
    Told &told = m_told.at(release);
    const qint64 present = require(life.importer->release(release)).received;
    QByteArray part = artifactBytes(artifactSize, told.seed)
                          .sliced(present)
                          .first(std::min<qint64>(1 + upTo(mostPart), artifactSize - present));
    const bool isLast = present + part.size() == artifactSize;
    // Now and then something else arrives at the end, and nothing of it counts.
    const bool isWrong = isLast && upTo(3) == 0;
    if (isWrong)
        part.back() = static_cast<char>(part.back() ^ 1);
    const auto received = life.importer->desk().send(release, present, part);
    QCOMPARE(outcomeOf(received), isWrong ? u"body-mismatch"_s : u"accepted"_s);
    if (!life.power.isOn()) {
        told.isInDoubt = isWrong;
        return;
    }
    told.received = isWrong ? 0 : *received;
    m_completed += isLast && !isWrong ? 1 : 0;
}

void ImportLossTest::remove(Life &life, const QString &release)
{
    require(life.importer->desk().remove(release));
    (life.power.isOn() ? m_told.at(release).isRemoved : m_told.at(release).isInDoubt) = true;
}

void ImportLossTest::actUntilThePowerGoes(Life &life)
{
    while (life.power.isOn() && !QTest::currentTestFailed()) {
        std::vector<QString> unfinished;
        for (const auto &[release, told] : m_told) {
            if (!told.isRemoved && told.received < artifactSize)
                unfinished.push_back(release);
        }
        if (unfinished.empty() || (unfinished.size() < 3 && upTo(9) == 0)) {
            begin(life);
            continue;
        }
        const QString &release = unfinished[static_cast<std::size_t>(upTo(static_cast<int>(unfinished.size()) - 1))];
        if (upTo(30) == 0)
            remove(life, release);
        else
            send(life, release);
    }
}

void ImportLossTest::check(const Life &life)
{
    require(life.importer->logs().check());
    for (auto told = m_told.begin(); told != m_told.end();) {
        checkRelease(life, told->first, told->second);
        if (QTest::currentTestFailed())
            return;
        told = life.importer->release(told->first) ? std::next(told) : m_told.erase(told);
    }
}

void ImportLossTest::checkRelease(const Life &life, const QString &id, Told &told)
{
    auto release = life.importer->release(id);
    QFile file(life.importer->path(id));
    if (told.isRemoved || (told.isInDoubt && !release)) {
        QCOMPARE(outcomeOf(release), u"not-found"_s);
        QVERIFY(!file.exists());
        return;
    }
    QVERIFY2(release, qPrintable(id));
    if (std::exchange(told.isInDoubt, false) && file.size() < release->received) {
        // The file was emptied, and the database was not told: whoever goes on is told.
        QCOMPARE(outcomeOf(life.importer->desk().send(id, release->received, "x"_ba)), u"target-state"_s);
        release = life.importer->release(id);
        QCOMPARE(release->received, 0);
        told.received = 0;
    }
    QVERIFY2(release->received >= told.received, qPrintable(id));
    told.received = release->received;
    QCOMPARE(release->reached(ota::ReleaseStage::Artifact).has_value(), release->isComplete());
    if (release->received == 0)
        return;
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(id));
    QVERIFY2(file.read(release->received) == artifactBytes(artifactSize, told.seed).first(release->received),
             qPrintable(u"%1 bytes of %2"_s.arg(QString::number(release->received), id)));
}

void ImportLossTest::losesNoAcknowledgedPart_data()
{
    QTest::addColumn<Loss>("loss");
    QTest::newRow("all unsynced writes are lost") << Loss::All;
    QTest::newRow("some unsynced writes are lost") << Loss::Some;
}

void ImportLossTest::losesNoAcknowledgedPart()
{
    QFETCH(Loss, loss);
    m_told.clear();
    m_completed = 0;
    const LogKeys keys = LogKeys::generate();
    QTemporaryDir directory;
    std::optional<Life> life(std::in_place, directory.filePath(u"0"_s), keys);
    for (int cut = 1; cut <= m_cuts; ++cut) {
        life->power.goAfter(upTo(cut % 2 == 0 ? 12 : 120));
        actUntilThePowerGoes(*life);
        if (QTest::currentTestFailed())
            return;
        const QString image = directory.filePath(QString::number(cut));
        life->leave(image, loss, m_random);
        QDir(life->directory).removeRecursively();
        life.emplace(image, keys);
        check(*life);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(m_completed > 0);
}

/// What the other function rests on: a disk that keeps only what was asked of it notices each sync that is missing.
void ImportLossTest::anArtifactIsNotDurableBeforeItsNamesAre()
{
    QTemporaryDir directory;
    Power power;
    LossyDisk disk(directory.path(), power);
    const QByteArray folder = QFile::encodeName(directory.filePath(u"artifacts"_s));
    const auto left = [&] {
        const QTemporaryDir image;
        disk.writeImage(image.path(), Loss::All, m_random);
        QFile file(image.filePath(u"artifacts/a"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "nothing"_ba;
    };
    QVERIFY(disk.makeFolder(folder));
    const int file = disk.openFile(folder + "/a");
    QVERIFY(file >= 0);
    QVERIFY(disk.write(file, "bytes"_ba, 0));
    QVERIFY(disk.sync(file));
    QCOMPARE(left(), "nothing"_ba);
    QVERIFY(disk.syncFolder(folder));
    QCOMPARE(left(), "nothing"_ba);
    QVERIFY(disk.syncFolder(QFile::encodeName(directory.path())));
    QCOMPARE(left(), "bytes"_ba);
    QVERIFY(disk.write(file, "BYTES and more"_ba, 0));
    QCOMPARE(left(), "bytes"_ba);
    QVERIFY(disk.truncate(file, 2));
    QVERIFY(disk.sync(file));
    QCOMPARE(left(), "BY"_ba);
    QVERIFY(disk.remove(folder + "/a"));
    QCOMPARE(left(), "BY"_ba);
    power.goAfter(0);
    QVERIFY(disk.syncFolder(folder));
    QCOMPARE(left(), "BY"_ba);
}

ENIGM_TEST_MAIN(ImportLossTest)
#include "ImportLossTest.moc"
