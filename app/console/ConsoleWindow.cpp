#include "app/console/ConsoleWindow.h"

#include "api-client/audit/FileCheckpointStore.h"
#include "api-client/session/Installation.h"
#include "app/console/OperatorConsole.h"
#include "app/console/Profiles.h"
#include "views/signin/FirstRunPage.h"
#include "views/signin/SignInPage.h"
#include "views/words/ProblemText.h"

#include <QCloseEvent>
#include <QFile>
#include <QFileInfo>

namespace enigm::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileSize = 64 * 1024;
const QString geometryKey = u"window/geometry"_s;
const QString deploymentKey = u"deployment/file"_s;

Expected<deployment::DeploymentFile> readDeployment(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    return deployment::DeploymentFile::parse(file.read(maxFileSize));
}

QString sentenceOf(const Problem &problem)
{
    const views::words::ProblemText text = views::words::problemText(problem);
    return text.title + u". "_s + text.sentence;
}

} // namespace

ConsoleWindow::ConsoleWindow(ConsoleOptions options, const QString &stateDirectory)
    : m_options(std::move(options))
    , m_stateDirectory(stateDirectory)
    , m_settings(stateDirectory + u"/console.ini"_s, QSettings::IniFormat)
    , m_firstRun(new views::signin::FirstRunPage)
    , m_signIn(new views::signin::SignInPage)
{
    setWindowTitle(tr("Enigm Command"));
    setObjectName(QStringLiteral("consoleWindow"));
    resize(1280, 800);
    restoreGeometry(m_settings.value(geometryKey).toByteArray());
    addWidget(m_firstRun);
    addWidget(m_signIn);
    connect(m_firstRun, &views::signin::FirstRunPage::tryHereRequested, this, [this] {
        tryHere(m_options.sampleData.isEmpty() ? m_stateDirectory + u"/sample"_s : m_options.sampleData);
    });
    connect(m_firstRun, &views::signin::FirstRunPage::connectRequested, this,
            [this](const QString &path) { connectTo(path); });
    connect(m_signIn, &views::signin::SignInPage::signInRequested, this, &ConsoleWindow::signIn);
    connect(m_signIn, &views::signin::SignInPage::importRequested, this, [this](const QString &path) {
        if (m_profiles)
            m_profiles->importFile(path);
    });
    connect(m_signIn, &views::signin::SignInPage::anotherDeploymentRequested, this, &ConsoleWindow::showFirstRun);
}

ConsoleWindow::~ConsoleWindow()
{
    endConsole();
}

void ConsoleWindow::start()
{
    m_checkpoints = std::make_unique<client::FileCheckpointStore>(m_stateDirectory);
    auto installation = client::installationId(m_stateDirectory, m_clock.nowMilliseconds());
    if (!installation)
        return sayProblem(installation.error());
    m_installation = *installation;
    const QString last = m_settings.value(deploymentKey).toString();
    if (!m_options.sampleData.isEmpty())
        tryHere(m_options.sampleData);
    else if (!m_options.deploymentFile.isEmpty())
        connectTo(m_options.deploymentFile);
    else if (!last.isEmpty() && QFileInfo::exists(last))
        connectTo(last);
    else
        showFirstRun();
}

void ConsoleWindow::showFirstRun()
{
    endConsole();
    m_embedded.reset(); // what becomes of it is no matter of the next deployment
    m_firstRun->setOpen();
    setCurrentWidget(m_firstRun);
}

void ConsoleWindow::sayProblem(const Problem &problem)
{
    m_firstRun->setProblem(sentenceOf(problem));
    setCurrentWidget(m_firstRun);
}

void ConsoleWindow::tryHere(const QString &dataDirectory)
{
    setCurrentWidget(m_firstRun);
    m_embedded = std::make_unique<EmbeddedControlPlane>(dataDirectory);
    connect(m_embedded.get(), &EmbeddedControlPlane::progressed, m_firstRun, &views::signin::FirstRunPage::setProgress);
    connect(m_embedded.get(), &EmbeddedControlPlane::failed, this, [this](const Problem &problem) {
        endConsole();
        m_firstRun->setProblem(tr("The control plane has stopped: %1").arg(problem.detail));
        setCurrentWidget(m_firstRun);
    });
    connect(m_embedded.get(), &EmbeddedControlPlane::ready, this,
            [this](const QUrl &url) { connectTo(m_embedded->deploymentFile(), url); });
    m_embedded->start();
}

void ConsoleWindow::connectTo(const QString &deploymentPath, const QUrl &url)
{
    auto file = readDeployment(deploymentPath);
    if (!file)
        return sayProblem(file.error());
    if (url.isValid())
        file->url = url;
    else
        m_settings.setValue(deploymentKey, QFileInfo(deploymentPath).absoluteFilePath());
    m_deployment = std::move(*file);
    m_profiles = std::make_unique<Profiles>(*m_deployment, deploymentPath, m_stateDirectory + u"/keys"_s);
    connect(m_profiles.get(), &Profiles::changed, this, [this] {
        m_signIn->setProfiles(m_profiles->shown());
        m_signIn->setVault(m_profiles->vaultSentence());
    });
    connect(m_profiles.get(), &Profiles::failed, this,
            [this](const Problem &problem) { m_signIn->setProblem(sentenceOf(problem)); });
    showSignIn();
}

void ConsoleWindow::showSignIn(const QString &sentence)
{
    endConsole();
    m_signIn->setDeployment(m_deployment->name, m_deployment->fingerprint());
    m_signIn->setBusy(false);
    setCurrentWidget(m_signIn);
    m_profiles->load();
    if (!sentence.isEmpty())
        m_signIn->setProblem(sentence);
}

void ConsoleWindow::signIn(const QString &operatorId)
{
    const deployment::OperatorFile *const profile = m_profiles->find(operatorId);
    if (!profile)
        return;
    m_signIn->setBusy(true);
    m_console = new OperatorConsole({.deployment = *m_deployment,
                                     .operatorName = profile->name,
                                     .hint = m_profiles->hintFor(*profile),
                                     .installation = m_installation,
                                     .witnessDirectory = m_profiles->witnessDirectory(),
                                     .checkpoints = *m_checkpoints,
                                     .clock = m_clock,
                                     .settings = m_settings});
    addWidget(m_console);
    connect(m_console, &OperatorConsole::started, this, [this] { setCurrentWidget(m_console); });
    connect(m_console, &OperatorConsole::failed, this, &ConsoleWindow::failSignIn);
    connect(m_console, &OperatorConsole::ended, this, &ConsoleWindow::showSignIn);
    m_console->signIn(operatorId, profile->key, m_signIn->takeKeySecret());
}

void ConsoleWindow::failSignIn(const Problem &problem)
{
    endConsole();
    m_signIn->setBusy(false);
    if (problem.type == ProblemType::WrongPassphrase)
        m_signIn->setWrongKeySecret();
    else
        m_signIn->setProblem(sentenceOf(problem));
}

void ConsoleWindow::endConsole()
{
    if (!m_console)
        return;
    removeWidget(m_console);
    m_console->disconnect(this);
    m_console->deleteLater(); // it may be the one that asked
    m_console.clear();
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(geometryKey, saveGeometry());
    QStackedWidget::closeEvent(event);
}

} // namespace enigm::app
