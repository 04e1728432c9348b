#pragma once

#include "contract/signing/Secret.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;

namespace enigm::views::design {
class Banner;
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::signin {

/// An operator whose key this console holds, sealed, or knows to lie in a token.
struct Profile
{
    QString operatorId;
    QString name;
    QString hint;  ///< of samples only: where their passphrase and PIN are, so that a newcomer can try both sides
    QString token; ///< label of the token that holds the key; empty where a passphrase opens it
};

/// Who signs in: the profiles of this console, and the passphrase or token's PIN that opens the chosen one's key.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);

    void setDeployment(const QString &name, const QString &fingerprint);
    /// Whoever was chosen stays chosen where still there.
    void setProfiles(const std::vector<Profile> &profiles);
    /// Where keys are kept ("keychain", "file"), said plainly below the form.
    void setVault(const QString &sentence);
    void setBusy(bool busy);
    void setProblem(const QString &text);
    /// What was entered does not open the key.
    void setWrongKeySecret();
    [[nodiscard]] QString chosen() const;

Q_SIGNALS:
    /// What opens the key is to be taken with takeKeySecret().
    void signInRequested(const QString &operatorId);
    void importRequested(const QString &file);
    void anotherDeploymentRequested();

public:
    [[nodiscard]] signing::Secret takeKeySecret();

private:
    [[nodiscard]] QWidget *buildForm();
    void submit();
    void onChosen();
    void describeChosen();
    [[nodiscard]] const Profile *chosenProfile() const;
    void importKey();

    std::vector<Profile> m_profiles;
    design::ToneLabel *m_deployment;
    QListWidget *m_list;
    QLineEdit *m_keySecret;
    design::ToneLabel *m_hint;
    design::ToneLabel *m_vault;
    design::Banner *m_news;
    design::Button *m_signIn;
};

} // namespace enigm::views::signin
