#pragma once

#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/TrustedMetadata.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

namespace enigm::ota::tuf {

/// Where files come from, believed by nobody yet.
class Fetcher
{
public:
    virtual ~Fetcher() = default;
    /// A metadata file, such as "3.root.json": one part of a path, escaped as a URL has it. NotFound where there is
    /// none of this name; TooLarge for one of more than `most` bytes; what else went wrong.
    [[nodiscard]] virtual Expected<QByteArray> metadata(const QString &file, qint64 most) = 0;
    /// A target by the path that it is served at.
    [[nodiscard]] virtual Expected<QByteArray> target(const QString &path, qint64 most) = 0;
};

/// What is kept between two refreshes, whole or not at all. Names are those of roles, escaped as above.
class MetadataStore
{
public:
    virtual ~MetadataStore() = default;
    [[nodiscard]] virtual std::optional<QByteArray> load(const QString &role) = 0;
    virtual Expected<void> keep(const QString &role, QByteArrayView text) = 0;
    virtual Expected<void> forget(const QString &role) = 0;
};

/// A client of a repository (TUF 1.0 section 5), for one refresh at one instant. Pure but for what it is given: no
/// clock, no socket, no file.
class Updater
{
public:
    struct Options
    {
        Limits limits = {};
        RootPin pin = {};
    };
    struct Target
    {
        QString path;
        TargetFile file;
        QString role; ///< who vouches for it
    };

    /// Borrows what fetches and what keeps; `now` in Unix seconds.
    Updater(Fetcher &fetcher, MetadataStore &store, qint64 now);
    Updater(Fetcher &fetcher, MetadataStore &store, qint64 now, Options options);

    /// Sections 5.2 to 5.6, from the root that is kept, or from `root` where none is. The problems of TrustedMetadata
    /// and of the fetcher; TooLarge for too many roots. Once, before anything below.
    Expected<void> refresh(QByteArrayView root);
    /// Section 5.6.7: depth first, in the order of the delegations. Nothing where nobody vouches for the path. TooLarge
    /// where it was not found within the limit of delegations.
    [[nodiscard]] Expected<std::optional<Target>> find(const QString &path);
    /// Section 5.7. BodyMismatch for another file.
    [[nodiscard]] Expected<QByteArray> fetch(const Target &target);
    /// Where a target is served.
    [[nodiscard]] QString servedAt(const Target &target) const;
    /// Every role that is delegated to, whether a path leads there or not: for who vouches for a whole repository, such
    /// as a mirror. The limit of delegations holds.
    Expected<void> loadAll();

    /// After refresh().
    [[nodiscard]] const TrustedMetadata &trusted() const { return *m_trusted; }

private:
    struct Visit
    {
        QString role;
        QString parent; ///< empty for the targets role
    };

    Expected<void> refreshRoot(QByteArrayView root);
    Expected<void> takeNextRoot(QByteArrayView text);
    Expected<void> refreshTimestamp();
    Expected<void> refreshSnapshot();
    /// The targets role, or one that `parent` delegates to, as kept or fetched.
    Expected<void> loadTargets(const Visit &visit);
    Expected<void> takeTargets(QByteArrayView text, const Visit &visit);
    [[nodiscard]] Expected<QByteArray> fetchRole(const QString &role, const MetaFile &named, qint64 most);

    Fetcher &m_fetcher;
    MetadataStore &m_store;
    qint64 m_now;
    Options m_options;
    std::optional<TrustedMetadata> m_trusted;
    QMap<QString, QString> m_parents; ///< of the roles that are loaded: whose keys they were checked by
};

/// A role's name as it stands in file names: a hostile name is no path.
[[nodiscard]] QString escapedRole(const QString &role);

} // namespace enigm::ota::tuf
