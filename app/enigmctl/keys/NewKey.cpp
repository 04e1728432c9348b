#include "app/enigmctl/keys/NewKey.h"

#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/signing/KeyFile.h"
#include "contract/signing/TokenKey.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

std::expected<NewKey, Failure> sealNew(Context &context)
{
    const auto passphrase = newPassphrase(context.terminal);
    if (!passphrase)
        return std::unexpected(passphrase.error());
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    return NewKey{.key = std::make_shared<const signing::SealedKey>(signing::SealedKey::seal(*key, *passphrase)),
                  .note = u"The key is sealed in %1."_s};
}

constexpr std::array tokenOptions{"pkcs11-module"_L1, "pkcs11-token"_L1, "pkcs11-label"_L1};

bool isForToken(const Invocation &line)
{
    return std::ranges::any_of(tokenOptions, [&line](QLatin1StringView option) { return line.has(option); });
}

std::expected<NewKey, Failure> takeFromToken(Context &context)
{
    QStringList values;
    for (const QLatin1StringView option : tokenOptions) {
        const auto value = context.invocation.required(option);
        if (!value)
            return std::unexpected(value.error());
        values.append(*value);
    }
    const signing::Pkcs11KeyReference reference{
        .modulePath = values[0], .tokenLabel = values[1], .keyLabel = values[2]};
    const auto pin = askKeySecret(context.terminal, reference.tokenLabel);
    if (!pin)
        return std::unexpected(pin.error());
    auto taken = signing::TokenKey::take(reference, *pin);
    if (!taken && taken.error().type == ProblemType::OutOfRange)
        return misused(taken.error().detail, taken.error().where);
    if (!taken)
        return std::unexpected(taken.error());
    return NewKey{.key = std::make_shared<const signing::TokenKey>(std::move(taken->key)),
                  .note = taken->isNew ? u"The key was made in the token; %1 says which."_s
                                       : u"The key that the token held was taken; %1 says which."_s};
}

} // namespace

std::expected<NewKey, Failure> NewKey::make(Context &context)
{
    return isForToken(context.invocation) ? takeFromToken(context) : sealNew(context);
}

} // namespace enigm::ctl
