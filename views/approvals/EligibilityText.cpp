#include "views/approvals/EligibilityText.h"

#include "views/words/StateText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace enigm::views::approvals {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::changes::SigningAnswer;
using models::changes::SigningEligibility;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EligibilityText)
};

/// More names than a person reads in a sentence.
constexpr qsizetype mostNamed = 4;

} // namespace

StateWord eligibilityWord(SigningEligibility eligibility)
{
    switch (eligibility) {
    case SigningEligibility::Yes:
        return {Glyph::Sign, Words::tr("Waits for you"), Tone::Accent};
    case SigningEligibility::Closed:
        return {Glyph::Minus, Words::tr("Takes no signatures"), Tone::Muted};
    case SigningEligibility::OwnRequest:
        return {Glyph::Person, Words::tr("You asked"), Tone::Muted};
    case SigningEligibility::AlreadySigned:
        return {Glyph::Check, Words::tr("You have signed"), Tone::Ok};
    case SigningEligibility::SameInstallation:
        return {Glyph::Lock, Words::tr("Another console"), Tone::Muted};
    case SigningEligibility::MissingRole:
        return {Glyph::Lock, Words::tr("Another role"), Tone::Muted};
    case SigningEligibility::KeyNotValid:
        return {Glyph::Key, Words::tr("Key not valid"), Tone::Danger};
    case SigningEligibility::NotVerified:
        return {Glyph::Hourglass, Words::tr("Not verified yet"), Tone::Info};
    case SigningEligibility::BrokenProof:
        return {Glyph::ProofBroken, Words::tr("Proof broken"), Tone::Danger};
    case SigningEligibility::Drifted:
        return {Glyph::Warning, Words::tr("Devices changed"), Tone::Warn};
    case SigningEligibility::Hindered:
        return {Glyph::Warning, Words::tr("Cannot be carried out"), Tone::Warn};
    case SigningEligibility::OwnKey:
        return {Glyph::Key, Words::tr("Your own key"), Tone::Muted};
    case SigningEligibility::NotRequester:
        return {Glyph::Person, Words::tr("Somebody else asked"), Tone::Muted};
    }
    Q_UNREACHABLE();
}

QString eligibilitySentence(SigningEligibility eligibility, operators::Roles wanted)
{
    switch (eligibility) {
    case SigningEligibility::Yes:
        return Words::tr("Your signature is asked for. Review what will happen before you sign.");
    case SigningEligibility::Closed:
        return Words::tr("This change is decided, or its time to approve is over.");
    case SigningEligibility::OwnRequest:
        return Words::tr("You asked for this change. Another person has to decide about it.");
    case SigningEligibility::AlreadySigned:
        return Words::tr("You have decided about this change. Others have to sign now.");
    case SigningEligibility::SameInstallation:
        return Words::tr("It was asked for on this console. An approval has to come from another one.");
    case SigningEligibility::MissingRole:
        return Words::tr("The rule asks for %1, and you do not hold this role.").arg(words::rolesText(wanted));
    case SigningEligibility::KeyNotValid:
        return Words::tr("The key of this session is not, or no longer, one of yours. Sign in with another key.");
    case SigningEligibility::NotVerified:
        return Words::tr("This console has not verified the logs as far as this change. Wait a moment.");
    case SigningEligibility::BrokenProof:
        return Words::tr("A proof is broken. Nothing is signed on what this server says.");
    case SigningEligibility::Drifted:
        return Words::tr("The devices have changed since this was asked for. It has to be asked for again.");
    case SigningEligibility::Hindered:
        return Words::tr("This can no longer be carried out. It has to be asked for again.");
    case SigningEligibility::OwnKey:
        return Words::tr("This change removes your own key. You may approve it, not stop it.");
    case SigningEligibility::NotRequester:
        return Words::tr("Only the person who asked for a change withdraws it.");
    }
    Q_UNREACHABLE();
}

QString denialText(const SigningAnswer &answer, SigningEligibility act, const QMap<QString, QString> &names,
                   const QString &requester)
{
    const QString sentence = eligibilitySentence(act, answer.wanted);
    QStringList who;
    if (act == SigningEligibility::NotRequester) {
        who.append(names.value(requester, requester));
    } else if (act != SigningEligibility::Drifted && act != SigningEligibility::Hindered) {
        for (const QString &id : answer.whoCould)
            who.append(names.value(id, id));
    }
    if (who.isEmpty())
        return sentence;
    if (const qsizetype more = who.size() - mostNamed; more > 0)
        who = who.first(mostNamed) << Words::tr("%n more", nullptr, static_cast<int>(more));
    return Words::tr("%1 Who can: %2.").arg(sentence, QLocale().createSeparatedList(who));
}

} // namespace enigm::views::approvals
