#include "app/console/WitnessKeys.h"

#include "api-client/keys/WitnessVault.h"
#include "app/console/Profiles.h"

#include <QDir>
#include <QFile>
#include <QPointer>

namespace enigm::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileSize = 64 * 1024;

} // namespace

WitnessKeys::WitnessKeys(deployment::DeploymentFile deployment, QString sampleDirectory, QObject *parent)
    : QObject(parent)
    , m_deployment(std::move(deployment))
    , m_sampleDirectory(std::move(sampleDirectory))
{}

void WitnessKeys::load()
{
    if (m_deployment.sample)
        loadSample();
    loadOwn();
}

client::Task<void> WitnessKeys::loadSample()
{
    const QPointer<WitnessKeys> self(this);
    const QDir directory(m_sampleDirectory);
    for (const QString &name : directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile bytes(directory.filePath(name));
        if (!bytes.open(QIODevice::ReadOnly))
            continue;
        auto file = deployment::WitnessFile::parse(bytes.read(maxFileSize));
        if (!file)
            continue;
        const auto key = co_await client::openWitnessKey(
            std::move(*file), signing::Secret(QByteArrayView(samplePassphrase.data(), samplePassphrase.size())));
        if (!self)
            co_return;
        if (key)
            Q_EMIT found(*key);
    }
}

client::Task<void> WitnessKeys::loadOwn()
{
    const QPointer<WitnessKeys> self(this);
    const auto key = co_await client::WitnessVault().load(m_deployment.deployment);
    if (self && key)
        Q_EMIT found(*key);
}

} // namespace enigm::app
