#include "control-plane/program/FoundingDraft.h"

#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "control-plane/program/ControlPlane.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::program::ControlPlane;
using controlplane::program::FoundingDraft;
using controlplane::program::readFile;
using operators::Role;
using test::outcomeOf;
using test::Person;
using test::require;
using test::SampleHistory;

/// A real deployment is founded by people who sign where their keys are.
class FoundingDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDeploymentIsFoundedBySignaturesAlone();
    void everyFounderSigns();
    void nobodyElseSigns();
    void whoSignedSomethingElseDidNotSign();
    void tooFewPeopleFoundNothing();
    void settingsAreStrict();
    void foundersChooseHowItBegins();
    void choicesThatCannotStandAreRefused_data();
    void choicesThatCannotStandAreRefused();
    void aDraftIsNotMadeTwice();
    void withoutADraftNothingIsCompleted();

private:
    [[nodiscard]] json::Object settings(const std::vector<Person> &founders) const;
    [[nodiscard]] Expected<operators::Founding> draft(const std::vector<Person> &founders) const;
    [[nodiscard]] QByteArray sign(const Person &person) const;
    [[nodiscard]] Expected<void> complete(const std::vector<QByteArray> &signatures) const;
    [[nodiscard]] QString place() const { return m_directory->filePath(u"data"_s); }

    const time::ManualClock m_clock{1'800'000'000};
    std::unique_ptr<QTemporaryDir> m_directory;
    const Person m_administrator = SampleHistory::makePerson({Role::Administrator});
    const Person m_approver = SampleHistory::makePerson({Role::Approver});
    const Person m_reviewer = SampleHistory::makePerson({Role::SecurityReviewer});
    const std::vector<Person> m_founders{m_administrator, m_approver, m_reviewer};
};

void FoundingDraftTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

json::Object FoundingDraftTest::settings(const std::vector<Person> &founders) const
{
    json::Array people;
    for (const Person &person : founders)
        people.push_back(json::Object{{"key"_L1, person.key->publicKey().jwk()},
                                      {"name"_L1, u"Ada"_s},
                                      {"operator"_L1, person.id},
                                      {"roles"_L1, operators::valueOf(person.roles.words())}});
    return {{"attestation"_L1, json::Object{{"boot_keys"_L1, json::Array()},
                                            {"min_level"_L1, u"trusted-environment"_s},
                                            {"min_patch"_L1, 202'601},
                                            {"roots"_L1, json::Array()}}},
            {"founders"_L1, std::move(people)},
            {"hosts"_L1, json::Array{u"command.example"_s}},
            {"name"_L1, u"Example"_s},
            {"recovery"_L1, 2},
            {"witnesses"_L1, json::Object{{"keys"_L1, json::Array()}, {"max_age"_L1, 86'400}, {"threshold"_L1, 0}}}};
}

Expected<operators::Founding> FoundingDraftTest::draft(const std::vector<Person> &founders) const
{
    const auto parsed = FoundingDraft::Settings::fromJson(settings(founders));
    if (!parsed)
        return std::unexpected(parsed.error());
    return FoundingDraft::draft(place(), *parsed, m_clock);
}

QByteArray FoundingDraftTest::sign(const Person &person) const
{
    const auto payload = require(json::parseSigned(require(readFile(place() + u"/founding.json"_s))));
    return require(signing::Jws::sign(operators::foundingTyp, payload, *person.key)).compact() + '\n';
}

Expected<void> FoundingDraftTest::complete(const std::vector<QByteArray> &signatures) const
{
    return FoundingDraft::complete(place(), signatures, QUrl(u"https://command.example"_s), m_clock);
}

void FoundingDraftTest::aDeploymentIsFoundedBySignaturesAlone()
{
    const auto founding = require(draft(m_founders));
    QVERIFY(!founding.sample);
    require(complete({sign(m_reviewer), sign(m_administrator), sign(m_approver)}));
    const auto file = require(deployment::DeploymentFile::parse(require(readFile(place() + u"/deployment.json"_s))));
    QCOMPARE(file.deployment, founding.deploymentId());
    QVERIFY(!file.sample);
    const auto plane = require(ControlPlane::open(place(), m_clock));
    QCOMPARE(plane->governance().directory()->deploymentId(), founding.deploymentId());
    QCOMPARE(require(require(plane->database().read())->operators.name(m_approver.id)), std::optional(u"Ada"_s));
    QVERIFY(!QFileInfo::exists(place() + u"/sample"_s));
}

void FoundingDraftTest::everyFounderSigns()
{
    require(draft(m_founders));
    const auto refused = complete({sign(m_administrator), sign(m_reviewer), sign(m_reviewer)});
    QCOMPARE(outcomeOf(refused), u"quorum-missing"_s);
    QCOMPARE(refused.error().where, m_approver.id);
    QVERIFY(!QFileInfo::exists(place() + u"/deployment.json"_s));
    require(complete({sign(m_administrator), sign(m_approver), sign(m_reviewer)}));
}

void FoundingDraftTest::nobodyElseSigns()
{
    require(draft(m_founders));
    const Person stranger = SampleHistory::makePerson({Role::Approver});
    QCOMPARE(outcomeOf(complete({sign(m_administrator), sign(m_approver), sign(m_reviewer), sign(stranger)})),
             u"unknown-key"_s);
    QByteArray forged = sign(m_approver).trimmed();
    const auto turned = forged.lastIndexOf('.') + 5;
    forged[turned] = forged[turned] == 'A' ? 'B' : 'A';
    QCOMPARE(outcomeOf(complete({sign(m_administrator), forged, sign(m_reviewer)})), u"bad-signature"_s);
}

void FoundingDraftTest::whoSignedSomethingElseDidNotSign()
{
    auto other = require(draft(m_founders));
    other.name = u"Another"_s;
    const auto jws = require(signing::Jws::sign(operators::foundingTyp, other.toJson(), *m_approver.key));
    QCOMPARE(outcomeOf(complete({sign(m_administrator), jws.compact(), sign(m_reviewer)})), u"entry-mismatch"_s);
}

void FoundingDraftTest::tooFewPeopleFoundNothing()
{
    QCOMPARE(outcomeOf(draft({m_administrator, m_approver})), u"would-deadlock"_s);
    QVERIFY(!QFileInfo::exists(place() + u"/founding.json"_s));
}

void FoundingDraftTest::settingsAreStrict()
{
    json::Object unknown = settings(m_founders);
    unknown.insert(u"more"_s, 1);
    QCOMPARE(outcomeOf(FoundingDraft::Settings::fromJson(unknown)), u"unknown-member"_s);
    const Person confused = SampleHistory::makePerson({Role::Administrator, Role::SecurityReviewer});
    QCOMPARE(outcomeOf(draft({confused, m_administrator, m_approver, m_reviewer})), u"role-conflict"_s);
}

void FoundingDraftTest::foundersChooseHowItBegins()
{
    json::Object chosen = settings(m_founders);
    const json::Value rules = require(json::parse(
        R"([{"actions":["device.admit","device.revoke"],"id":"approvers","signers":[{"count":1,"roles":["approver"]}],)"
        R"("version":1}])"));
    const auto brake = json::Object{{"devices"_L1, 20}, {"window"_L1, 3600}};
    const auto suspension = json::Object{{"devices"_L1, 5}, {"window"_L1, 60}};
    chosen.insert(u"rules"_s, rules);
    chosen.insert(u"role_conflicts"_s,
                  require(json::parse(R"([["administrator","approver"],["administrator","security-reviewer"],)"
                                      R"(["release-manager","security-reviewer"]])")));
    chosen.insert(u"brake"_s, brake);
    chosen.insert(u"suspension"_s, suspension);
    chosen.insert(u"retention"_s, json::Object{{"app-access"_L1, 90}});
    chosen.insert(u"break_glass"_s, json::Array{u"device.revoke"_s});
    const auto parsed = require(FoundingDraft::Settings::fromJson(chosen));
    const auto founding = require(FoundingDraft::draft(place(), parsed, m_clock));
    const json::Value payload = founding.toJson();
    for (const auto &name :
         {"rules"_L1, "role_conflicts"_L1, "brake"_L1, "suspension"_L1, "retention"_L1, "break_glass"_L1})
        QCOMPARE(*payload.object().find(name), *chosen.find(name));
    require(complete({sign(m_administrator), sign(m_approver), sign(m_reviewer)}));
}

void FoundingDraftTest::choicesThatCannotStandAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a rule below the floor")
        << u"rules"_s
        << R"([{"actions":["key.add"],"id":"one","signers":[{"count":1,"roles":["approver"]}],"version":1}])"_ba
        << u"below-floor"_s;
    QTest::newRow("a rule that nobody can satisfy")
        << u"rules"_s
        << R"([{"actions":["device.admit"],"id":"one","signers":[{"count":9,"roles":["approver"]}],"version":1}])"_ba
        << u"would-deadlock"_s;
    QTest::newRow("a rule on nothing known")
        << u"rules"_s
        << R"([{"actions":["device.paint"],"id":"one","signers":[{"count":1,"roles":["approver"]}],"version":1}])"_ba
        << u"unknown-action"_s;
    QTest::newRow("reviewers who act") << u"role_conflicts"_s << R"([["administrator","approver"]])"_ba
                                       << u"out-of-range"_s;
    QTest::newRow("a conflict with oneself") << u"role_conflicts"_s << R"([["approver"]])"_ba << u"out-of-range"_s;
    QTest::newRow("a brake that never lets go") << u"brake"_s << R"({"devices":1,"window":0})"_ba << u"out-of-range"_s;
    QTest::newRow("suspensions without a number") << u"suspension"_s << R"({"window":60})"_ba << u"missing-member"_s;
    QTest::newRow("keeping what is no category") << u"retention"_s << R"({"gossip":1})"_ba << u"unknown-member"_s;
    QTest::newRow("breaking glass for governance") << u"break_glass"_s << R"(["key.add"])"_ba << u"below-floor"_s;
    QTest::newRow("more witnesses than there are")
        << u"witnesses"_s << R"({"keys":[],"max_age":60,"threshold":1})"_ba << u"out-of-range"_s;
    QTest::newRow("another spelling of a level")
        << u"attestation"_s << R"({"boot_keys":[],"min_level":"strong-box","min_patch":0,"roots":[]})"_ba
        << u"out-of-range"_s;
}

void FoundingDraftTest::choicesThatCannotStandAreRefused()
{
    QFETCH(QString, member);
    QFETCH(QByteArray, value);
    QFETCH(QString, problem);
    json::Object chosen = settings(m_founders);
    chosen.insert(member, require(json::parse(value)));
    const auto parsed = FoundingDraft::Settings::fromJson(chosen);
    const auto refused = parsed ? FoundingDraft::draft(place(), *parsed, m_clock) : std::unexpected(parsed.error());
    QCOMPARE(outcomeOf(refused), problem);
    QVERIFY(!QFileInfo::exists(place() + u"/founding.json"_s));
}

void FoundingDraftTest::aDraftIsNotMadeTwice()
{
    require(draft(m_founders));
    QCOMPARE(outcomeOf(draft(m_founders)), u"already-exists"_s);
}

void FoundingDraftTest::withoutADraftNothingIsCompleted()
{
    QCOMPARE(outcomeOf(complete({})), u"not-found"_s);
    QCOMPARE(outcomeOf(ControlPlane::open(place(), m_clock)), u"not-found"_s);
}

ENIGM_TEST_MAIN(FoundingDraftTest)
#include "FoundingDraftTest.moc"
