#include "views/audit/AuditText.h"

#include "contract/fleet/DeviceHandle.h"
#include "models/session/OperatorNames.h"
#include "views/words/ContradictionText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace enigm::views::audit {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::audit::ProofState;
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AuditText)
};

} // namespace

StateWord proofWord(ProofState proof)
{
    switch (proof) {
    case ProofState::Unproven:
        return {Glyph::Ring, Words::tr("Not proven"), Tone::Warn};
    case ProofState::Proving:
        return {Glyph::Hourglass, Words::tr("Checking"), Tone::Muted};
    case ProofState::Proven:
        return {Glyph::Proof, Words::tr("Proven"), Tone::Ok};
    case ProofState::Broken:
        return {Glyph::ProofBroken, Words::tr("Contradicted"), Tone::Danger};
    }
    Q_UNREACHABLE();
}

QString proofSentence(ProofState proof)
{
    switch (proof) {
    case ProofState::Unproven:
        return Words::tr("The proof could not be fetched. Verify again.");
    case ProofState::Proving:
        return Words::tr("The proof is being checked.");
    case ProofState::Proven:
        return Words::tr("This console has proven that the log holds exactly this entry.");
    case ProofState::Broken:
        return Words::tr("The log does not hold this entry. Do not act on it, and tell other reviewers.");
    }
    Q_UNREACHABLE();
}

QString actorText(const QString &actor, const models::session::OperatorNames &names)
{
    if (actor == "control-plane"_L1)
        return Words::tr("Control plane");
    if (actor == "unauthenticated"_L1)
        return Words::tr("Not signed in");
    if (const QString name = names.name(actor); !name.isEmpty())
        return name;
    const auto handle = fleet::DeviceHandle::parse(actor);
    return handle ? handle->grouped() : actor;
}

QString entryTime(qint64 time)
{
    return QDateTime::fromSecsSinceEpoch(time).toString(u"yyyy-MM-dd HH:mm:ss");
}

QString contradiction(const models::audit::AuditTableModel::Broken &broken)
{
    const words::ProblemText text = words::contradictionText(broken.problem);
    return Words::tr("Entry %1: %2. %3").arg(QLocale().toString(broken.index), text.title, text.sentence);
}

} // namespace enigm::views::audit
