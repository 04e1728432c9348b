#include "app/enigmctl/connection/Connection.h"

#include "api-client/operators/OperatorClient.h"
#include "api-client/session/Installation.h"
#include "api-client/wire/PinnedTransport.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "app/files/FileAccess.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

Connection::Connection(Context &context, Given given)
    : m_terminal(context.terminal)
    , m_state(given.state)
    , m_operatorId(std::move(given.operatorId))
    , m_key(std::move(given.key))
    , m_prompt(context.terminal)
    , m_session(given.deployment, std::make_unique<client::PinnedTransport>(given.deployment.tlsDigest), context.clock,
                m_prompt)
    , m_checkpoints(given.state)
    , m_follower(m_session, m_checkpoints)
    , m_changes(m_session, m_follower, given.installation)
{}

std::expected<std::unique_ptr<Connection>, Failure> Connection::make(Context &context)
{
    const auto deployment = deploymentFile(context.invocation);
    if (!deployment)
        return std::unexpected(deployment.error());
    const auto file = operatorFile(context.invocation);
    if (!file)
        return std::unexpected(file.error());
    if (file->deployment != deployment->deployment)
        return std::unexpected(
            Problem{ProblemType::WrongDeployment,
                    u"The operator file belongs to another deployment, or to none yet (then see 'key assign')."_s,
                    u"--operator"_s});
    const QString state = client::stateDirectory();
    const auto installation = client::installationId(state, context.clock.nowMilliseconds());
    if (!installation)
        return std::unexpected(installation.error());
    return std::unique_ptr<Connection>(new Connection(context, {.deployment = *deployment,
                                                                .operatorId = file->operatorId,
                                                                .key = file->key,
                                                                .state = state,
                                                                .installation = *installation}));
}

client::Task<std::expected<void, Failure>> Connection::open()
{
    for (int attempt = 1;; ++attempt) {
        auto secret = askKeySecret(m_terminal, m_key->tokenLabel());
        if (!secret)
            co_return std::unexpected(Failure(secret.error()));
        const auto info = co_await m_session.signIn(m_operatorId, m_key, std::move(*secret));
        if (info)
            break;
        const ProblemType type = info.error().type;
        const bool isKeyRefused = type == ProblemType::UnknownKey || type == ProblemType::KeyNotValid;
        if (type != ProblemType::WrongPassphrase || attempt == keyAttempts(m_terminal))
            co_return std::unexpected(Failure(info.error(), isKeyRefused ? ExitCode::SignIn : exitCodeOf(type)));
        m_terminal.say(wrongKeySecret(m_key->tokenLabel()));
    }
    const deployment::DeploymentFile &deployment = m_session.deployment();
    if (deployment.sample)
        m_terminal.say(u"%1 (%2) is a SAMPLE deployment."_s.arg(deployment.name, deployment.fingerprint()));
    co_return std::expected<void, Failure>();
}

client::Task<void> Connection::close()
{
    (void)co_await m_session.signOut();
}

void Connection::tellOfLogs()
{
    if (m_follower.notKept())
        m_terminal.say(u"enigmctl: the checkpoints that were seen cannot be kept, so that a rewound log would not be "
                       "noticed the next time: "_s +
                       m_follower.notKept()->toString());
    if (!m_follower.contradiction())
        return;
    const QString path = m_state + u"/contradiction-%1.json"_s.arg(m_follower.contradiction()->time);
    const auto written = files::writeFile(path, m_follower.contradiction()->toBytes(m_session.deployment().deployment),
                                          files::Readers::Owner);
    m_terminal.say(u"enigmctl: a proof is broken; do not act on what this server says. "_s +
                   (written ? u"What shows it is in "_s + path : written.error().toString()));
}

client::Task<Expected<void>> Connection::loadNames()
{
    auto names = co_await client::OperatorClient(m_session).names();
    if (!names)
        co_return std::unexpected(names.error());
    m_names = std::move(*names);
    co_return Expected<void>();
}

QString Connection::nameOf(const QString &operatorId) const
{
    const QString name = m_names.value(operatorId);
    return name.isEmpty() ? operatorId : u"%1 (%2)"_s.arg(name, operatorId);
}

} // namespace enigm::ctl
