#pragma once

#include "api-client/session/Session.h"
#include "contract/log/MerkleProof.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::client {

/// The published form of both logs (C2SP tlog-tiles and proofs); what it answers is not yet verified.
class LogClient
{
public:
    explicit LogClient(Session &session);

    /// The signed note of "governance" or "activity"; status 304 with the etag of the last one.
    [[nodiscard]] Task<Expected<ApiReply>> checkpoint(QString log, QByteArray etag = {});
    [[nodiscard]] Task<Expected<log::Proof>> consistency(QString log, qint64 from, qint64 to);
    [[nodiscard]] Task<Expected<log::Proof>> inclusion(QString log, qint64 index, qint64 size);
    /// The governance leaves from `from` to the end of their entry bundle in a log of `size`: at least one.
    /// EntryMismatch where what arrives is no such bundle.
    [[nodiscard]] Task<Expected<std::vector<QByteArray>>> governanceLeaves(qint64 from, qint64 size);

private:
    [[nodiscard]] Task<Expected<log::Proof>> proof(ApiRequest request);
    Session &m_session;
};

} // namespace enigm::client
