#pragma once

#include "contract/evidence/LogCheckpoints.h"
#include "contract/json/JsonValue.h"
#include "contract/operators/Directory.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::evidence {

/// What one witness has co-signed of the two checkpoints of a file.
struct WitnessLine
{
    QString witness;
    bool standIn = false;
    std::optional<qint64> governance; ///< when it signed that checkpoint, Unix seconds; nothing where it did not
    std::optional<qint64> activity;
    friend bool operator==(const WitnessLine &, const WitnessLine &) = default;
};

/// What the witnesses' lines say of a file. It proves what it proves without them: that nobody was shown another
/// history is theirs to vouch for, and how lately, for the reader to judge.
struct WitnessVerdict
{
    std::vector<WitnessLine> lines; ///< of witnesses in force, in the order of the directory
    int threshold = 0;              ///< of leaf 0
    bool isEnough = false;          ///< both checkpoints carry as many lines that count (operators::Directory::counts)

    /// {"enough","threshold","witnesses":[{"activity":time|null,"governance":time|null,"name","stand_in"}]}
    [[nodiscard]] json::Value toJson() const;
};

[[nodiscard]] WitnessVerdict witnessVerdict(const OpenedCheckpoint &governance, const OpenedCheckpoint &activity,
                                            const operators::Directory &directory);

} // namespace enigm::evidence
