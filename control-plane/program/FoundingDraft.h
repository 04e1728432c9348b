#pragma once

#include "contract/json/JsonValue.h"
#include "contract/operators/Founding.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/program/KeyToken.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <vector>

namespace enigm::controlplane::program {

/// The founding of a real deployment: a draft of what the founders sign where their keys are, and its completion. No
/// private key of a person ever comes here.
class FoundingDraft
{
public:
    /// What the people who found decide:
    /// {"attestation":{"boot_keys","min_level","min_patch","roots"},"founders":[{"key":
    /// JWK,"name","operator","roles"}],"hosts":[…],"name","recovery","witnesses":{"keys","max_age","threshold"}}, and,
    /// where they want others than the initial ones, "brake", "break_glass", "retention", "role_conflicts", "rules",
    /// "suspension" as in the founding payload. Nothing changes any of it later.
    struct Settings
    {
        operators::Founding founding; ///< but for the control plane's own keys
        QMap<QString, QString> names; ///< of the founders, by operator id
        QStringList hosts;            ///< that the TLS certificate names

        [[nodiscard]] static Expected<Settings> fromJson(const json::Value &value);
    };

    /// Makes DIR with fresh keys of the control plane, writes DIR/founding.json, the payload that every founder signs
    /// (`enigmctl found sign`), and answers it. AlreadyExists where DIR has one; the refusals of Ceremony::check. With
    /// a `token` the keys of devices and handles are made there, once everything else is good.
    [[nodiscard]] static Expected<operators::Founding> draft(const QString &directory, const Settings &settings,
                                                             const time::Clock &clock,
                                                             const KeyToken::Access *token = nullptr);
    /// Takes the founders' compact JWS in any order, checks that every founder signed exactly DIR/founding.json, writes
    /// leaf 0 and DIR/deployment.json. QuorumMissing names who is missing, EntryMismatch another payload, UnknownKey a
    /// signature of nobody here; NotFound without a draft.
    [[nodiscard]] static Expected<void> complete(const QString &directory, const std::vector<QByteArray> &signatures,
                                                 const QUrl &url, const time::Clock &clock,
                                                 const KeyToken::Access *token = nullptr);

private:
    [[nodiscard]] static Expected<std::vector<QByteArray>> arrange(const operators::Founding &founding,
                                                                   const std::vector<QByteArray> &signatures);
};

} // namespace enigm::controlplane::program
