#include "api-client/keys/KeychainEntry.h"

#include <qcoro/qcorosignal.h>
#include <qt6keychain/keychain.h>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"Enigm Command"_s;

std::unexpected<Problem> unavailable(const QKeychain::Job &job)
{
    return refuse(ProblemType::KeychainUnavailable, job.errorString());
}

/// Starts a job without the plain-text fallback and waits for its end.
Task<void> run(QKeychain::Job &job)
{
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.start();
    co_await qCoro(&job, &QKeychain::Job::finished);
}

} // namespace

Task<Expected<void>> probeKeychain()
{
    const QString key = u"probe"_s;
    QKeychain::WritePasswordJob write(service);
    write.setKey(key);
    write.setTextData(key);
    co_await run(write);
    if (write.error() != QKeychain::NoError)
        co_return unavailable(write);
    QKeychain::DeletePasswordJob remove(service);
    remove.setKey(key);
    co_await run(remove);
    co_return Expected<void>();
}

Task<Expected<KeychainEntry>> readKeychain(QString entry)
{
    QKeychain::ReadPasswordJob read(service);
    read.setKey(entry);
    co_await run(read);
    if (read.error() == QKeychain::EntryNotFound)
        co_return KeychainEntry{};
    if (read.error() != QKeychain::NoError)
        co_return unavailable(read);
    co_return KeychainEntry{.isThere = true, .bytes = read.binaryData()};
}

Task<Expected<void>> writeKeychain(QString entry, QByteArray bytes)
{
    QKeychain::WritePasswordJob job(service);
    job.setKey(entry);
    job.setBinaryData(bytes);
    co_await run(job);
    if (job.error() != QKeychain::NoError)
        co_return unavailable(job);
    co_return Expected<void>();
}

} // namespace enigm::client
