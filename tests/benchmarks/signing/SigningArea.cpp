#include "tests/benchmarks/signing/SigningArea.h"

#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/OpenSsl.h"
#include "contract/signing/Signer.h"
#include "tests/benchmarks/harness/Ratio.h"

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

constexpr qsizetype messageSize = 1024; // about the size of a signed change
constexpr int rounds = 9;

struct SignedMessage
{
    QByteArray message;
    QByteArray raw;
    QByteArray der;
};

Expected<SignedMessage> signOne(const signing::Signer &signer)
{
    const QByteArray message(messageSize, 'm');
    auto raw = signer.sign(message);
    if (!raw)
        return std::unexpected(raw.error());
    const auto signature = signing::EcdsaSignature::fromRaw(*raw);
    if (!signature)
        return refuse(ProblemType::Internal, u"the signer made no ES256 signature"_s);
    return SignedMessage{.message = message, .raw = *raw, .der = signature->der().toByteArray()};
}

/// What a program would write that knew nothing of the house: the key is parsed once, a context is made for each
/// message.
bool verifyBare(EVP_PKEY *key, const SignedMessage &sample)
{
    const signing::EvpDigestContext context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, signing::sha256Method(), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), signing::unsignedData(sample.der),
                            static_cast<std::size_t>(sample.der.size()), signing::unsignedData(sample.message),
                            static_cast<std::size_t>(sample.message.size())) == 1;
}

/// Calls `verify` so many times; whether each answered yes is kept in `allGood`.
template <typename Verify>
void repeat(int times, bool &allGood, Verify verify)
{
    for (int i = 0; i < times; ++i)
        allGood = verify() && allGood;
}

} // namespace

QString SigningArea::name() const
{
    return u"signing"_s;
}

Expected<std::vector<Figure>> SigningArea::measure(bool quick)
{
    const int times = quick ? 500 : 5000;
    const auto signer = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto sample = signOne(*signer);
    if (!sample)
        return std::unexpected(sample.error());

    bool allGood = true;
    const auto ours = [&] {
        repeat(times, allGood, [&] { return signer->publicKey().verify(sample->message, sample->raw); });
    };
    const auto bare = [&] { repeat(times, allGood, [&] { return verifyBare(signer->evp(), *sample); }); };
    const double ratio = speedRatio(ours, bare, rounds);
    const double perSecond = times / secondsOf(ours);
    if (!allGood)
        return refuse(ProblemType::BadSignature, u"a good signature did not verify"_s);

    const json::Object sizes{
        {"signatures"_L1, times}, {"rounds"_L1, rounds}, {"message_bytes"_L1, qint64(messageSize)}};
    return std::vector<Figure>{
        {.name = u"signing.es256-verify-ratio"_s, .value = ratio, .limit = 0.9, .sizes = sizes},
        {.name = u"signing.es256-verify-per-second"_s, .value = perSecond, .limit = std::nullopt, .sizes = sizes},
    };
}

} // namespace enigm::benchmarks
