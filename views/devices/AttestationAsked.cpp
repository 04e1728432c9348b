#include "views/devices/AttestationAsked.h"

#include <QCoreApplication>

namespace enigm::views::devices {

using design::StateWord;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttestationAsked)
};

} // namespace

StateWord attestationAskedWord(const client::AskedForAttestation &asked)
{
    const auto told = static_cast<int>(asked.asked.size());
    const auto passedOver = static_cast<int>(asked.passedOver.size());
    if (told == 0)
        return {design::Glyph::Warning, Words::tr("No device was asked: none of them is served."), design::Tone::Warn};
    QString text = Words::tr("%n device(s) will be told at the next check-in; nothing is answered yet.", nullptr, told);
    if (passedOver > 0)
        text = Words::tr("%1 %2", "two sentences")
                   .arg(text, Words::tr("%n device(s) are not served and were passed over.", nullptr, passedOver));
    return {design::Glyph::Clock, text, design::Tone::Info};
}

} // namespace enigm::views::devices
