#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// contract/policy.schema.json says of a document what the reader says, judged by somebody else's validator.
class PolicySchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemaAndReaderTakeTheSame();
    void someThingsOnlyTheReaderCanSay_data();
    void someThingsOnlyTheReaderCanSay();
};

namespace {

constexpr int timeout = 60'000;

/// What the validator says of each; nothing where it did not run.
std::optional<std::vector<bool>> validated(const std::vector<QByteArray> &documents)
{
    const QString root = qEnvironmentVariable("ENIGM_SOURCE_DIR");
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(u"python3"_s,
                 {root + u"/tests/contract/policy/validate-schema.py"_s, root + u"/contract/policy.schema.json"_s});
    for (const QByteArray &document : documents)
        python.write(QByteArray(document).replace('\n', ' ') + '\n');
    python.closeWriteChannel();
    if (!python.waitForFinished(timeout) || python.exitCode() != 0)
        return std::nullopt;
    std::vector<bool> verdicts;
    for (const QByteArray &line : python.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            verdicts.push_back(line == "1");
    }
    return verdicts.size() == documents.size() ? std::optional(verdicts) : std::nullopt;
}

/// A document with one thing changed somewhere: what it is, what it holds, or what it is called.
class Mutator
{
public:
    explicit Mutator(test::PolicyMaker &maker)
        : m_maker(maker)
    {}

    [[nodiscard]] json::Value mutated(const json::Value &value)
    {
        const bool isHere = m_maker.chance(15);
        if (value.kind() == json::Value::Kind::Object && !(isHere || value.object().isEmpty()))
            return withMember(value.object());
        if (value.kind() == json::Value::Kind::Array && !(isHere || value.array().empty()))
            return withItem(value.array());
        if (value.kind() == json::Value::Kind::Object && m_maker.chance(70))
            return otherObject(value.object());
        if (value.kind() == json::Value::Kind::Array && m_maker.chance(70))
            return otherArray(value.array());
        return replacement();
    }

private:
    [[nodiscard]] json::Value withMember(const json::Object &object)
    {
        json::Object result = object;
        const auto &member = *(object.begin() + static_cast<std::ptrdiff_t>(m_maker.below(object.size())));
        result.insert(member.name, mutated(member.value));
        return result;
    }
    [[nodiscard]] json::Value withItem(json::Array items)
    {
        json::Value &item = items[m_maker.below(items.size())];
        item = mutated(item);
        return items;
    }
    [[nodiscard]] json::Value otherObject(const json::Object &object)
    {
        json::Object result;
        const std::size_t gone = m_maker.below(object.size() + 1);
        for (std::size_t i = 0; i < object.size(); ++i) {
            const auto &member = *(object.begin() + static_cast<std::ptrdiff_t>(i));
            if (i != gone)
                result.insert(member.name, member.value);
        }
        if (gone == object.size())
            result.insert(m_maker.chance(50) ? u"extra"_s : u"Ex tra"_s, json::Value());
        return result;
    }
    [[nodiscard]] json::Value otherArray(json::Array items)
    {
        if (m_maker.chance(30))
            return json::Array();
        items.push_back(m_maker.chance(50) && !items.empty() ? items.front() : replacement());
        return items;
    }
    [[nodiscard]] json::Value replacement()
    {
        const std::vector<json::Value> values{json::Value(),
                                              json::Value(true),
                                              json::Value(7),
                                              json::Value(1441),
                                              json::Value(0),
                                              json::Value(-1),
                                              json::Value(1.5),
                                              json::Value(json::Array()),
                                              json::Value("allow"_L1),
                                              json::Value("deny"_L1),
                                              json::Value("vpn-network"_L1),
                                              json::Value("tor-gateway"_L1),
                                              json::Value("trusted"_L1),
                                              json::Value("connect"_L1),
                                              json::Value("device"_L1),
                                              json::Value("release"_L1),
                                              json::Value("unknown"_L1),
                                              json::Value(""_L1),
                                              json::Value(json::Object())};
        return m_maker.oneOf(values);
    }

    test::PolicyMaker &m_maker;
};

} // namespace

void PolicySchemaTest::schemaAndReaderTakeTheSame()
{
    test::PolicyMaker maker(11);
    Mutator mutator(maker);
    std::vector<QByteArray> documents{test::examplePolicy()};
    while (documents.size() < 2'000) {
        const auto kind = maker.oneOf(allOf<PolicyKind>());
        const json::Value value = maker.policy(kind, maker.below(4)).policy.document.toJson();
        documents.push_back(json::canonical(value));
        for (int i = 0; i < 9; ++i)
            documents.push_back(json::canonical(mutator.mutated(value)));
    }
    const auto verdicts = validated(documents);
    QVERIFY2(verdicts, "python3 with jsonschema (Debian: python3-jsonschema) is needed");
    std::size_t taken = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const auto document = PolicyDocument::parse(documents[i]);
        const QByteArray why = documents[i] + "\n" + (document ? "" : document.error().toString().toUtf8());
        QVERIFY2(document.has_value() == (*verdicts)[i], why.constData());
        taken += document ? 1U : 0U;
    }
    QVERIFY(taken > documents.size() / 10 && taken < documents.size() * 9 / 10);
}

void PolicySchemaTest::someThingsOnlyTheReaderCanSay_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("a name that is an address") << test::examplePolicyWith("field offices", "kim@example.org");
    QTest::newRow("a name with space around it") << test::examplePolicyWith("Paths of", " Paths of");
    QTest::newRow("a fraction that is none") << test::examplePolicyWith("600", "600.0");
    QTest::newRow("a rule twice") << test::examplePolicyWith("no-untrusted-os", "field-by-vpn");
    QTest::newRow("too many bytes") << test::examplePolicy() + QByteArray(PolicyDocument::maxBytes, ' ');
}

void PolicySchemaTest::someThingsOnlyTheReaderCanSay()
{
    QFETCH(QByteArray, document);
    QVERIFY(!PolicyDocument::parse(document));
    const auto verdicts = validated({document});
    QVERIFY(verdicts && verdicts->front());
}

ENIGM_TEST_MAIN(PolicySchemaTest)
#include "PolicySchemaTest.moc"
