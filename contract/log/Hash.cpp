#include "contract/log/Hash.h"

#include "contract/encoding/Base64Url.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr unsigned char leafPrefix = 0x00;
constexpr unsigned char nodePrefix = 0x01;

/// A digest context of one thread. Fetching the algorithm is what makes small hashes slow in OpenSSL 3, so that it is
/// done once a process, and the context's memory is kept from hash to hash.
class Sha256
{
public:
    static Sha256 &ofThisThread()
    {
        thread_local Sha256 instance;
        return instance;
    }

    void begin() { check(EVP_DigestInit_ex2(m_context.get(), algorithm(), nullptr)); }
    void add(const void *bytes, std::size_t size) { check(EVP_DigestUpdate(m_context.get(), bytes, size)); }
    Hash end()
    {
        Hash result;
        unsigned int size = 0;
        check(EVP_DigestFinal_ex(m_context.get(), result.data(), &size));
        return result;
    }

private:
    struct Free
    {
        void operator()(EVP_MD *md) const { EVP_MD_free(md); }
        void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    };

    static const EVP_MD *algorithm()
    {
        static const std::unique_ptr<EVP_MD, Free> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
        return fetched.get();
    }

    /// SHA-256 fails only where memory or the provider is missing; a wrong hash must never leave this file.
    static void check(int answer)
    {
        if (answer != 1)
            qFatal("SHA-256 is not available from OpenSSL");
    }

    std::unique_ptr<EVP_MD_CTX, Free> m_context{EVP_MD_CTX_new()};
};

} // namespace

Expected<Hash> Hash::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != Size)
        return refuse(ProblemType::MalformedEncoding, u"a SHA-256 value has 32 bytes, not %1"_s.arg(bytes.size()));
    Hash result;
    std::memcpy(result.data(), bytes.data(), static_cast<std::size_t>(Size));
    return result;
}

Expected<Hash> Hash::fromBase64(QByteArrayView text)
{
    const auto bytes = encoding::fromBase64(text);
    if (!bytes)
        return std::unexpected(bytes.error());
    return fromBytes(*bytes);
}

QByteArray Hash::toBytes() const
{
    return view().toByteArray();
}

QByteArray Hash::toBase64() const
{
    return toBytes().toBase64();
}

Hash leafHash(QByteArrayView entry)
{
    Sha256 &sha = Sha256::ofThisThread();
    sha.begin();
    sha.add(&leafPrefix, 1);
    sha.add(entry.data(), static_cast<std::size_t>(entry.size()));
    return sha.end();
}

Hash nodeHash(const Hash &left, const Hash &right)
{
    std::array<unsigned char, 1 + 2 * Hash::Size> bytes;
    bytes[0] = nodePrefix;
    std::memcpy(bytes.data() + 1, left.data(), static_cast<std::size_t>(Hash::Size));
    std::memcpy(bytes.data() + 1 + Hash::Size, right.data(), static_cast<std::size_t>(Hash::Size));
    Sha256 &sha = Sha256::ofThisThread();
    sha.begin();
    sha.add(bytes.data(), bytes.size());
    return sha.end();
}

const Hash &emptyRoot()
{
    static const Hash root = [] {
        Sha256 &sha = Sha256::ofThisThread();
        sha.begin();
        return sha.end();
    }();
    return root;
}

} // namespace enigm::log
