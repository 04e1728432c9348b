#include "contract/log/MerkleFrontier.h"

#include <QtEndian>

#include <bit>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {
constexpr qsizetype sizeBytes = 8;
}

Hash MerkleFrontier::root() const
{
    if (m_peaks.empty())
        return emptyRoot();
    Hash hash = m_peaks.back();
    for (std::size_t i = m_peaks.size() - 1; i > 0; --i)
        hash = nodeHash(m_peaks[i - 1], hash);
    return hash;
}

void MerkleFrontier::appendSubtree(int level, const Hash &hash)
{
    Q_ASSERT(level >= 0 && level < 62 && m_size % (qint64(1) << level) == 0);
    Hash top = hash;
    for (qint64 index = m_size >> level; index % 2 == 1; index /= 2) {
        top = nodeHash(m_peaks.back(), top);
        m_peaks.pop_back();
    }
    m_peaks.push_back(top);
    m_size += qint64(1) << level;
}

QByteArray MerkleFrontier::toBytes() const
{
    QByteArray bytes(sizeBytes, Qt::Uninitialized);
    qToBigEndian(m_size, bytes.data());
    for (const Hash &peak : m_peaks)
        bytes += peak.view();
    return bytes;
}

Expected<MerkleFrontier> MerkleFrontier::parse(QByteArrayView bytes)
{
    if (bytes.size() < sizeBytes)
        return refuse(ProblemType::MalformedEncoding, u"a tree frontier has at least 8 bytes"_s);
    MerkleFrontier result;
    result.m_size = qFromBigEndian<qint64>(bytes.data());
    if (result.m_size < 0)
        return refuse(ProblemType::MalformedEncoding, u"a tree frontier has a size below 2^63"_s);
    const qsizetype peaks = std::popcount(static_cast<quint64>(result.m_size));
    if (bytes.size() != sizeBytes + peaks * Hash::Size)
        return refuse(ProblemType::MalformedEncoding, u"a tree frontier has one hash a set bit of its size"_s);
    for (qsizetype i = 0; i < peaks; ++i) {
        auto peak = Hash::fromBytes(bytes.sliced(sizeBytes + i * Hash::Size, Hash::Size));
        if (!peak)
            return std::unexpected(peak.error());
        result.m_peaks.push_back(*peak);
    }
    return result;
}

} // namespace enigm::log
