#pragma once

#include "contract/policy/Settings.h"

#include <QWidget>

class QComboBox;

namespace enigm::views::policies {

/// What a policy sets besides its rules, in one line: how Enigm OS is set, or how the ways into the network are
/// governed, by its kind. Each setting may be left to other policies.
class SettingsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsForm(QWidget *parent = nullptr);
    /// Hidden for a kind that sets nothing.
    void setSettings(policy::PolicyKind kind, const policy::Settings &settings);
    [[nodiscard]] policy::Settings settings() const;

Q_SIGNALS:
    /// By the person.
    void changed();

private:
    QWidget *m_deviceSettings;
    QComboBox *m_privacyMode;
    QComboBox *m_launcher;
    QComboBox *m_setUp;
    QWidget *m_pathSettings;
    QComboBox *m_vpnNetwork;
    QComboBox *m_proxyNetwork;
    QComboBox *m_torGateway;
};

} // namespace enigm::views::policies
