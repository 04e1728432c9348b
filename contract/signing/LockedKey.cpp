#include "contract/signing/LockedKey.h"

#include "contract/signing/KeyFile.h"
#include "contract/signing/TokenKey.h"

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

template <typename Key>
Expected<std::shared_ptr<const LockedKey>> shared(Expected<Key> key)
{
    if (!key)
        return std::unexpected(key.error());
    return std::make_shared<const Key>(std::move(*key));
}

} // namespace

Expected<std::shared_ptr<const LockedKey>> LockedKey::fromJson(const json::Value &value, const QString &pointer)
{
    const bool isToken = value.kind() == json::Value::Kind::Object && value.object().find("pkcs11"_L1) != nullptr;
    return isToken ? shared(TokenKey::fromJson(value, pointer)) : shared(SealedKey::fromJson(value, pointer));
}

} // namespace enigm::signing
