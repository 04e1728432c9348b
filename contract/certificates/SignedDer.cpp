#include "contract/certificates/SignedDer.h"

#include "contract/certificates/DerWriter.h"

namespace enigm::certificates {

QByteArray ecdsaWithSha256()
{
    return der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")});
}

Expected<QByteArray> signedDer(const QByteArray &body, const signing::Signer &key)
{
    constexpr qsizetype coordinateSize = 32;
    const auto pair = key.sign(body);
    if (!pair)
        return std::unexpected(pair.error());
    const QByteArray signature = der::sequence({der::integer(QByteArrayView(*pair).first(coordinateSize)),
                                                der::integer(QByteArrayView(*pair).sliced(coordinateSize))});
    return der::sequence({body, ecdsaWithSha256(), der::bitString(signature)});
}

} // namespace enigm::certificates
