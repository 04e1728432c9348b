#include "views/stepup/StepUpBody.h"

#include "contract/encoding/DigestWords.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/facts/ToneLabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace enigm::views::stepup {

using client::StepUpQuestion;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

StepUpBody::StepUpBody(QWidget *parent)
    : QWidget(parent)
    , m_act(new ToneLabel({}, TextStyle::BodyStrong))
    , m_words(new ToneLabel({}, TextStyle::MonoSmall, Tone::Muted))
    , m_keyName(new ToneLabel({}, TextStyle::Secondary))
    , m_keySecret(new QLineEdit)
    , m_pinName(new ToneLabel(tr("Your PIN, six digits"), TextStyle::Secondary))
    , m_pin(new design::PinEdit)
    , m_note(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
    , m_hint(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
{
    for (ToneLabel *const label : {m_act, m_words, m_keyName, m_note, m_hint})
        label->setWordWrap(true);
    m_keySecret->setObjectName(QStringLiteral("stepUpKeySecret"));
    m_keySecret->setEchoMode(QLineEdit::Password);
    m_pin->setObjectName(QStringLiteral("stepUpPin"));
    m_pin->setAccessibleName(m_pinName->text());
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hint->hide();
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::half);
    layout->addWidget(m_act);
    layout->addWidget(m_words);
    layout->addSpacing(design::metrics::grid);
    layout->addWidget(m_keyName);
    layout->addWidget(m_keySecret);
    layout->addSpacing(design::metrics::grid);
    layout->addWidget(m_pinName);
    layout->addWidget(m_pin);
    layout->addSpacing(design::metrics::grid);
    layout->addWidget(m_note);
    layout->addWidget(m_hint);
    connect(m_keySecret, &QLineEdit::returnPressed, this, &StepUpBody::proceed);
    connect(m_pin, &QLineEdit::returnPressed, this, &StepUpBody::proceed);
    connect(m_pin, &design::PinEdit::completed, this, &StepUpBody::proceed);
}

void StepUpBody::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void StepUpBody::nameFields(const QString &token)
{
    m_keyName->setText(token.isEmpty() ? tr("Passphrase of your key") : tr("Token PIN (%1)").arg(token));
    m_keySecret->setAccessibleName(m_keyName->text());
}

void StepUpBody::setQuestion(const StepUpQuestion &question)
{
    m_act->setText(question.act);
    m_words->setText(tr("Compare aloud: %1").arg(encoding::digestWords(question.digest)));
    nameFields(question.token);
    setFieldsEnabled(true);
    m_keySecret->clear();
    m_pin->clear();
    switch (question.wrong) {
    case StepUpQuestion::Wrong::Nothing:
        say(tr("Your key is opened for this signature only. The PIN confirms exactly this act, once."), Tone::Muted);
        break;
    case StepUpQuestion::Wrong::KeySecret:
        say(question.token.isEmpty()
                ? tr("That passphrase does not open your key. Enter both again; no attempt at the PIN was spent.")
                : tr("The token refuses that PIN, and may lock itself after a few wrong ones. Enter both again; no "
                     "attempt at your own PIN was spent."),
            Tone::Danger);
        break;
    case StepUpQuestion::Wrong::Pin:
        m_pin->setWrong();
        say((question.attemptsLeft ? tr("The PIN was wrong. %n attempt(s) are left.", nullptr, *question.attemptsLeft)
                                   : tr("The PIN was wrong.")) +
                QLatin1Char(' ') + tr("Enter both again."),
            Tone::Danger);
        break;
    }
}

void StepUpBody::begin()
{
    m_keySecret->setFocus(Qt::OtherFocusReason);
}

void StepUpBody::say(const QString &text, Tone tone)
{
    m_note->setTone(tone);
    m_note->setText(text);
    // Whoever hears the window hears it with the field that takes the focus.
    m_keySecret->setAccessibleDescription(text);
}

void StepUpBody::proceed()
{
    if (m_keySecret->text().isEmpty())
        m_keySecret->setFocus(Qt::OtherFocusReason);
    else if (!m_pin->isComplete())
        m_pin->setFocus(Qt::OtherFocusReason);
    else
        Q_EMIT completed();
}

void StepUpBody::setFieldsEnabled(bool enabled)
{
    m_keySecret->setEnabled(enabled);
    m_pin->setEnabled(enabled);
}

void StepUpBody::setChecking()
{
    setFocus(); // rather than on the button that cancels
    setFieldsEnabled(false);
    say(tr("Checking…"), Tone::Muted);
}

client::StepUpAnswer StepUpBody::take()
{
    QString secret = m_keySecret->text();
    m_keySecret->clear();
    QByteArray digits = m_pin->take();
    return {.keySecret = signing::Secret::taking(secret), .pin = signing::Secret::taking(digits)};
}

} // namespace enigm::views::stepup
