#pragma once

#include "api-client/session/StepUpPrompt.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace enigm::views::design {
class Sheet;
}

namespace enigm::views::stepup {

class StepUpBody;

/// Asks for the PIN in a sheet over the window that is active. After a wrong PIN the same sheet asks again; it closes
/// when the act has been accepted or refused for good.
class SheetStepUpPrompt final : public QObject, public client::StepUpPrompt
{
    Q_OBJECT

public:
    /// `window` answers the window to ask in, at the moment of asking.
    explicit SheetStepUpPrompt(std::function<QWidget *()> window, QObject *parent = nullptr);
    ~SheetStepUpPrompt() override;

    [[nodiscard]] client::Task<Expected<signing::Secret>> askPin(client::StepUpQuestion question) override;
    void finished() override;

Q_SIGNALS:
    /// The person has typed six digits, or cancelled.
    void answered(bool confirmed);

private:
    void openSheet();

    std::function<QWidget *()> m_window;
    QPointer<design::Sheet> m_sheet;
    QPointer<StepUpBody> m_body;
};

} // namespace enigm::views::stepup
