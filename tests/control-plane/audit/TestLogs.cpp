#include "tests/control-plane/audit/TestLogs.h"

#include "control-plane/audit/LogCheck.h"
#include "control-plane/store/Transaction.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::audit::Appended;
using controlplane::audit::LogId;
using controlplane::audit::LogSigners;
using signing::PrivateKey;
using signing::PublicKey;

namespace {

log::NoteSigner noteSigner(const QByteArray &name, const PrivateKey &key)
{
    auto signer = log::NoteSigner::make(name, log::NoteAlgorithm::Ed25519, key);
    if (!signer)
        qFatal("%s", qPrintable(signer.error().toString()));
    return std::move(*signer);
}

std::unique_ptr<PrivateKey> keptKey(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        auto key = PrivateKey::fromPkcs8(file.readAll());
        if (!key)
            qFatal("%s", qPrintable(key.error().toString()));
        return std::move(*key);
    }
    auto key = PrivateKey::generate(PublicKey::Kind::Ed25519);
    if (!file.open(QIODevice::WriteOnly) || file.write(key->pkcs8().view().toByteArray()) < 0)
        qFatal("cannot keep a key in %s", qPrintable(path));
    return key;
}

} // namespace

LogKeys LogKeys::generate()
{
    return {.governance = PrivateKey::generate(PublicKey::Kind::Ed25519),
            .activity = PrivateKey::generate(PublicKey::Kind::Ed25519)};
}

LogKeys LogKeys::keptIn(const QString &path)
{
    return {.governance = keptKey(path + u".governance"_s), .activity = keptKey(path + u".activity"_s)};
}

LogSigners LogKeys::signers() const
{
    return {.governance = noteSigner("test.example/governance"_ba, *governance),
            .activity = noteSigner("test.example/activity"_ba, *activity)};
}

log::ActivityEntry activityEntry(qint64 number)
{
    return {.index = 0,
            .time = 1'790'000'000 + number,
            .category = log::Category::AdministrativeChange,
            .action = u"change.requested"_s,
            .resource = log::Resource::Device,
            .actor = u"control-plane"_s,
            .outcome = log::Outcome::Done,
            .change = std::nullopt,
            .handles = {},
            .governanceSize = 0,
            .body = std::nullopt};
}

log::ActivityBody activityBody(qint64 number)
{
    return log::ActivityBody::make(json::Object{{"number"_L1, number}, {"reason"_L1, u"as the test asks"_s}});
}

log::GovernanceEntry governanceEntry(qint64 number)
{
    return {.index = 0,
            .kind = u"rule.change"_s,
            .change = std::nullopt,
            .approvals = {},
            .fact = json::Object{{"number"_L1, number}},
            .activity = {}};
}

TestLogs::TestLogs(std::unique_ptr<controlplane::store::Database> database, const LogKeys &keys)
    : m_keys(keys)
    , m_database(std::move(database))
    , m_sequencer(keys.signers(), m_board)
    , m_writer(std::make_unique<controlplane::store::Writer>(*m_database, &m_sequencer))
{}

TestLogs::~TestLogs() = default;

Expected<std::unique_ptr<TestLogs>> TestLogs::open(const QString &directory, const LogKeys &keys, const QString &vfs)
{
    auto database = controlplane::store::Database::open(directory, {.vfs = vfs});
    if (!database)
        return std::unexpected(database.error());
    std::unique_ptr<TestLogs> logs(new TestLogs(std::move(*database), keys));
    if (auto started = logs->m_writer->start(); !started)
        return std::unexpected(started.error());
    return logs;
}

void TestLogs::submitActivity(qint64 number, controlplane::store::Writer::Completion completion)
{
    m_writer->submit(
        [this, entry = activityEntry(number),
         body = std::optional(activityBody(number))](controlplane::store::Transaction &transaction) -> Expected<void> {
            const auto appended = m_sequencer.appendActivity(transaction, entry, body);
            return appended ? Expected<void>() : std::unexpected(appended.error());
        },
        std::move(completion));
}

Expected<Appended> TestLogs::appendActivity(qint64 number)
{
    std::optional<Appended> appended;
    auto done = m_writer->submitAndWait(
        [this, &appended, entry = activityEntry(number),
         body = std::optional(activityBody(number))](controlplane::store::Transaction &transaction) -> Expected<void> {
            auto answer = m_sequencer.appendActivity(transaction, entry, body);
            if (!answer)
                return std::unexpected(answer.error());
            appended = *answer;
            return {};
        });
    if (!done)
        return std::unexpected(done.error());
    return *appended;
}

Expected<qint64> TestLogs::appendGovernance(qint64 number)
{
    qint64 index = -1;
    auto done = m_writer->submitAndWait(
        [this, number, &index](controlplane::store::Transaction &transaction) -> Expected<void> {
            auto answer = m_sequencer.appendGovernance(transaction, governanceEntry(number));
            if (!answer)
                return std::unexpected(answer.error());
            index = *answer;
            return {};
        });
    if (!done)
        return std::unexpected(done.error());
    return index;
}

Expected<void> TestLogs::check() const
{
    const auto snapshot = m_database->read();
    if (!snapshot)
        return std::unexpected(snapshot.error());
    const LogSigners signers = m_keys.signers();
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        if (auto done = controlplane::audit::checkStoredLog((*snapshot)->log, log, signers.of(log).verifier()); !done)
            return done;
    }
    return {};
}

} // namespace enigm::test
