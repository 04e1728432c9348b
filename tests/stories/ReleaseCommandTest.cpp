#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A release manager imports, reads and removes releases by enigmctl alone, against a real control plane. The functions
/// are its chapters, in order.
class ReleaseCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aManagerImportsARelease();
    void aManagerSaysWhatItIs_data();
    void aManagerSaysWhatItIs();
    void everybodyReadsReleases();
    void nobodyElseImports();
    void anImportIsNotResumedWithAnotherFile();
    void aReleaseIsRemoved();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] static QStringList importing(const QString &path)
    {
        return {u"release"_s, u"import"_s,           path,     u"--release-version"_s, u"2026.11.2"_s, u"--build"_s,
                u"nightly"_s, u"--for-build"_s,      u"b/2"_s, u"--for-build"_s,       u"b/1"_s,       u"--patch"_s,
                u"202611"_s,  u"--rollback-index"_s, u"7"_s,   u"--notes"_s,           u"Mends it."_s};
    }

    const QString manager = u"release-manager-1"_s;

    QTemporaryDir m_directory;
    SampleOrganisation m_sample;
    QString m_release;
};

QString ReleaseCommandTest::file(const QString &name, const QByteArray &bytes) const
{
    QFile written(m_directory.filePath(name));
    if (!written.open(QIODevice::WriteOnly) || written.write(bytes) != bytes.size())
        qFatal("the file cannot be written");
    return written.fileName();
}

void ReleaseCommandTest::initTestCase()
{
    QCOMPARE(m_sample.found(5), QString());
    QCOMPARE(m_sample.serve(), QString());
}

void ReleaseCommandTest::aManagerImportsARelease()
{
    const ProgramRun run = m_sample.as(manager, importing(file(u"os.swu"_s, QByteArray(5'000'000, 'x'))));
    ENIGM_SUCCEEDS(run);
    m_release = run.member("id"_L1);
    QVERIFY(!m_release.isEmpty());
    QCOMPARE(run.member("stage"_L1), u"artifact"_s);
    const json::Value document = run.json();
    const json::Object &manifest = document.object().find("manifest"_L1)->object();
    QCOMPARE(manifest.find("builds"_L1)->array().front().text(), u"b/1"_s);
    QCOMPARE(manifest.find("version"_L1)->text(), u"2026.11.2"_s);
    QCOMPARE(manifest.find("artifact"_L1)->object().find("name"_L1)->text(), u"os.swu"_s);
}

void ReleaseCommandTest::aManagerSaysWhatItIs_data()
{
    QTest::addColumn<QString>("option");
    for (const char *const option : {"--release-version", "--build", "--for-build", "--patch", "--rollback-index"})
        QTest::newRow(option) << QString::fromLatin1(option);
}

void ReleaseCommandTest::aManagerSaysWhatItIs()
{
    QFETCH(QString, option);
    QStringList line = importing(m_directory.filePath(u"os.swu"_s));
    for (qsizetype at = line.indexOf(option); at >= 0; at = line.indexOf(option))
        line.remove(at, 2);
    const ProgramRun run = m_sample.as(manager, line);
    QCOMPARE(run.exit, 2);
}

void ReleaseCommandTest::everybodyReadsReleases()
{
    for (const QString &person : {u"administrator-1"_s, u"approver-1"_s, u"reviewer-1"_s, manager}) {
        const ProgramRun list = m_sample.as(person, {u"release"_s, u"list"_s});
        ENIGM_SUCCEEDS(list);
        QCOMPARE(list.list("releases"_L1).size(), 1U);
        const ProgramRun one = m_sample.as(person, {u"release"_s, u"show"_s, m_release});
        ENIGM_SUCCEEDS(one);
        QCOMPARE(one.member("id"_L1), m_release);
    }
}

void ReleaseCommandTest::nobodyElseImports()
{
    ENIGM_REFUSED(m_sample.as(u"administrator-1"_s, importing(m_directory.filePath(u"os.swu"_s))), 1,
                  u"not-permitted"_s);
}

void ReleaseCommandTest::anImportIsNotResumedWithAnotherFile()
{
    const QString other = file(u"other.swu"_s, "other"_ba);
    const ProgramRun whole = m_sample.as(manager, {u"release"_s, u"import"_s, other, u"--resume"_s, m_release});
    ENIGM_SUCCEEDS(whole); // there is nothing left to send
    const ProgramRun none = m_sample.as(
        manager, {u"release"_s, u"import"_s, other, u"--resume"_s, u"0197f9a0-0000-7000-8000-0000000000ff"_s});
    ENIGM_REFUSED(none, 1, u"not-found"_s);
}

void ReleaseCommandTest::aReleaseIsRemoved()
{
    const ProgramRun run = m_sample.as(manager, {u"release"_s, u"remove"_s, m_release});
    ENIGM_SUCCEEDS(run);
    const ProgramRun list = m_sample.as(manager, {u"release"_s, u"list"_s});
    ENIGM_SUCCEEDS(list);
    QVERIFY(list.list("releases"_L1).empty());
}

ENIGM_TEST_MAIN(ReleaseCommandTest)
#include "ReleaseCommandTest.moc"
