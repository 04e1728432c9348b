#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/enrollment/AcceptanceReview.h"
#include "api-client/enrollment/AdmissionCheck.h"
#include "models/changes/ChangeResultsModel.h"

#include <QMap>
#include <QString>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QLineEdit;

namespace enigm::views::design {
class Banner;
class Button;
class StateBadge;
class StateStack;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::enrollment {
class AcceptancePanel;
class AdmissionPanel;
} // namespace enigm::views::enrollment

namespace enigm::views::policies {
class PolicyChangePanel;
}

namespace enigm::views::review {

class EffectPanel;
class ResultsPanel;
class SignersPanel;

/// What a review window needs; borrowed, and outlives the window.
struct ReviewContext
{
    client::Session &session;
    client::LogFollower &follower;
    client::ChangeClient &changes;
    const QMap<QString, QString> &names; ///< of operators, by id
    QString installation;
};

/// A window of its own for one change: what will happen at left, who at right, one button to step up and sign. Shows
/// nothing that this console has not verified from the signed bytes, or says that it is as served. Nothing can be
/// signed here while the change could not be verified, nor once a proof is broken, nor an admission of a device whose
/// attestation does not hold here, nor an acceptance whose revocation list could not be checked here. Focus begins on
/// the comment; Enter never signs.
class ReviewWindow final : public QWidget
{
    Q_OBJECT

public:
    ReviewWindow(const ReviewContext &context, QString reference, QWidget *parent = nullptr);

    [[nodiscard]] const QString &reference() const { return m_reference; }
    /// Fetches and verifies again.
    void reload();
    /// What became of it at each device, once it was executed.
    [[nodiscard]] models::changes::ChangeResultsModel &results() { return m_results; }

Q_SIGNALS:
    /// The change moved by what was done here.
    void decided(const QString &reference);
    /// The person wants to see a device that the change touches.
    void deviceChosen(const QString &handle);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildContent();
    [[nodiscard]] QWidget *buildFoot();
    void take(Expected<client::VerifiedChange> change);
    void takeFailure(const Problem &problem);
    void render();
    [[nodiscard]] QString waitingText(qint64 now) const;
    [[nodiscard]] bool asksForAdmission() const;
    void judgeAdmission();
    void compareAcceptance();
    [[nodiscard]] std::optional<QString> ownDenial() const;
    void renderFoot();
    void denyActs(const QString &reason);
    void decide(changes::Decision decision);
    void reject();
    void withdraw();
    void saveEvidence();
    void writeEvidence(const QString &path);
    void settle(const Expected<changes::ChangeRecord> &record);
    void say(const Problem &problem);
    void setBusy(bool busy);

    ReviewContext m_context;
    QString m_reference;
    models::changes::ChangeResultsModel m_results;
    std::optional<client::VerifiedChange> m_change;
    qint64 m_verifiedAt = 0;          ///< of m_change, Unix seconds
    std::optional<Problem> m_failure; ///< of the last attempt to verify it again
    /// Of an admission: what this console found on judging the devices again; nothing while it does.
    std::optional<Expected<std::vector<client::AdmissionFinding>>> m_admission;

    bool m_isJudging = false;
    /// Of an attestation.set: what this console has recomputed; nothing while it does.
    std::optional<Expected<client::AcceptanceReview>> m_acceptance;

    policies::PolicyChangePanel *m_policyPanel = nullptr;
    design::ToneLabel *m_title = nullptr;
    design::StateBadge *m_state = nullptr;
    design::ToneLabel *m_waiting = nullptr;
    design::StateStack *m_stack = nullptr;
    design::Banner *m_news = nullptr;
    QWidget *m_sides = nullptr;
    QBoxLayout *m_leftColumn = nullptr;
    EffectPanel *m_effect = nullptr;
    enrollment::AdmissionPanel *m_admissionPanel = nullptr;
    ResultsPanel *m_resultsPanel = nullptr;
    enrollment::AcceptancePanel *m_acceptancePanel = nullptr;
    SignersPanel *m_signers = nullptr;
    QLineEdit *m_comment = nullptr;
    design::Button *m_withdraw = nullptr;
    design::Button *m_evidence = nullptr;
    design::Button *m_reject = nullptr;
    design::Button *m_sign = nullptr;
};

} // namespace enigm::views::review
