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

/// An operator whose sealed key this console holds.
struct Profile
{
    QString operatorId;
    QString name;
    QString hint; ///< of samples only: where their passphrase and PIN are, so that a newcomer can try both sides
};

/// Who signs in: the profiles of this console, and the passphrase that opens the chosen one's key.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);

    void setDeployment(const QString &name, const QString &fingerprint);
    void setProfiles(const std::vector<Profile> &profiles);
    /// Where keys are kept ("keychain", "file"), said plainly below the form.
    void setVault(const QString &sentence);
    void setBusy(bool busy);
    void setProblem(const QString &text);
    [[nodiscard]] QString chosen() const;

Q_SIGNALS:
    /// The passphrase is to be taken with takePassphrase().
    void signInRequested(const QString &operatorId);
    void importRequested(const QString &file);
    void anotherDeploymentRequested();

public:
    [[nodiscard]] signing::Secret takePassphrase();

private:
    [[nodiscard]] QWidget *buildForm();
    void submit();
    void onChosen();
    void importKey();

    std::vector<Profile> m_profiles;
    design::ToneLabel *m_deployment;
    QListWidget *m_list;
    QLineEdit *m_passphrase;
    design::ToneLabel *m_hint;
    design::ToneLabel *m_vault;
    design::Banner *m_news;
    design::Button *m_signIn;
};

} // namespace enigm::views::signin
