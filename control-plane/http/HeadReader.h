#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/http/Headers.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::controlplane::http {

/// Request line and header section, as sent.
struct Head
{
    QByteArray method;
    QByteArray target;
    Headers headers;
    /// Content-Length; 0 where there is none.
    qint64 contentLength = 0;
    bool chunked = false;
    bool expectsContinue = false;
    bool wantsClose = false;

    [[nodiscard]] bool hasBody() const { return chunked || contentLength > 0; }
};

struct HeadLimits
{
    qsizetype bytes = 16 * 1024;
    qsizetype targetBytes = 4096;
    int fields = 64;
};

/// Reads the head of one HTTP/1.1 request (RFC 9112) more strictly than Beast does, before Beast sees it: what has two
/// readings is refused instead of repaired, so that no proxy in front can be made to read another request than we do.
/// Works on a growing buffer and refuses at the first byte that cannot be right.
class HeadReader
{
public:
    enum class Progress { NeedMore, Complete, Refused };

    explicit HeadReader(const HeadLimits &limits);

    /// `received` begins with the first byte of the head and holds all that has arrived since; it may hold more than
    /// the head. To be called again with more after NeedMore.
    Progress feed(QByteArrayView received);

    /// Bytes of the head, its empty line included, once Complete.
    [[nodiscard]] qsizetype size() const { return m_scanned; }
    /// The head, once Complete; must be taken once.
    [[nodiscard]] Head takeHead() { return std::move(m_head); }
    /// Why not, once Refused.
    [[nodiscard]] const Problem &problem() const { return m_problem; }

private:
    [[nodiscard]] Expected<void> readLine(QByteArrayView line);
    [[nodiscard]] Expected<void> readRequestLine(QByteArrayView line);
    [[nodiscard]] Expected<void> readField(QByteArrayView line);
    [[nodiscard]] Expected<void> conclude();
    [[nodiscard]] Expected<void> concludeFraming();
    [[nodiscard]] Expected<void> checkPartialLine(QByteArrayView partial) const;
    Progress refused(const Problem &problem);

    HeadLimits m_limits;
    qsizetype m_scanned = 0; ///< whole lines read so far
    bool m_hasRequestLine = false;
    Head m_head;
    Problem m_problem{.type = ProblemType::MalformedRequest};
};

} // namespace enigm::controlplane::http
