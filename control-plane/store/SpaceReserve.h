#pragma once

#include "contract/problems/Problem.h"

#include <QString>
#include <QtGlobal>

namespace enigm::controlplane::store {

/// A file that holds disk space back, so that something can still be written on a disk that is full: the file is given
/// up then, slice by slice, so that whatever has filled the disk does not get all of it, and taken again once the disk
/// has room for it. One thread at a time.
class SpaceReserve
{
public:
    /// Bytes: the largest change (1,000 devices in a fleet of a million) makes a journal of some 20 MiB, and a reader
    /// may keep a journal of two such changes from being used again.
    static constexpr qint64 usualSize = 64 * 1024 * 1024;
    static constexpr qint64 slices = 8;

    SpaceReserve(QString path, qint64 size);
    ~SpaceReserve();
    SpaceReserve(const SpaceReserve &) = delete;
    SpaceReserve &operator=(const SpaceReserve &) = delete;

    /// Opens the file, for its owner alone. FileUnreadable.
    [[nodiscard]] Expected<void> open();
    /// Whether all of it is held. Takes what is missing where the disk has it: all, or nothing.
    [[nodiscard]] bool isWhole();
    /// Gives a slice of it up. False where there was nothing to give.
    [[nodiscard]] bool giveUp();

private:
    [[nodiscard]] bool hasRoomFor(qint64 bytes) const;

    const QString m_path;
    const qint64 m_size;
    int m_file = -1;        ///< descriptor
    bool m_isWhole = false; ///< known to be
};

} // namespace enigm::controlplane::store
