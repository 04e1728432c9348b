#include "views/policies/SettingsForm.h"

#include "views/design/facts/ToneLabel.h"
#include "views/words/PolicySettingText.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVariant>

namespace enigm::views::policies {

namespace {

/// The first choice leaves the setting to others; the place of a value is one behind its own.
template <typename Enum>
void fill(QComboBox &choices)
{
    choices.addItem(words::settingText(std::optional<Enum>()));
    for (const Enum value : policy::allOf<Enum>())
        choices.addItem(words::settingText(std::optional(value)));
}

template <typename Enum>
void choose(QComboBox &choices, const std::optional<Enum> &value)
{
    choices.setCurrentIndex(value ? static_cast<int>(*value) + 1 : 0);
}

template <typename Enum>
std::optional<Enum> chosen(const QComboBox &choices)
{
    return choices.currentIndex() > 0 ? std::optional(static_cast<Enum>(choices.currentIndex() - 1)) : std::nullopt;
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
    , m_deviceSettings(new QWidget)
    , m_privacyMode(new QComboBox)
    , m_launcher(new QComboBox)
    , m_setUp(new QComboBox)
    , m_pathSettings(new QWidget)
    , m_vpnNetwork(new QComboBox)
    , m_proxyNetwork(new QComboBox)
    , m_torGateway(new QComboBox)
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_deviceSettings);
    layout->addWidget(m_pathSettings);
    fill<policy::PrivacyMode>(*m_privacyMode);
    fill<policy::Launcher>(*m_launcher);
    fill<policy::SetUp>(*m_setUp);
    m_privacyMode->setObjectName(QStringLiteral("settingPrivacyMode"));
    m_launcher->setObjectName(QStringLiteral("settingLauncher"));
    m_setUp->setObjectName(QStringLiteral("settingSetUp"));
    m_vpnNetwork->setObjectName(QStringLiteral("settingVpnNetwork"));
    m_proxyNetwork->setObjectName(QStringLiteral("settingProxyNetwork"));
    m_torGateway->setObjectName(QStringLiteral("settingTorGateway"));
    for (QComboBox *const path : {m_vpnNetwork, m_proxyNetwork, m_torGateway})
        fill<policy::PathState>(*path);
    QComboBox *const boxes[] = {m_privacyMode, m_launcher, m_setUp, m_vpnNetwork, m_proxyNetwork, m_torGateway};
    const std::vector<words::SettingText> texts = words::settingTexts({}, {});
    for (std::size_t i = 0; i < std::size(boxes); ++i) {
        QWidget *const line = i < 3 ? m_deviceSettings : m_pathSettings;
        if (!line->layout()) {
            auto *const row = new QHBoxLayout(line);
            row->setContentsMargins({});
            row->setSpacing(design::metrics::grid);
            row->setAlignment(Qt::AlignLeading);
        }
        line->layout()->addWidget(new design::ToneLabel(texts[i].name, design::TextStyle::Body, design::Tone::Muted));
        boxes[i]->setAccessibleName(texts[i].name);
        line->layout()->addWidget(boxes[i]);
        connect(boxes[i], &QComboBox::activated, this, &SettingsForm::changed);
    }
}

void SettingsForm::setSettings(policy::PolicyKind kind, const policy::Settings &settings)
{
    choose(*m_privacyMode, settings.privacyMode);
    choose(*m_launcher, settings.launcher);
    choose(*m_setUp, settings.setUp);
    choose(*m_vpnNetwork, settings.vpnNetwork);
    choose(*m_proxyNetwork, settings.proxyNetwork);
    choose(*m_torGateway, settings.torGateway);
    m_deviceSettings->setVisible(kind == policy::PolicyKind::DeviceTrust);
    m_pathSettings->setVisible(kind == policy::PolicyKind::NetworkPath);
    setVisible(kind == policy::PolicyKind::DeviceTrust || kind == policy::PolicyKind::NetworkPath);
}

policy::Settings SettingsForm::settings() const
{
    return {.privacyMode = chosen<policy::PrivacyMode>(*m_privacyMode),
            .launcher = chosen<policy::Launcher>(*m_launcher),
            .setUp = chosen<policy::SetUp>(*m_setUp),
            .vpnNetwork = chosen<policy::PathState>(*m_vpnNetwork),
            .proxyNetwork = chosen<policy::PathState>(*m_proxyNetwork),
            .torGateway = chosen<policy::PathState>(*m_torGateway)};
}

} // namespace enigm::views::policies
