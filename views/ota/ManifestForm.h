#pragma once

#include "models/ota/ManifestCheck.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace enigm::views::design {
class ToneLabel;
}

namespace enigm::views::ota {

/// What a release manager says of a release, looked over while it is typed.
class ManifestForm final : public QWidget
{
    Q_OBJECT

public:
    /// `known`: the releases that there are, the newest first; its patch level and rollback index are proposed.
    explicit ManifestForm(std::vector<enigm::ota::Release> known, QWidget *parent = nullptr);

    [[nodiscard]] client::ReleaseDraft draft() const;
    /// Of a release that is known; nothing is to be said of it then.
    void setRelease(const enigm::ota::Release &release);
    /// Whether nothing is wrong.
    [[nodiscard]] bool isSound() const;

Q_SIGNALS:
    void changed();

private:
    void buildFields(QFormLayout &form);
    void look();

    std::vector<enigm::ota::Release> m_known;
    bool m_isSound = false;
    QLineEdit *m_version;
    QLineEdit *m_build;
    QPlainTextEdit *m_builds;
    QLineEdit *m_patch;
    QSpinBox *m_rollback;
    QPlainTextEdit *m_notes;
    design::ToneLabel *m_missing;
    design::ToneLabel *m_wrong;
    design::ToneLabel *m_odd;
};

/// What is to be said of a manifest, in a sentence.
[[nodiscard]] QString findingText(models::ota::ManifestFinding finding);

} // namespace enigm::views::ota
