#include "app/enigmctl/ota/GivenAuthorityKey.h"

#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/files/FileAccess.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestKeyFile = 64 * 1024;

} // namespace

std::expected<std::shared_ptr<const signing::LockedKey>, Failure> authorityKeyFile(const QString &path)
{
    const auto bytes = files::readFile(path, largestKeyFile);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto value = json::parse(*bytes);
    if (!value)
        return std::unexpected(Failure(value.error().under(path), ExitCode::Usage));
    auto key = signing::LockedKey::fromJson(*value);
    if (!key)
        return std::unexpected(Failure(key.error().under(path), ExitCode::Usage));
    return std::move(*key);
}

std::expected<std::shared_ptr<const signing::LockedKey>, Failure> givenAuthorityKey(const Invocation &invocation)
{
    const auto path = invocation.required("authority-key"_L1);
    if (!path)
        return std::unexpected(path.error());
    return authorityKeyFile(*path);
}

Expected<std::unique_ptr<signing::Signer>> openAuthorityKey(Terminal &terminal, const signing::LockedKey &key)
{
    const auto secret = askKeySecret(terminal, key.tokenLabel());
    if (!secret)
        return std::unexpected(secret.error());
    return key.unlock(*secret);
}

} // namespace enigm::ctl
