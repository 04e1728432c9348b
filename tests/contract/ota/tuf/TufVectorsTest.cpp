#include "contract/json/JsonParser.h"
#include "tests/contract/ota/tuf/MemoryRepository.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDateTime>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using enigm::test::MemoryRepository;
using enigm::test::MemoryStore;

namespace {

/// A repository of others as a device meets it: what it came with, what is served, what it looks for.
struct Published
{
    QByteArray root;
    MemoryRepository served;
    QStringList targets;
    qint64 now = 0;
};

QMap<QString, QByteArray> readAll(const QDir &folder, const QStringList &names)
{
    QMap<QString, QByteArray> files;
    for (const QString &name : folder.entryList(names, QDir::Files))
        files.insert(name, test::readFile(folder.filePath(name)));
    return files;
}

Published tufOnCi()
{
    const QDir folder(test::vectorsDirectory() + u"/tuf/conformance-static/tuf-on-ci-0.11"_s);
    const QString path = QString::fromUtf8(test::readFile(folder.filePath(u"targetpath"_s))).trimmed();
    Published result;
    result.root = test::readFile(folder.filePath(u"initial_root.json"_s));
    result.served.files = readAll(QDir(folder.filePath(u"metadata"_s)), {u"*.json"_s});
    const QString directory = path.section(u'/', 0, -2) + u'/';
    const QDir below(folder.filePath(u"targets/"_s + directory));
    for (const auto files = readAll(below, {u"*"_s}); const QString &name : files.keys())
        result.served.targets.insert(directory + name, files.value(name));
    result.targets = {path};
    const QString instant = QString::fromUtf8(test::readFile(folder.filePath(u"faketime"_s))).trimmed();
    result.now = QDateTime::fromString(instant.left(19).replace(u' ', u'T') + u'Z', Qt::ISODate).toSecsSinceEpoch();
    return result;
}

Published pythonTuf()
{
    const QDir folder(test::vectorsDirectory() + u"/tuf/python-tuf/repository"_s);
    Published result;
    result.served.files = readAll(QDir(folder.filePath(u"metadata"_s)), {u"*.json"_s});
    // The same bytes under the name that TUF had before 1.0; no client asks for it.
    result.served.files.remove(u"root.json"_s);
    result.root = result.served.files.value(u"1.root.json"_s);
    result.served.targets = readAll(QDir(folder.filePath(u"targets"_s)), {u"*"_s});
    result.targets = result.served.targets.keys();
    result.now = QDateTime::fromString(u"2026-01-01T00:00:00Z"_s, Qt::ISODate).toSecsSinceEpoch();
    return result;
}

/// All of a repository is believed: every role, whether a target leads there or not, and every target.
Expected<void> believed(Published &published)
{
    MemoryStore store;
    ota::tuf::Updater updater(published.served, store, published.now);
    if (auto done = updater.refresh(published.root); !done)
        return done;
    if (auto done = updater.loadAll(); !done)
        return done;
    for (const QString &path : published.targets) {
        const auto target = updater.find(path);
        if (!target)
            return std::unexpected(target.error());
        if (!*target)
            return refuse(ProblemType::NotFound, {}, path);
        if (const auto bytes = updater.fetch(**target); !bytes)
            return std::unexpected(bytes.error());
    }
    return {};
}

/// A repository is refused, whichever place of this file of it is changed.
void eachPlaceIsRefused(Published &published, QByteArray &file, char (*changed)(char))
{
    const QByteArray good = file;
    for (qsizetype place = 0; place < good.size(); ++place) {
        const char byte = changed(good[place]);
        if (byte == good[place])
            continue;
        file[place] = byte;
        const auto answer = believed(published);
        QVERIFY2(!answer, qPrintable(u"byte %1: %2 for %3"_s.arg(place).arg(QChar::fromLatin1(byte),
                                                                            QChar::fromLatin1(good[place]))));
        file = good;
    }
}

char lowBit(char byte)
{
    return static_cast<char>(byte ^ 1);
}

/// What a lenient reader takes for the same: a letter of the other case, white space of another kind.
char sameToMany(char byte)
{
    if (byte == ' ')
        return '\t';
    if (byte == '\n')
        return ' ';
    const bool isLetter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return isLetter ? static_cast<char>(byte ^ 0x20) : byte;
}

} // namespace

/// The repositories that others published with their own programs.
class TufVectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ENIGM_REQUIRE_VECTORS(); }
    void aSoundRepositoryIsBelieved_data() { repositories(); }
    void aSoundRepositoryIsBelieved();
    void nothingIsBelievedPastItsTime_data() { repositories(); }
    void nothingIsBelievedPastItsTime();
    void noByteCanBeChanged_data() { repositories(); }
    void noByteCanBeChanged();

private:
    static void repositories();
    static Published published();
};

void TufVectorsTest::repositories()
{
    QTest::addColumn<bool>("onCi");
    QTest::newRow("tuf-on-ci") << true;
    QTest::newRow("python-tuf") << false;
}

Published TufVectorsTest::published()
{
    QFETCH(bool, onCi);
    return onCi ? tufOnCi() : pythonTuf();
}

void TufVectorsTest::aSoundRepositoryIsBelieved()
{
    Published repository = published();
    const auto answer = believed(repository);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().toString()));
    QVERIFY(!repository.targets.isEmpty());
}

void TufVectorsTest::nothingIsBelievedPastItsTime()
{
    Published repository = published();
    repository.now = QDateTime::fromString(u"2045-01-01T00:00:00Z"_s, Qt::ISODate).toSecsSinceEpoch();
    const auto answer = believed(repository);
    QVERIFY(!answer);
    QCOMPARE(answer.error().type, ProblemType::ClockOutOfRange);
}

void TufVectorsTest::noByteCanBeChanged()
{
    Published repository = published();
    for (const auto changed : {lowBit, sameToMany}) {
        eachPlaceIsRefused(repository, repository.root, changed);
        for (const QString &name : repository.served.files.keys()) {
            // What a device came with is the first root; a server that serves another says nothing to it.
            if (name != u"1.root.json"_s)
                eachPlaceIsRefused(repository, repository.served.files[name], changed);
        }
        for (const QString &name : repository.served.targets.keys())
            eachPlaceIsRefused(repository, repository.served.targets[name], changed);
    }
    const auto answer = believed(repository);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().toString()));
}

ENIGM_TEST_MAIN(TufVectorsTest)
#include "TufVectorsTest.moc"
