#include "control-plane/identity/PinHash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 cost = 1 << 15;
constexpr qint64 blockSize = 8;
constexpr qint64 parallelism = 1;
constexpr qsizetype saltSize = 16;
constexpr qsizetype hashSize = 32;
constexpr qsizetype pinSize = 6;

QByteArray scrypt(const store::PinVerifier &parameters, const signing::Secret &pin)
{
    QByteArray hash(hashSize, '\0');
    const QByteArrayView password = pin.view();
    // OpenSSL's default limit of 32 MiB lies just below what these parameters take.
    const auto memory = static_cast<uint64_t>(128 * parameters.n * parameters.r * 2);
    const int done =
        EVP_PBE_scrypt(password.data(), static_cast<std::size_t>(password.size()),
                       reinterpret_cast<const unsigned char *>(parameters.salt.constData()),
                       static_cast<std::size_t>(parameters.salt.size()), static_cast<uint64_t>(parameters.n),
                       static_cast<uint64_t>(parameters.r), static_cast<uint64_t>(parameters.p), memory,
                       reinterpret_cast<unsigned char *>(hash.data()), static_cast<std::size_t>(hash.size()));
    return done == 1 ? hash : QByteArray();
}

} // namespace

Expected<void> checkPinShape(const signing::Secret &pin)
{
    const QByteArrayView digits = pin.view();
    if (digits.size() != pinSize || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return refuse(ProblemType::OutOfRange, u"A PIN has six digits."_s, u"/pin"_s);
    return {};
}

store::PinVerifier hashPin(const signing::Secret &pin)
{
    store::PinVerifier verifier{.n = cost,
                                .r = blockSize,
                                .p = parallelism,
                                .salt = signing::randomBytes(saltSize),
                                .hash = {},
                                .failed = 0,
                                .locked = false};
    verifier.hash = scrypt(verifier, pin);
    return verifier;
}

bool matchesPin(const store::PinVerifier &verifier, const signing::Secret &pin)
{
    const QByteArray hash = scrypt(verifier, pin);
    return hash.size() == hashSize && verifier.hash.size() == hashSize &&
           CRYPTO_memcmp(hash.constData(), verifier.hash.constData(), static_cast<std::size_t>(hashSize)) == 0;
}

} // namespace enigm::controlplane::identity
