#include "views/design/theme/SystemScheme.h"

#ifdef ENIGM_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalInterface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;

} // namespace

SystemScheme::SystemScheme(QPalette palette, QObject *parent)
    : QObject(parent)
    , m_palette(std::move(palette))
    , m_dark(m_palette.color(QPalette::Window).lightness() < m_palette.color(QPalette::WindowText).lightness())
{
#ifdef ENIGM_HAS_DBUS
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    ask(u"color-scheme"_s);
    ask(u"contrast"_s);
#endif
}

Scheme SystemScheme::scheme() const
{
    if (m_highContrast)
        return Scheme::HighContrast;
    return m_dark ? Scheme::Dark : Scheme::Light;
}

#ifdef ENIGM_HAS_DBUS

void SystemScheme::ask(const QString &key)
{
    QDBusMessage message = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    message << appearance << key;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *finished) {
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        finished->deleteLater();
        if (reply.isError())
            return;
        // Read answers a variant inside a variant.
        const QVariant outer = reply.value().variant();
        const QVariant inner = outer.canConvert<QDBusVariant>() ? outer.value<QDBusVariant>().variant() : outer;
        take(key, inner.toUInt());
    });
}

void SystemScheme::onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance)
        take(key, value.variant().toUInt());
}

#else

void SystemScheme::ask(const QString &) {}

void SystemScheme::onPortalSetting(const QString &, const QString &, const QDBusVariant &) {}

#endif

void SystemScheme::take(const QString &key, uint value)
{
    const Scheme before = scheme();
    if (key == "color-scheme"_L1 && value != 0) // 0: no preference, 1: dark, 2: light
        m_dark = value == 1;
    if (key == "contrast"_L1)
        m_highContrast = value == 1;
    if (scheme() != before)
        Q_EMIT changed();
}

} // namespace enigm::views::design
