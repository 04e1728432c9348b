#pragma once

#include "api-client/session/StepUpPrompt.h"

#include <QObject>
#include <QPointer>
#include <QPromise>

#include <functional>
#include <optional>

class QWidget;

namespace enigm::views::design {
class Sheet;
}

namespace enigm::views::stepup {

class StepUpBody;

/// Asks for what opens the key and for the PIN, together, in a sheet over the window that is active. After a wrong one
/// the same sheet asks again; it closes when the act has been accepted or refused for good.
class SheetStepUpPrompt final : public QObject, public client::StepUpPrompt
{
    Q_OBJECT

public:
    /// `window` answers the window to ask in, at the moment of asking.
    explicit SheetStepUpPrompt(std::function<QWidget *()> window, QObject *parent = nullptr);
    ~SheetStepUpPrompt() override;

    /// Of samples only: where their passphrase and PIN are.
    void setHint(const QString &hint) { m_hint = hint; }

    [[nodiscard]] client::Task<Expected<client::StepUpAnswer>> ask(client::StepUpQuestion question) override;
    [[nodiscard]] bool isWithdrawn() const override { return m_isWithdrawn; }
    void finished() override;

private:
    void openSheet();
    /// Whoever waits for the answer goes on, a turn of the loop later.
    void conclude(bool isConfirmed);
    void withdraw();

    std::function<QWidget *()> m_window;
    QString m_hint;
    QPointer<design::Sheet> m_sheet;
    QPointer<StepUpBody> m_body;
    std::optional<QPromise<bool>> m_answer; ///< while one is waited for
    bool m_isWithdrawn = false;
};

} // namespace enigm::views::stepup
