#include "control-plane/network/EnforcementPoints.h"

#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Certificate.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Reader.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

namespace {

/// Certificates whose keys are remembered; anybody may show any.
constexpr qsizetype mostKeys = 1024;

} // namespace

EnforcementPoints::EnforcementPoints(const store::Database &database, store::CommitNotice &commits,
                                     const time::Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_subscription(commits.subscribe([this] { ++m_commits; }))
{}

Expected<EnforcementPoint> EnforcementPoints::pointOf(const QByteArray &certificate)
{
    const std::scoped_lock lock(m_mutex);
    const auto key = keyOf(certificate);
    if (!key)
        return std::unexpected(key.error());
    const auto points = enrolled();
    if (!points)
        return std::unexpected(points.error());
    const auto point = (*points)->constFind(*key);
    if (point == (*points)->cend())
        return refuse(ProblemType::CertificateRefused, u"No enforcement point has this key."_s);
    m_seen.insert(point->id, m_clock.now());
    return *point;
}

EnforcementPoints::Seen EnforcementPoints::takeSeen()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_seen, {});
}

Expected<QByteArray> EnforcementPoints::keyOf(const QByteArray &certificate)
{
    const auto known = m_keys.constFind(certificate);
    if (known != m_keys.cend())
        return *known;
    const auto parsed = enigm::fleet::Certificate::parse(certificate);
    if (!parsed)
        return refuse(ProblemType::CertificateRefused, u"This certificate cannot be read."_s);
    QByteArray key = encoding::toBase64Url(signing::sha256(parsed->spki()));
    if (m_keys.size() >= mostKeys)
        m_keys.clear();
    m_keys.insert(certificate, key);
    return key;
}

Expected<std::shared_ptr<const EnforcementPoints::ByKey>> EnforcementPoints::enrolled()
{
    const quint64 commits = m_commits; // before the snapshot, which may already hold more
    if (m_enrolled && m_upTo == commits)
        return m_enrolled;
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto cursor = (*reader)->enforcementPoints.lastCursor();
    if (!cursor)
        return std::unexpected(cursor.error());
    if (!m_enrolled || m_cursor != *cursor) {
        const auto rows = (*reader)->enforcementPoints.enrolled();
        if (!rows)
            return std::unexpected(rows.error());
        auto points = std::make_shared<ByKey>();
        for (const store::EnforcementPointRow &row : *rows) {
            const auto path = enigm::policy::fromWord<enigm::policy::NetworkPath>(row.path);
            if (!path)
                return refuse(ProblemType::Unavailable, u"The database names a path that is not known."_s, row.id);
            points->insert(row.key.toLatin1(), {.id = row.id, .path = *path});
        }
        m_enrolled = std::move(points);
        m_cursor = *cursor;
    }
    m_upTo = commits;
    return m_enrolled;
}

} // namespace enigm::controlplane::network
