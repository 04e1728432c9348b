#pragma once

#include "api-client/session/StepUpPrompt.h"

#include <QWidget>

namespace enigm::views::design {
class PinEdit;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::stepup {

/// What a step-up sheet holds: what is signed in one line, the digest in words, six boxes, and after a wrong PIN how
/// many attempts are left.
class StepUpBody final : public QWidget
{
    Q_OBJECT

public:
    explicit StepUpBody(QWidget *parent = nullptr);

    void setQuestion(const client::StepUpQuestion &question);
    /// Shows that the PIN is being checked; the boxes take nothing meanwhile.
    void setChecking(bool checking);
    [[nodiscard]] design::PinEdit *pin() const { return m_pin; }

private:
    design::ToneLabel *m_act;
    design::ToneLabel *m_words;
    design::PinEdit *m_pin;
    design::ToneLabel *m_note;
};

} // namespace enigm::views::stepup
