#include "views/stepup/StepUpBody.h"

#include "contract/encoding/DigestWords.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"

#include <QVBoxLayout>

namespace enigm::views::stepup {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;

StepUpBody::StepUpBody(QWidget *parent)
    : QWidget(parent)
    , m_act(new ToneLabel({}, TextStyle::BodyStrong))
    , m_words(new ToneLabel({}, TextStyle::MonoSmall, Tone::Muted))
    , m_pin(new design::PinEdit)
    , m_note(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
{
    m_act->setWordWrap(true);
    m_note->setWordWrap(true);
    m_pin->setObjectName(QStringLiteral("stepUpPin"));
    m_pin->setAccessibleName(tr("PIN, six digits"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_act);
    layout->addWidget(m_words);
    layout->addSpacing(design::metrics::grid);
    layout->addWidget(m_pin, 0, Qt::AlignHCenter);
    layout->addWidget(m_note);
}

void StepUpBody::setQuestion(const client::StepUpQuestion &question)
{
    m_act->setText(question.act);
    m_words->setText(tr("Compare aloud: %1").arg(encoding::digestWords(question.digest)));
    if (question.attemptsLeft) {
        m_pin->setWrong();
        m_note->setTone(Tone::Danger);
        m_note->setText(tr("The PIN was wrong. %n attempt(s) are left.", nullptr, *question.attemptsLeft));
    } else {
        m_note->setTone(Tone::Muted);
        m_note->setText(tr("Your PIN confirms exactly this act, once."));
    }
    setChecking(false);
}

void StepUpBody::setChecking(bool checking)
{
    m_pin->setEnabled(!checking);
    if (checking) {
        m_note->setTone(Tone::Muted);
        m_note->setText(tr("Checking…"));
    } else {
        m_pin->setFocus();
    }
}

} // namespace enigm::views::stepup
