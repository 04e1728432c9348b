#include "app/enigmctl/files/GivenFiles.h"

#include "app/files/FileAccess.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestSmallFile = 256 * 1024;

/// A file that is named on the command line and does not parse is a wrong file, not a refusal of its content.
Failure wrongFile(const Problem &problem, const QString &path)
{
    return {problem.under(path), ExitCode::Usage};
}

template <typename File>
std::expected<File, Failure> parseFile(const QString &path)
{
    const auto bytes = files::readFile(path, largestSmallFile);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto file = File::parse(*bytes);
    if (!file)
        return std::unexpected(wrongFile(file.error(), path));
    return std::move(*file);
}

template <typename File>
std::expected<File, Failure> parseFile(const Invocation &invocation, QLatin1StringView option)
{
    const auto path = invocation.required(option);
    if (!path)
        return std::unexpected(path.error());
    return parseFile<File>(*path);
}

QString operatorIdOf(const json::Value &document)
{
    const json::Value *const id = document.object().find("operator"_L1);
    return id && id->kind() == json::Value::Kind::Text && encoding::parseUuid7(id->text()) ? id->text() : QString();
}

} // namespace

std::expected<deployment::DeploymentFile, Failure> deploymentFile(const Invocation &invocation)
{
    return parseFile<deployment::DeploymentFile>(invocation, "deployment"_L1);
}

std::expected<deployment::OperatorFile, Failure> operatorFile(const Invocation &invocation)
{
    return parseFile<deployment::OperatorFile>(invocation, "operator"_L1);
}

std::expected<deployment::WitnessFile, Failure> witnessFile(const QString &path)
{
    return parseFile<deployment::WitnessFile>(path);
}

std::expected<QByteArray, Failure> deploymentId(const Invocation &invocation)
{
    const auto given = invocation.value("deployment-id"_L1);
    if (!given && !invocation.has("deployment"_L1))
        return misused(u"Name the deployment by --deployment-id ID or --deployment FILE."_s);
    if (!given) {
        const auto file = deploymentFile(invocation);
        if (!file)
            return std::unexpected(file.error());
        return file->deployment;
    }
    const auto id = encoding::fromBase64Url(given->toUtf8());
    if (!id || id->size() != 32)
        return misused(u"A deployment id is 43 characters of base64url."_s, u"--deployment-id"_s);
    return *id;
}

std::expected<PublicKeyFile, Failure> publicKeyFile(const QString &path)
{
    const auto bytes = files::readFile(path, largestSmallFile);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto document = json::parse(*bytes);
    if (!document)
        return std::unexpected(wrongFile(document.error(), path));
    const bool isObject = document->kind() == json::Value::Kind::Object;
    const json::Value *const inner = isObject ? document->object().find("key"_L1) : nullptr;
    auto key = signing::PublicKey::fromJwk(inner ? *inner : *document);
    if (!key)
        return std::unexpected(wrongFile(key.error(), path));
    return PublicKeyFile{.key = std::move(*key), .operatorId = inner ? operatorIdOf(*document) : QString()};
}

} // namespace enigm::ctl
