#include "views/enrollment/AdmissionPanel.h"

#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/states/Banner.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"

#include <QLocale>
#include <QMap>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::enrollment {

using design::Glyph;
using design::Tone;

namespace {

/// So many devices that do not hold are named; the rest is counted.
constexpr std::size_t mostNamed = 20;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AdmissionPanel)
};

QString sentenceOf(const client::AdmissionFinding &finding)
{
    switch (finding.problem->type) {
    case ProblemType::AttestationRejected:
        return Words::tr("%1 (%2)").arg(words::attestationWord(QString(fleet::toWord(finding.verdict->outcome))).word,
                                        QString(fleet::toWord(finding.verdict->reason)));
    case ProblemType::TargetMismatch:
        return Words::tr("attests another key than the change names");
    default:
        return Words::tr("nothing of its enrolment is kept");
    }
}

qsizetype soundOf(const AdmissionPanel::Findings &findings)
{
    return std::ranges::count_if(findings, [](const auto &finding) { return finding.isSound(); });
}

} // namespace

AdmissionPanel::AdmissionPanel(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new design::Banner(Tone::Info))
    , m_facts(new design::KeyValueList)
{
    setObjectName(QStringLiteral("admissionPanel"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("Attestation, judged here")));
    m_verdict->setObjectName(QStringLiteral("admissionVerdict"));
    layout->addWidget(m_verdict);
    layout->addWidget(m_facts);
}

void AdmissionPanel::setProgress(qsizetype done, qsizetype total)
{
    m_verdict->setTone(Tone::Info);
    m_verdict->setGlyph(Glyph::Hourglass);
    m_verdict->setText(tr("Judging %1 of %2…").arg(QLocale().toString(done + 1), QLocale().toString(total)));
    m_facts->setFacts({});
}

void AdmissionPanel::setFindings(const Expected<Findings> &findings)
{
    if (!findings) {
        m_verdict->setTone(Tone::Danger);
        m_verdict->setGlyph(Glyph::Warning);
        m_verdict->setText(words::problemText(findings.error()).line());
        return;
    }
    const qsizetype sound = soundOf(*findings);
    const auto total = static_cast<qsizetype>(findings->size());
    m_verdict->setTone(sound == total ? Tone::Ok : Tone::Danger);
    m_verdict->setGlyph(sound == total ? Glyph::ShieldCheck : Glyph::ShieldOff);
    m_verdict->setText(
        sound == total
            ? tr("%n attestation(s) hold, by this console's own judgement.", nullptr, static_cast<int>(total))
            : tr("%1 of %2 attestations hold.").arg(QLocale().toString(sound), QLocale().toString(total)));
    showFacts(*findings);
}

void AdmissionPanel::showFacts(const Findings &findings)
{
    std::vector<design::Fact> facts;
    QMap<QString, int> levels;
    std::size_t unsound = 0;
    for (const client::AdmissionFinding &finding : findings) {
        if (finding.replaces)
            facts.push_back({.name = tr("Takes the place of"), .value = finding.replaces->grouped(), .code = true});
        if (!finding.isSound() && ++unsound <= mostNamed)
            facts.push_back({.name = finding.target.handle.grouped(), .value = sentenceOf(finding)});
        if (finding.isSound()) {
            if (const auto level = finding.verdict->facts.securityLevel())
                ++levels[words::securityLevelText(QString(fleet::toWord(*level)))];
        }
    }
    if (unsound > mostNamed)
        facts.push_back({.name = tr("And more"), .value = QLocale().toString(qlonglong(unsound - mostNamed))});
    for (auto level = levels.cbegin(); level != levels.cend(); ++level)
        facts.push_back({.name = level.key(), .value = QLocale().toString(level.value())});
    m_facts->setFacts(std::move(facts));
}

std::optional<QString> denialOf(const std::optional<Expected<AdmissionPanel::Findings>> &findings)
{
    if (!findings)
        return Words::tr("The attestation of the devices is being judged.");
    if (!*findings)
        return Words::tr("The attestation of the devices could not be judged here.");
    if (client::obstacleOf(**findings))
        return Words::tr("An attestation does not hold. Reject the change, and ask for the others alone.");
    return std::nullopt;
}

} // namespace enigm::views::enrollment
