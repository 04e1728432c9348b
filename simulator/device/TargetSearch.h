#pragma once

#include "contract/ota/Manifest.h"
#include "simulator/device/GatheredMetadata.h"
#include "simulator/device/RepositoryMemory.h"
#include "simulator/wire/Reply.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace enigm::simulator {

/// One device refreshes what it knows of the update repository, by the client of contract/ota/tuf, and looks up where
/// what it was offered lies there. What it has seen it keeps, whether it found anything or not.
class TargetSearch : public QObject
{
    Q_OBJECT

public:
    /// Fetches a metadata file of at most so many bytes, and answers once, from the event loop.
    using Fetch = std::function<void(const QString &file, qint64 most, std::function<void(const Reply &)> answer)>;

    struct Wanted
    {
        QString target;         ///< "CHANNEL/RELEASE/NAME"
        ota::Artifact artifact; ///< as both authorities have signed it
        ota::tuf::RootPin pin;  ///< the roots that governance has named
        qint64 now = 0;
    };

    /// Borrows the memory, which was read.
    TargetSearch(Fetch fetch, RepositoryMemory &memory, Wanted wanted, QObject *parent);

    void start() { goOn(); }
    /// Where the target is served; after finished() without a problem.
    [[nodiscard]] const QString &servedAt() const { return m_servedAt; }
    /// Whether the problem is the repository's: it was reached, and is not believed.
    [[nodiscard]] bool isRefusal() const { return m_isRefusal; }

Q_SIGNALS:
    /// Once, from the event loop. The problems of ota::tuf::Updater; NotFound where nobody vouches for the target;
    /// BodyMismatch where the repository has other bytes for it than the artifact; what went wrong with fetching or
    /// keeping.
    void finished(const std::optional<enigm::Problem> &problem);

private:
    void goOn();
    void take(const QString &file, const Reply &reply);
    [[nodiscard]] Expected<QString> search();
    [[nodiscard]] Expected<QByteArray> firstRoot();
    void conclude(std::optional<Problem> problem);

    Fetch m_fetch;
    RepositoryMemory &m_memory;
    Wanted m_wanted;
    GatheredMetadata m_files;
    QString m_servedAt;
    bool m_isRefusal = false;
};

} // namespace enigm::simulator
