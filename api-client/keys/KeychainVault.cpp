#include "api-client/keys/KeychainVault.h"

#include "api-client/keys/KeychainEntry.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

QString entryOf(const QByteArray &deployment)
{
    return u"operators "_s + QString::fromLatin1(encoding::toBase64Url(deployment));
}

} // namespace

KeychainVault::KeychainVault() = default;

QString KeychainVault::kind() const
{
    return u"keychain"_s;
}

Task<Expected<void>> KeychainVault::probe()
{
    return probeKeychain();
}

Task<Expected<std::vector<deployment::OperatorFile>>> KeychainVault::list(QByteArray deployment)
{
    std::vector<deployment::OperatorFile> files;
    const auto entry = co_await readKeychain(entryOf(deployment));
    if (!entry)
        co_return std::unexpected(entry.error());
    if (!entry->isThere)
        co_return files;
    const auto value = json::parse(entry->bytes);
    if (!value || value->kind() != json::Value::Kind::Array)
        co_return refuse(ProblemType::MalformedJson, u"The keychain entry of this deployment cannot be read."_s);
    for (const json::Value &item : value->array()) {
        auto file = deployment::OperatorFile::parse(json::canonical(item) + '\n');
        if (!file)
            co_return std::unexpected(file.error());
        files.push_back(std::move(*file));
    }
    co_return files;
}

Task<Expected<void>> KeychainVault::write(QByteArray deployment, std::vector<deployment::OperatorFile> files)
{
    json::Array items;
    for (const deployment::OperatorFile &file : files) {
        const auto value = json::parse(file.toBytes());
        if (!value)
            co_return std::unexpected(value.error());
        items.push_back(*value);
    }
    co_return co_await writeKeychain(entryOf(deployment), json::canonical(json::Value(std::move(items))));
}

Task<Expected<void>> KeychainVault::store(deployment::OperatorFile file)
{
    // A locked keychain reads as empty; a write then would drop the keys that are in it.
    const auto usable = co_await probe();
    if (!usable)
        co_return usable;
    const QByteArray deployment = file.deployment;
    auto files = co_await list(deployment);
    if (!files)
        co_return std::unexpected(files.error());
    std::erase_if(*files, [&file](const auto &other) { return other.operatorId == file.operatorId; });
    files->push_back(std::move(file));
    co_return co_await write(deployment, std::move(*files));
}

Task<Expected<void>> KeychainVault::remove(QByteArray deployment, QString operatorId)
{
    const auto usable = co_await probe();
    if (!usable)
        co_return usable;
    auto files = co_await list(deployment);
    if (!files)
        co_return std::unexpected(files.error());
    if (std::erase_if(*files, [&operatorId](const auto &file) { return file.operatorId == operatorId; }) == 0)
        co_return refuse(ProblemType::NotFound, u"The keychain does not hold this operator's key."_s);
    co_return co_await write(deployment, std::move(*files));
}

} // namespace enigm::client
