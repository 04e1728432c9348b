#pragma once

#include "api-client/audit/LogFollower.h"
#include "app/console/ConsoleOptions.h"
#include "app/console/EmbeddedControlPlane.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/time/Clock.h"

#include <QPointer>
#include <QSettings>
#include <QStackedWidget>

#include <memory>
#include <optional>

namespace enigm::views::signin {
class FirstRunPage;
class SignInPage;
} // namespace enigm::views::signin

namespace enigm::app {

class OperatorConsole;
class Profiles;

/// The console's one main window: the first choice, signing in, and then the panes of whoever is signed in. Remembers
/// its place and the deployment that it was last connected to.
class ConsoleWindow final : public QStackedWidget
{
    Q_OBJECT

public:
    /// `stateDirectory`: where this console keeps its settings, keys without a keychain and the checkpoints it saw.
    ConsoleWindow(ConsoleOptions options, const QString &stateDirectory);
    ~ConsoleWindow() override;

    /// Begins with what the options and the last run say.
    void start();
    /// The control plane that runs beside this window, or null.
    [[nodiscard]] const EmbeddedControlPlane *embedded() const { return m_embedded.get(); }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void showFirstRun();
    void tryHere(const QString &dataDirectory);
    void connectTo(const QString &deploymentPath, const QUrl &url = {});
    void showSignIn(const QString &sentence = {});
    void signIn(const QString &operatorId);
    void failSignIn(const Problem &problem);
    void endConsole();
    void sayProblem(const Problem &problem);

    ConsoleOptions m_options;
    QString m_stateDirectory;
    QSettings m_settings;
    time::SystemClock m_clock;
    std::unique_ptr<client::CheckpointStore> m_checkpoints;
    QString m_installation;
    std::unique_ptr<EmbeddedControlPlane> m_embedded;
    std::optional<deployment::DeploymentFile> m_deployment;
    std::unique_ptr<Profiles> m_profiles;
    views::signin::FirstRunPage *m_firstRun;
    views::signin::SignInPage *m_signIn;
    QPointer<OperatorConsole> m_console;
};

} // namespace enigm::app
