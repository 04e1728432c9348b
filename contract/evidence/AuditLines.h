#pragma once

#include "contract/evidence/AuditExport.h"
#include "contract/log/Hash.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::evidence {

// The lines of an audit export, written and taken apart. None of them holds its newline.

[[nodiscard]] QByteArray headerLine(const AuditExportHeader &header);
[[nodiscard]] Expected<AuditExportHeader> parseHeaderLine(QByteArrayView line);

/// {"hash":…,"leaf":{…}} of the governance log. The hash is the leaf's in the tree: what names the record where a byte
/// of it was changed.
struct GovernanceLine
{
    QByteArrayView leaf;
    log::Hash hash; ///< computed, and equal to the one in the line
};
[[nodiscard]] QByteArray governanceLine(QByteArrayView leaf);
/// EntryMismatch where the hash is not the leaf's; NotCanonical for anything else.
[[nodiscard]] Expected<GovernanceLine> splitGovernanceLine(QByteArrayView line);

/// {"body":…,"hash":…,"leaf":{…},"salt":…} of the activity log.
struct ActivityLine
{
    QByteArrayView leaf;
    log::Hash hash;
    QByteArrayView body; ///< JSON; of no meaning where hasBody is false
    QByteArrayView salt; ///< base64url of 16 bytes
    bool hasBody = false;
};
[[nodiscard]] QByteArray activityLine(QByteArrayView leaf, const log::ActivityBody *body);
[[nodiscard]] Expected<ActivityLine> splitActivityLine(QByteArrayView line);

} // namespace enigm::evidence
