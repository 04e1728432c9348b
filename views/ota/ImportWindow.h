#pragma once

#include "models/ota/ReleaseImport.h"

#include <QWidget>

#include <optional>

class QProgressBar;

namespace enigm::views::design {
class Banner;
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::ota {

class ManifestForm;

/// A window in which a release is imported: which file, and what is said of it; then how much has arrived. What breaks
/// off goes on here, or from the release later.
class ImportWindow final : public QWidget
{
    Q_OBJECT

public:
    /// `session` outlives this. `known`: the releases that there are, the newest first. `continued`: one of them whose
    /// bytes are not all there.
    ImportWindow(client::Session &session, std::vector<enigm::ota::Release> known,
                 std::optional<enigm::ota::Release> continued, QWidget *parent = nullptr);

    /// As the file dialog does.
    void setFile(const QString &path);

Q_SIGNALS:
    /// The control plane knows of it, or of more bytes of it.
    void progressed();
    void signingRequested(const QString &release, enigm::operators::SigningAuthority authority);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    [[nodiscard]] QWidget *buildFile();
    [[nodiscard]] QWidget *buildProgress();
    [[nodiscard]] QWidget *buildFoot();
    void chooseFile();
    void begin();
    void refill();
    void showStep();
    void showProblem();

    std::optional<enigm::ota::Release> m_continued;
    models::ota::ReleaseImport m_import;
    QString m_path;
    design::Banner *m_news;
    design::ToneLabel *m_file;
    design::Button *m_choose;
    ManifestForm *m_form;
    QProgressBar *m_progress;
    design::ToneLabel *m_step;
    design::Button *m_discard;
    design::Button *m_cancel;
    design::Button *m_next;
};

} // namespace enigm::views::ota
