#pragma once

#include "api-client/session/Session.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// A signed note of each log.
struct NotePair
{
    QByteArray governance;
    QByteArray activity;
};

/// What the control plane says of witnesses; nothing of it is verified.
struct WitnessAnswer
{
    struct Notes
    {
        QString name;
        std::optional<QByteArray> governance; ///< the largest that it co-signed
        std::optional<QByteArray> activity;
    };
    NotePair offered; ///< to be co-signed now
    std::vector<Notes> witnesses;
};

/// Where witnesses hand in their co-signatures, and what others have handed in.
class WitnessClient
{
public:
    explicit WitnessClient(Session &session);

    [[nodiscard]] Task<Expected<WitnessAnswer>> state();
    /// `log` is "governance" or "activity"; the note carries the log's line and those of witnesses.
    [[nodiscard]] Task<Expected<void>> handIn(QString log, QByteArray note);

private:
    Session &m_session;
};

} // namespace enigm::client
