#include "views/approvals/EligibilityText.h"

#include <QCoreApplication>

namespace enigm::views::approvals {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::changes::SigningEligibility;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EligibilityText)
};

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
    case SigningEligibility::MissingRole:
        return {Glyph::Lock, Words::tr("Another role"), Tone::Muted};
    case SigningEligibility::KeyNotValid:
        return {Glyph::Key, Words::tr("Key not valid"), Tone::Danger};
    case SigningEligibility::NotVerified:
        return {Glyph::Hourglass, Words::tr("Not verified yet"), Tone::Info};
    }
    Q_UNREACHABLE();
}

QString eligibilitySentence(SigningEligibility eligibility)
{
    switch (eligibility) {
    case SigningEligibility::Yes:
        return Words::tr("Your signature is asked for. Review what will happen before you sign.");
    case SigningEligibility::Closed:
        return Words::tr("This change is decided, or its time to approve is over.");
    case SigningEligibility::OwnRequest:
        return Words::tr("You asked for this change. Another person has to approve it.");
    case SigningEligibility::AlreadySigned:
        return Words::tr("You have decided about this change. Others have to sign now.");
    case SigningEligibility::MissingRole:
        return Words::tr("The rule asks for a role that you do not hold. The review names who may sign.");
    case SigningEligibility::KeyNotValid:
        return Words::tr("The key of this session is no longer one of yours. Sign in with another key.");
    case SigningEligibility::NotVerified:
        return Words::tr("This console has not verified the logs as far as this change. Wait a moment.");
    }
    Q_UNREACHABLE();
}

} // namespace enigm::views::approvals
