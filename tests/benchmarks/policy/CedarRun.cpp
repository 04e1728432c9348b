#include "tests/benchmarks/policy/CedarRun.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using namespace policy;

constexpr int rounds = 9;
constexpr int mostMilliseconds = 120'000;

QString quoted(const QStringList &words)
{
    QStringList texts;
    for (const QString &word : words)
        texts.append(u"\"%1\""_s.arg(word));
    return u"[%1]"_s.arg(texts.join(u", "_s));
}

QStringList namesOf(const GroupSet &groups)
{
    QStringList names;
    for (const GroupIndex group : groups)
        names.append(u"g%1"_s.arg(group));
    return names;
}

/// A clause that an input which is not known fails where the rule allows, and meets where it denies.
QString clause(Effect effect, const QString &input, const QString &holds)
{
    return effect == Effect::Allow ? u"context has %1 && %2"_s.arg(input, holds)
                                   : u"(!(context has %1) || %2)"_s.arg(input, holds);
}

Expected<QString> policyOf(const Rule &rule, const std::optional<std::vector<QString>> &assigned,
                           const GroupDictionary &groups)
{
    if (!rule.conditions.times.empty())
        return refuse(ProblemType::OutOfRange, u"times are not translated"_s, rule.id);
    QStringList clauses;
    for (const Input input : allInputs().first(wordInputCount)) {
        QStringList words;
        for (const QLatin1StringView word : rule.conditions.acceptedWords(input))
            words.append(word);
        if (!words.isEmpty())
            clauses.append(
                clause(rule.effect, toWord(input), u"%1.contains(context.%2)"_s.arg(quoted(words), toWord(input))));
    }
    const auto among = [&](const std::vector<QString> &ids) {
        clauses.append(clause(rule.effect, u"groups"_s,
                              u"context.groups.containsAny(%1)"_s.arg(quoted(namesOf(groups.knownOf(ids))))));
    };
    if (!rule.conditions.groups.empty())
        among(rule.conditions.groups);
    if (assigned)
        among(*assigned);
    return u"%1 (principal, action == Action::\"%2\", resource == Resource::\"%3\")%4;"_s.arg(
        rule.effect == Effect::Allow ? u"permit"_s : u"forbid"_s, toWord(rule.action), log::word(rule.resource),
        clauses.isEmpty() ? QString() : u" when { %1 }"_s.arg(clauses.join(u" && "_s)));
}

/// The rules that are always there.
QStringList floorPolicies()
{
    return {u"forbid (principal, action, resource) unless { context has device_state && "
            "[\"trusted\", \"restricted\"].contains(context.device_state) };"_s,
            u"forbid (principal, action, resource) unless { context has actor && context.actor == \"device\" };"_s};
}

Expected<QString> cedarText(const PolicySet &policies, const GroupDictionary &groups)
{
    QStringList texts = floorPolicies();
    for (const AssignedPolicy &assigned : policies) {
        for (const Rule &rule : assigned.policy.document.rules) {
            auto text = policyOf(rule, assigned.groups, groups);
            if (!text)
                return text;
            texts.append(std::move(*text));
        }
    }
    return texts.join(u'\n');
}

json::Value contextOf(const Question &question, const DeviceInputs &device)
{
    json::Object context{{"actor"_L1, "device"_L1}};
    if (question.path)
        context.insert(toWord(Input::NetworkPath), toWord(*question.path));
    for (const Input input : allInputs().subspan(1, deviceInputCount)) {
        if (const Code code = device.code(input); code != missing)
            context.insert(toWord(input), wordsOf(input)[static_cast<std::size_t>(code) - 1]);
    }
    if (const auto &groups = device.groups()) {
        json::Array names;
        for (const QString &name : namesOf(*groups))
            names.emplace_back(name);
        context.insert(u"groups"_s, std::move(names));
    }
    return context;
}

Expected<json::Value> answerOf(const QString &directory, const json::Value &workload)
{
    QTemporaryFile file;
    const QByteArray bytes = json::canonical(workload);
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return refuse(ProblemType::Internal, u"the workload of Cedar cannot be written"_s);
    QProcess node;
    node.setWorkingDirectory(directory);
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(u"node"_s, {directory + u"/decide.cjs"_s, file.fileName()});
    if (!node.waitForFinished(mostMilliseconds) || node.exitCode() != 0)
        return refuse(ProblemType::Internal, u"Cedar did not answer: %1"_s.arg(node.errorString()));
    return json::parse(node.readAllStandardOutput());
}

} // namespace

Expected<double> nanosecondsOfCedar(const QString &directory, const PolicySet &policies, const Question &question,
                                    std::span<const DeviceInputs> devices, const std::vector<bool> &permits,
                                    const GroupDictionary &groups)
{
    const auto text = cedarText(policies, groups);
    if (!text)
        return std::unexpected(text.error());
    json::Array questions;
    for (std::size_t i = 0; i < devices.size(); ++i)
        questions.emplace_back(
            json::Object{{"context"_L1, contextOf(question, devices[i])}, {"permit"_L1, bool(permits[i])}});
    const auto answer = answerOf(directory, json::Object{{"action"_L1, toWord(question.action)},
                                                         {"policies"_L1, *text},
                                                         {"questions"_L1, std::move(questions)},
                                                         {"resource"_L1, log::word(question.resource)},
                                                         {"rounds"_L1, rounds}});
    if (!answer)
        return std::unexpected(answer.error());
    json::ObjectReader reader(*answer);
    const qint64 disagreements = reader.integer("disagreements"_L1);
    const qint64 nanoseconds = reader.integer("nanoseconds"_L1, 1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (disagreements != 0)
        return refuse(ProblemType::Internal, u"Cedar decides %1 questions otherwise"_s.arg(disagreements));
    return double(nanoseconds);
}

} // namespace enigm::benchmarks
