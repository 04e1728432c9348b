#pragma once

#include "views/design/theme/Tokens.h"

#include <QObject>
#include <QPalette>

class QDBusVariant;

namespace enigm::views::design {

/// What the desktop asks for: light, dark or high contrast. Qt 6.4 does not tell, so the XDG settings portal is asked
/// over D-Bus (org.freedesktop.appearance: color-scheme, contrast), without waiting for it; until it answers, or where
/// there is none, the palette that the application started with decides. Lives on the GUI thread.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    /// `palette`: the desktop's, as it was before the application set its own.
    explicit SystemScheme(QPalette palette, QObject *parent = nullptr);

    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] const QPalette &palette() const { return m_palette; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &key);
    void take(const QString &key, uint value);

    QPalette m_palette;
    bool m_dark;
    bool m_highContrast = false;
};

} // namespace enigm::views::design
