#include "views/enrollment/AcceptancePanel.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/DigestWords.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/states/Banner.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"

#include <QLocale>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::enrollment {

using client::AcceptanceReview;
using design::Fact;
using design::Glyph;
using design::Tone;

namespace {

/// So many serial numbers are named; the rest is counted.
constexpr std::size_t mostNamed = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AcceptancePanel)
};

Fact digestFact(const QString &name, const QByteArray &digest)
{
    return {.name = name,
            .value = encoding::digestWords(digest),
            .hover = QString::fromLatin1(encoding::toBase64Url(digest))};
}

QString levelText(fleet::SecurityLevel level)
{
    return words::securityLevelText(QString(fleet::toWord(level)));
}

/// "2026-05" of 202605.
QString patchText(int patch)
{
    constexpr int year = 4;
    return patch == 0 ? Words::tr("any") : QString::number(patch).insert(year, u'-');
}

QString listText(const std::optional<QByteArray> &digest)
{
    return digest ? encoding::digestWords(*digest) : Words::tr("none");
}

/// "before → after", or that nothing changes.
Fact movedFact(const QString &name, const QString &before, const QString &after)
{
    return {.name = name,
            .value = before == after ? Words::tr("%1, as before").arg(after)
                                     : Words::tr("%1 → %2", "before and after").arg(before, after)};
}

void addDigests(std::vector<Fact> &facts, const client::AcceptanceReview &review)
{
    for (const QByteArray &root : review.difference.roots.added)
        facts.push_back(digestFact(Words::tr("Root added"), root));
    for (const QByteArray &root : review.difference.roots.removed)
        facts.push_back(digestFact(Words::tr("Root removed"), root));
    facts.push_back({.name = Words::tr("Roots then"),
                     .value = QLocale().toString(static_cast<qlonglong>(review.after.roots.size()))});
    for (const QByteArray &key : review.difference.bootKeys.added)
        facts.push_back(digestFact(Words::tr("Boot key added"), key));
    for (const QByteArray &key : review.difference.bootKeys.removed)
        facts.push_back(digestFact(Words::tr("Boot key removed"), key));
    facts.push_back({.name = Words::tr("Boot keys then"),
                     .value = QLocale().toString(static_cast<qlonglong>(review.after.bootKeys.size()))});
}

void addSerials(std::vector<Fact> &facts, const QString &name, const std::vector<QString> &serials)
{
    if (serials.empty())
        return;
    const std::size_t named = std::min(serials.size(), mostNamed);
    QStringList lines(serials.begin(), serials.begin() + static_cast<std::ptrdiff_t>(named));
    if (serials.size() > named)
        lines.append(Words::tr("and %n more", nullptr, static_cast<int>(serials.size() - named)));
    facts.push_back({.name = Words::tr("%1: %2").arg(name, QLocale().toString(static_cast<qlonglong>(serials.size()))),
                     .value = lines.join(u'\n')});
}

void addList(std::vector<Fact> &facts, const client::AcceptanceReview &review)
{
    Fact list =
        movedFact(Words::tr("Revocation list"), listText(review.before.revocation), listText(review.after.revocation));
    if (review.after.revocation)
        list.hover = QString::fromLatin1(encoding::toBase64Url(*review.after.revocation));
    facts.push_back(std::move(list));
    if (review.entries)
        facts.push_back({.name = Words::tr("Revoked certificates then"), .value = QLocale().toString(*review.entries)});
    if (!review.revoked)
        return;
    addSerials(facts, Words::tr("Newly revoked"), review.revoked->added);
    addSerials(facts, Words::tr("No longer revoked"), review.revoked->removed);
}

} // namespace

AcceptancePanel::AcceptancePanel(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new design::Banner(Tone::Info))
    , m_facts(new design::KeyValueList)
{
    setObjectName(QStringLiteral("acceptancePanel"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("What attestations are judged by")));
    m_verdict->setObjectName(QStringLiteral("acceptanceVerdict"));
    layout->addWidget(m_verdict);
    layout->addWidget(m_facts);
}

void AcceptancePanel::say(const QString &text, bool holds)
{
    m_verdict->setTone(holds ? Tone::Ok : Tone::Danger);
    m_verdict->setGlyph(holds ? Glyph::ShieldCheck : Glyph::Warning);
    m_verdict->setText(text);
}

void AcceptancePanel::setLoading()
{
    m_verdict->setTone(Tone::Info);
    m_verdict->setGlyph(Glyph::Hourglass);
    m_verdict->setText(tr("Comparing with what is in force…"));
    m_facts->setFacts({});
}

void AcceptancePanel::setReview(const Expected<AcceptanceReview> &review)
{
    if (!review)
        return say(words::problemText(review.error()).line(), false);
    if (review->obstacle)
        say(tr("The revocation list that this names could not be checked here: %1")
                .arg(words::problemText(*review->obstacle).line()),
            false);
    else
        say(tr("Recomputed by this console from what was signed."), true);
    showFacts(*review);
}

void AcceptancePanel::showFacts(const AcceptanceReview &review)
{
    std::vector<Fact> facts;
    addDigests(facts, review);
    facts.push_back(
        movedFact(tr("Least security level"), levelText(review.before.leastLevel), levelText(review.after.leastLevel)));
    facts.push_back(
        movedFact(tr("Oldest patch level"), patchText(review.before.leastPatch), patchText(review.after.leastPatch)));
    addList(facts, review);
    m_facts->setFacts(std::move(facts));
}

std::optional<QString> denialOf(const std::optional<Expected<AcceptanceReview>> &review)
{
    if (!review)
        return Words::tr("This console is still comparing it with what is in force.");
    if (!*review)
        return Words::tr("What this changes could not be recomputed here.");
    if ((*review)->obstacle)
        return Words::tr("The revocation list that this names could not be checked here. No device would be verified.");
    return std::nullopt;
}

} // namespace enigm::views::enrollment
