#include "tests/api-client/keys/PrivateKeyring.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

namespace enigm::test {

/// A secret of the Secret Service API in a session that does not encrypt.
struct PlainSecret
{
    QDBusObjectPath session;
    QByteArray value;
};

static QDBusArgument &operator<<(QDBusArgument &argument, const PlainSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << QByteArray() << secret.value << QStringLiteral("text/plain");
    argument.endStructure();
    return argument;
}

static const QDBusArgument &operator>>(const QDBusArgument &argument, PlainSecret &secret)
{
    QByteArray parameters;
    QString type;
    argument.beginStructure();
    argument >> secret.session >> parameters >> secret.value >> type;
    argument.endStructure();
    return argument;
}

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds
const QString busProgram = u"dbus-daemon"_s;
const QString keyringProgram = u"gnome-keyring-daemon"_s;
const QByteArray password = "password of the login collection";
const QString secretService = u"org.freedesktop.secrets"_s;
const QString servicePath = u"/org/freedesktop/secrets"_s;
const QString serviceInterface = u"org.freedesktop.Secret.Service"_s;
const QString unlockInterface = u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s;
const QString collectionPath = u"/org/freedesktop/secrets/collection/login"_s;

bool isServed()
{
    const auto *const bus = QDBusConnection::sessionBus().interface();
    return bus && bus->isServiceRegistered(secretService).value();
}

} // namespace

bool PrivateKeyring::isPossible()
{
    return !QStandardPaths::findExecutable(busProgram).isEmpty() &&
           !QStandardPaths::findExecutable(keyringProgram).isEmpty();
}

PrivateKeyring::PrivateKeyring()
{
    const QDir home(m_home.path());
    for (const char *const name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) {
        const QString directory = home.filePath(QString::fromLatin1(name));
        if (!home.mkpath(directory) ||
            !QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("the folder %s cannot be made", qPrintable(directory));
        qputenv(name, QFile::encodeName(directory));
    }
    qunsetenv("DISPLAY");
}

PrivateKeyring::~PrivateKeyring()
{
    stop();
    end(m_bus);
}

bool PrivateKeyring::start()
{
    if (!startBus())
        return false;
    m_keyring.start(keyringProgram, {u"--foreground"_s, u"--components=secrets"_s, u"--unlock"_s});
    if (!m_keyring.waitForStarted(patience))
        return false;
    m_keyring.write(password);
    m_keyring.closeWriteChannel();
    return QTest::qWaitFor(isServed, patience);
}

bool PrivateKeyring::startBus()
{
    const QString socket = m_home.filePath(u"bus"_s);
    QFile configuration(m_home.filePath(u"bus.conf"_s));
    if (!configuration.open(QIODevice::WriteOnly))
        return false;
    configuration.write("<busconfig><type>session</type><listen>unix:path=" + QFile::encodeName(socket) +
                        "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n");
    configuration.close();
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(socket));
    m_bus.start(busProgram,
                {u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s, u"--config-file"_s, configuration.fileName()});
    // It names its address once it takes connections.
    return m_bus.waitForStarted(patience) && m_bus.waitForReadyRead(patience) &&
           QDBusConnection::sessionBus().isConnected();
}

bool PrivateKeyring::lock()
{
    QDBusMessage call = QDBusMessage::createMethodCall(secretService, servicePath, serviceInterface, u"Lock"_s);
    call << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(collectionPath)});
    return QDBusConnection::sessionBus().call(call).type() == QDBusMessage::ReplyMessage;
}

bool PrivateKeyring::unlock()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    QDBusMessage opening =
        QDBusMessage::createMethodCall(secretService, servicePath, serviceInterface, u"OpenSession"_s);
    opening << u"plain"_s << QVariant::fromValue(QDBusVariant(QString()));
    const QDBusMessage opened = bus.call(opening);
    if (opened.type() != QDBusMessage::ReplyMessage)
        return false;
    qDBusRegisterMetaType<PlainSecret>();
    // What GNOME's own login uses in place of a window that asks.
    QDBusMessage unlocking =
        QDBusMessage::createMethodCall(secretService, servicePath, unlockInterface, u"UnlockWithMasterPassword"_s);
    unlocking << QVariant::fromValue(QDBusObjectPath(collectionPath))
              << QVariant::fromValue(
                     PlainSecret{.session = opened.arguments().at(1).value<QDBusObjectPath>(), .value = password});
    return bus.call(unlocking).type() == QDBusMessage::ReplyMessage;
}

void PrivateKeyring::stop()
{
    end(m_keyring);
}

void PrivateKeyring::end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished(patience);
    }
}

} // namespace enigm::test
