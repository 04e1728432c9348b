#include "contract/signing/Secret.h"
#include "tests/contract/ota/tuf/SmallRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::ota::tuf;
using enigm::test::MemoryRepository;
using enigm::test::MemoryStore;
using enigm::test::SmallRepository;

namespace {

struct Delegated
{
    QString from;
    QString to;
    QStringList paths;
    bool terminating = false;
};

/// A repository of roles that all sign with one key.
class Tree
{
public:
    Tree() { m_roles[targetsRole].heading.expires = SmallRepository::later; }
    void delegate(const Delegated &delegated)
    {
        DelegatedRole role{.name = delegated.to,
                           .role = {},
                           .paths = delegated.paths,
                           .hashPrefixes = {},
                           .terminating = delegated.terminating};
        add(delegated.from, std::move(role));
    }
    void add(const QString &from, DelegatedRole role)
    {
        auto &delegations = m_roles[from].delegations;
        if (!delegations)
            delegations.emplace();
        m_roles[role.name].heading.expires = SmallRepository::later;
        role.role = SmallRepository::roleOf(delegations->keys, {m_key}, 1);
        delegations->roles.push_back(std::move(role));
    }
    void vouch(const QString &role, const QString &path)
    {
        m_roles[role].files.insert(
            path, {.length = 1, .hashes = {.sha256 = signing::sha256(role.toUtf8()), .sha512 = {}}, .custom = {}});
    }
    /// The role that vouches for a path, "nobody", or the refusal.
    QString finder(const QString &path)
    {
        SmallRepository base;
        base.targetsKey = m_key;
        base.root.targets = SmallRepository::roleOf(base.root.keys, {m_key}, 1);
        base.root.heading.version = 1;
        base.publishRoot(base.rootKeys);
        base.snapshot.roles.clear();
        for (auto role = m_roles.begin(); role != m_roles.end(); ++role) {
            const QByteArray text = SmallRepository::signedText(role->toJson(), {m_key});
            base.snapshot.roles.insert(role.key(), MetaFile::of(1, text));
            base.served.files.insert(u"1."_s + escapedRole(role.key()) + u".json"_s, text);
        }
        const QByteArray snapshot = SmallRepository::signedText(base.snapshot.toJson(), {base.snapshotKey});
        base.timestamp.snapshot = MetaFile::of(1, snapshot);
        base.served.files.insert(u"1.snapshot.json"_s, snapshot);
        base.served.files.insert(u"timestamp.json"_s,
                                 SmallRepository::signedText(base.timestamp.toJson(), {base.timestampKey}));
        MemoryStore store;
        Updater updater(base.served, store, SmallRepository::now);
        if (const auto done = updater.refresh(base.served.files.value(u"1.root.json"_s)); !done)
            return done.error().toString();
        const auto target = updater.find(path);
        if (!target)
            return problemSlug(target.error().type);
        return *target ? (*target)->role : u"nobody"_s;
    }

private:
    SmallRepository::Signer m_key = SmallRepository::makeKey();
    QMap<QString, Targets> m_roles;
};

} // namespace

/// Who vouches for a path (TUF 1.0 section 5.6.7).
class TufDelegationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPatternDoesNotReachOverASlash_data();
    void aPatternDoesNotReachOverASlash();
    void theFirstThatVouchesIsTaken();
    void afterATerminatingRoleNobodyIsAsked();
    void aRoleVouchesForItsOwnPathsOnly();
    void aPrefixOfTheHashLeadsToo();
    void aRingOfDelegationsEnds();
    void theSearchIsBounded();
    void aHostileNameIsNoPath();
};

void TufDelegationsTest::aPatternDoesNotReachOverASlash_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    QTest::newRow("star") << u"stable/a.img"_s << u"stable/*"_s << true;
    QTest::newRow("slash") << u"stable/1/a.img"_s << u"stable/*"_s << false;
    QTest::newRow("two parts") << u"stable/1/a.img"_s << u"stable/*/*.img"_s << true;
    QTest::newRow("one character") << u"a1"_s << u"a?"_s << true;
    QTest::newRow("no character") << u"a"_s << u"a?"_s << false;
    QTest::newRow("star for nothing") << u"a"_s << u"a*"_s << true;
    QTest::newRow("stars that try again") << u"aXbXc"_s << u"*X*c"_s << true;
    QTest::newRow("no end") << u"aXbXd"_s << u"*X*c"_s << false;
    QTest::newRow("a class is text") << u"a1"_s << u"a[0-9]"_s << false;
    QTest::newRow("case") << u"Stable/a"_s << u"stable/*"_s << false;
    QTest::newRow("empty") << u"a"_s << QString() << false;
}

void TufDelegationsTest::aPatternDoesNotReachOverASlash()
{
    QFETCH(QString, path);
    QFETCH(QString, pattern);
    QTEST(matchesPattern(path, pattern), "matches");
}

void TufDelegationsTest::theFirstThatVouchesIsTaken()
{
    Tree tree;
    tree.delegate({u"targets"_s, u"one"_s, {u"a/*"_s}});
    tree.delegate({u"targets"_s, u"two"_s, {u"a/*"_s}});
    tree.delegate({u"one"_s, u"child"_s, {u"a/b"_s}});
    tree.vouch(u"two"_s, u"a/b"_s);
    QCOMPARE(tree.finder(u"a/b"_s), u"two"_s);
    tree.vouch(u"child"_s, u"a/b"_s); // depth first
    QCOMPARE(tree.finder(u"a/b"_s), u"child"_s);
    tree.vouch(u"one"_s, u"a/b"_s);
    QCOMPARE(tree.finder(u"a/b"_s), u"one"_s);
}

void TufDelegationsTest::afterATerminatingRoleNobodyIsAsked()
{
    Tree tree;
    tree.delegate({u"targets"_s, u"one"_s, {u"a/*"_s}, true});
    tree.delegate({u"targets"_s, u"two"_s, {u"*/*"_s}});
    tree.vouch(u"two"_s, u"a/b"_s);
    tree.vouch(u"two"_s, u"c/b"_s);
    QCOMPARE(tree.finder(u"a/b"_s), u"nobody"_s);
    QCOMPARE(tree.finder(u"c/b"_s), u"two"_s);
}

void TufDelegationsTest::aRoleVouchesForItsOwnPathsOnly()
{
    Tree tree;
    tree.delegate({u"targets"_s, u"validation"_s, {u"validation/*"_s}});
    tree.vouch(u"validation"_s, u"stable/a"_s);
    QCOMPARE(tree.finder(u"stable/a"_s), u"nobody"_s);
}

void TufDelegationsTest::aPrefixOfTheHashLeadsToo()
{
    const QString hash = QString::fromLatin1(signing::sha256("a/b").toHex());
    for (const bool leads : {true, false}) {
        Tree tree;
        tree.add(targetsRole, {.name = u"bin"_s,
                               .role = {},
                               .paths = {},
                               .hashPrefixes = QStringList{leads ? hash.first(2) : u"zz"_s},
                               .terminating = false});
        tree.vouch(u"bin"_s, u"a/b"_s);
        QCOMPARE(tree.finder(u"a/b"_s), leads ? u"bin"_s : u"nobody"_s);
    }
}

void TufDelegationsTest::aRingOfDelegationsEnds()
{
    Tree tree;
    tree.delegate({u"targets"_s, u"one"_s, {u"*"_s}});
    tree.delegate({u"one"_s, u"two"_s, {u"*"_s}});
    tree.delegate({u"two"_s, u"one"_s, {u"*"_s}});
    QCOMPARE(tree.finder(u"a"_s), u"nobody"_s);
}

void TufDelegationsTest::theSearchIsBounded()
{
    Tree tree;
    QString parent = targetsRole;
    for (int i = 0; i < 40; ++i) {
        const QString child = u"role%1"_s.arg(i);
        tree.delegate({parent, child, {u"*"_s}});
        parent = child;
    }
    tree.vouch(parent, u"a"_s);
    QCOMPARE(tree.finder(u"a"_s), u"too-large"_s);
}

void TufDelegationsTest::aHostileNameIsNoPath()
{
    const QString name = u"../../etc/passwd"_s;
    QVERIFY(!escapedRole(name).contains(u'/'));
    Tree tree;
    tree.delegate({u"targets"_s, name, {u"*"_s}});
    tree.vouch(name, u"a"_s);
    QCOMPARE(tree.finder(u"a"_s), name);
}

ENIGM_TEST_MAIN(TufDelegationsTest)
#include "TufDelegationsTest.moc"
