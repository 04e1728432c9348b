#pragma once

#include <QtGlobal>

#include <cstddef>

namespace enigm::ota::tuf {

/// What a client takes at most, so that a repository that means no good costs it little (TUF 1.0 sections 5.3.3, 5.4.1,
/// 5.5.1, 5.6.1 and 5.6.7.1).
struct Limits
{
    qint64 rootBytes = 512 * 1024;
    qint64 timestampBytes = 16 * 1024;
    qint64 snapshotBytes = 2 * 1024 * 1024; ///< where the timestamp names no length
    qint64 targetsBytes = 5 * 1024 * 1024;  ///< where the snapshot names no length
    int roots = 256;                        ///< that one refresh walks
    int delegations = 32;                   ///< that one search visits
};

// Of what one file may list. Each costs a verification or a comparison, and none is met by a sound repository.
inline constexpr std::size_t maxSignatures = 64;
inline constexpr std::size_t maxKeys = 256;
inline constexpr std::size_t maxDelegatedRoles = 1024;

} // namespace enigm::ota::tuf
