#pragma once

#include "api-client/wire/Task.h"
#include "contract/ota/Manifest.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace enigm::client {

/// Told how many of how many bytes are done; false ends it: Cancelled.
using ByteProgress = std::function<bool(qint64 done, qint64 total)>;

/// The file that is to be a release's artifact: its SHA-256, its length and its name without folders. Lets the event
/// loop turn while it reads. FileUnreadable; OutOfRange for a file that is no artifact.
[[nodiscard]] Task<Expected<ota::Artifact>> describeArtifact(QString path, ByteProgress progress = {});

/// At most `most` bytes of the file from a place on. FileUnreadable, also where it ends there.
[[nodiscard]] Expected<QByteArray> readPart(const QString &path, qint64 offset, qint64 most);

} // namespace enigm::client
