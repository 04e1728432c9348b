#pragma once

#include "api-client/session/StepUpPrompt.h"
#include "views/design/theme/Tokens.h"

#include <QWidget>

class QLineEdit;

namespace enigm::views::design {
class PinEdit;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::stepup {

/// What a step-up sheet holds: what is signed in one line, the digest in words, the field for what opens the key, the
/// six boxes of the PIN, and what was wrong with the answer before.
///
/// Enter goes on from the first field to the second; the sixth digit, or Enter once both are there, is the answer.
class StepUpBody final : public QWidget
{
    Q_OBJECT

public:
    explicit StepUpBody(QWidget *parent = nullptr);

    /// Of samples only: where their passphrase and PIN are.
    void setHint(const QString &hint);
    /// Empties both fields and says what was wrong.
    void setQuestion(const client::StepUpQuestion &question);
    /// Where an answer begins.
    void begin();
    /// Shows that the answer is being checked; the fields take nothing meanwhile.
    void setChecking();
    /// What both fields hold; they are empty afterwards.
    [[nodiscard]] client::StepUpAnswer take();

Q_SIGNALS:
    /// Both fields are filled and the person went on.
    void completed();

private:
    void proceed();
    void nameFields(const QString &token);
    void say(const QString &text, design::Tone tone);
    void setFieldsEnabled(bool enabled);

    design::ToneLabel *m_act;
    design::ToneLabel *m_words;
    design::ToneLabel *m_keyName;
    QLineEdit *m_keySecret;
    design::ToneLabel *m_pinName;
    design::PinEdit *m_pin;
    design::ToneLabel *m_note;
    design::ToneLabel *m_hint;
};

} // namespace enigm::views::stepup
