#include "contract/fleet/DeviceHandle.h"

#include "contract/encoding/Bech32m.h"

#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr std::array audiences{HandleAudience::Console, HandleAudience::Network, HandleAudience::Intelligence};

constexpr qsizetype thumbprintLength = 43;
constexpr qsizetype leastNonceSize = 16;
constexpr qsizetype mostNonceSize = 64;

template <typename Integer>
void appendBigEndian(QByteArray &bytes, Integer value)
{
    std::array<char, sizeof(Integer)> buffer{};
    qToBigEndian(value, buffer.data());
    bytes.append(buffer.data(), qsizetype(buffer.size()));
}

void appendSized(QByteArray &bytes, QByteArrayView part)
{
    appendBigEndian(bytes, static_cast<quint16>(part.size()));
    bytes.append(part);
}

Expected<void> check(const DeviceHandle::Origin &origin)
{
    if (origin.attestedKey.size() != thumbprintLength)
        return refuse(ProblemType::OutOfRange, u"A key thumbprint has 43 characters."_s);
    if (origin.enrolmentNonce.size() < leastNonceSize || origin.enrolmentNonce.size() > mostNonceSize)
        return refuse(ProblemType::OutOfRange, u"An enrolment nonce has 16 to 64 bytes."_s);
    if (origin.epoch.has_value() == (origin.audience == HandleAudience::Console))
        return refuse(ProblemType::OutOfRange,
                      u"Network and intelligence handles have an epoch; console handles do not."_s);
    return {};
}

std::optional<HandleAudience> audienceOfPrefix(QStringView prefix)
{
    for (const HandleAudience audience : audiences) {
        if (handlePrefix(audience) == prefix)
            return audience;
    }
    return std::nullopt;
}

} // namespace

std::span<const HandleAudience> allHandleAudiences()
{
    return audiences;
}

QLatin1StringView handlePrefix(HandleAudience audience)
{
    switch (audience) {
    case HandleAudience::Console:
        return "edh"_L1;
    case HandleAudience::Network:
        return "edn"_L1;
    case HandleAudience::Intelligence:
        return "edi"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView audienceWord(HandleAudience audience)
{
    switch (audience) {
    case HandleAudience::Console:
        return "console"_L1;
    case HandleAudience::Network:
        return "network"_L1;
    case HandleAudience::Intelligence:
        return "intelligence"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<HandleAudience> handleAudienceFromWord(QStringView word)
{
    const auto audience =
        std::ranges::find_if(audiences, [word](HandleAudience each) { return audienceWord(each) == word; });
    return audience == audiences.end() ? std::nullopt : std::optional(*audience);
}

Expected<DeviceHandle> DeviceHandle::parse(const QString &text)
{
    if (text.size() != textLength)
        return refuse(ProblemType::MalformedHandle, u"A device handle has 34 characters."_s);
    const auto decoded = encoding::fromBech32m(text);
    if (!decoded)
        return refuse(ProblemType::MalformedHandle, decoded.error().detail);
    if (!audienceOfPrefix(decoded->prefix) || decoded->bytes.size() != size)
        return refuse(ProblemType::MalformedHandle, u"A device handle begins with edh1, edn1 or edi1."_s);
    return DeviceHandle(text);
}

Expected<DeviceHandle> DeviceHandle::parseTyped(const QString &text)
{
    QString plain;
    for (const QChar character : text) {
        if (!character.isSpace() && character != u'-')
            plain += character.toLower();
    }
    return parse(plain);
}

Expected<DeviceHandle> DeviceHandle::derive(const Origin &origin, const signing::MacKey &key)
{
    if (const auto fine = check(origin); !fine)
        return std::unexpected(fine.error());
    const QLatin1StringView prefix = handlePrefix(origin.audience);
    QByteArray message("enigm device handle v1");
    message.append('\0');
    message.append(prefix.data(), prefix.size());
    message.append(origin.epoch ? '\1' : '\0');
    if (origin.epoch)
        appendBigEndian(message, *origin.epoch);
    appendSized(message, origin.attestedKey.toLatin1());
    appendSized(message, origin.enrolmentNonce);

    const auto mac = key.mac(message);
    if (!mac)
        return std::unexpected(mac.error());
    std::array<char, size> bytes{};
    std::copy_n(mac->begin(), bytes.size(), bytes.begin());
    return fromBytes(origin.audience, bytes);
}

DeviceHandle DeviceHandle::fromBytes(HandleAudience audience, const std::array<char, size> &bytes)
{
    return DeviceHandle(encoding::toBech32m(handlePrefix(audience), QByteArrayView(bytes.data(), size)));
}

HandleAudience DeviceHandle::audience() const
{
    const auto result = audienceOfPrefix(QStringView(m_text).left(handlePrefix(HandleAudience::Console).size()));
    Q_ASSERT(result);
    return *result;
}

QString DeviceHandle::grouped() const
{
    QString result;
    for (qsizetype i = 0; i < m_text.size(); i += 4) {
        if (i > 0)
            result += u' ';
        result += QStringView(m_text).mid(i, 4);
    }
    return result;
}

} // namespace enigm::fleet
