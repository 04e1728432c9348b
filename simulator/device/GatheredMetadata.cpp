#include "simulator/device/GatheredMetadata.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

Expected<QByteArray> GatheredMetadata::metadata(const QString &file, qint64 most)
{
    const auto known = m_files.constFind(file);
    if (known == m_files.cend()) {
        m_missing = Missing{.file = file, .most = most};
        return refuse(ProblemType::Unavailable, u"This file is yet to be fetched."_s, file);
    }
    if (!*known)
        return refuse(ProblemType::NotFound, u"The repository has no such file."_s, file);
    if ((*known)->size() > most)
        return refuse(ProblemType::TooLarge, u"This file is larger than it may be."_s, file);
    return **known;
}

Expected<QByteArray> GatheredMetadata::target(const QString &path, qint64)
{
    return refuse(ProblemType::NotFound, u"No target is gathered here."_s, path);
}

} // namespace enigm::simulator
