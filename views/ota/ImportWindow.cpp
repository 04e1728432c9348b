#include "views/ota/ImportWindow.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/ota/ManifestForm.h"
#include "views/panes/PathDialog.h"
#include "views/words/ProblemText.h"
#include "views/words/ReleaseStageText.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QVBoxLayout>

#include <utility>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using Step = models::ota::ReleaseImport::Step;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int padding = 3 * metrics::grid;
constexpr int fineness = 1000; ///< of the bar

} // namespace

ImportWindow::ImportWindow(client::Session &session, std::vector<enigm::ota::Release> known,
                           std::optional<enigm::ota::Release> continued, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_continued(std::move(continued))
    , m_import(session)
    , m_news(new design::Banner(Tone::Danger))
    , m_file(ToneLabel::wrapping({}, TextStyle::Body, Tone::Muted))
    , m_choose(new Button(ButtonRole::Secondary, tr("Choose a file")))
    , m_form(new ManifestForm(std::move(known)))
    , m_progress(new QProgressBar)
    , m_step(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_discard(new Button(ButtonRole::Quiet, tr("Discard what has arrived")))
    , m_cancel(new Button(ButtonRole::Secondary, tr("Cancel")))
    , m_next(new Button(ButtonRole::Primary, tr("Import")))
{
    setObjectName(u"importWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_continued ? tr("Continue import") : tr("Import a release"));
    resize(640, 660);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * metrics::grid);
    layout->addWidget(new ToneLabel(windowTitle(), TextStyle::Title));
    m_news->setObjectName(u"importNews"_s);
    m_news->hide();
    layout->addWidget(m_news);
    layout->addWidget(buildFile());
    layout->addWidget(m_form);
    layout->addWidget(buildProgress());
    layout->addStretch(1);
    layout->addWidget(buildFoot());
    if (m_continued) {
        m_form->setRelease(*m_continued);
        m_form->setEnabled(false);
    }
    connect(m_form, &ManifestForm::changed, this, &ImportWindow::refill);
    connect(&m_import, &models::ota::ReleaseImport::changed, this, &ImportWindow::refill);
    connect(&m_import, &models::ota::ReleaseImport::progressed, this, &ImportWindow::progressed);
    refill();
    m_choose->setFocus();
}

QWidget *ImportWindow::buildFile()
{
    auto *const row = new QWidget;
    auto *const layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2 * metrics::grid);
    m_file->setObjectName(u"importFile"_s);
    m_choose->setObjectName(u"importChoose"_s);
    layout->addWidget(m_file, 1);
    layout->addWidget(m_choose);
    connect(m_choose, &QAbstractButton::clicked, this, &ImportWindow::chooseFile);
    return row;
}

QWidget *ImportWindow::buildProgress()
{
    auto *const part = new QWidget;
    auto *const layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::half);
    m_progress->setObjectName(u"importProgress"_s);
    m_progress->setAccessibleName(tr("How much of the artifact has arrived"));
    m_progress->setTextVisible(false);
    m_step->setObjectName(u"importStep"_s);
    layout->addWidget(m_progress);
    layout->addWidget(m_step);
    return part;
}

QWidget *ImportWindow::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    m_discard->setObjectName(u"importDiscard"_s);
    m_cancel->setObjectName(u"importCancel"_s);
    m_next->setObjectName(u"importNext"_s);
    layout->addWidget(m_discard);
    layout->addStretch(1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_next);
    connect(m_discard, &QAbstractButton::clicked, this, [this] {
        m_import.discard();
        Q_EMIT progressed();
    });
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_import.isBusy())
            m_import.stop();
        else
            close();
    });
    connect(m_next, &QAbstractButton::clicked, this, &ImportWindow::begin);
    return foot;
}

void ImportWindow::chooseFile()
{
    panes::askOpenPath(this, {.title = tr("Choose the artifact")}, [this](const QString &path) { setFile(path); });
}

void ImportWindow::setFile(const QString &path)
{
    m_path = path;
    refill();
}

void ImportWindow::begin()
{
    if (m_import.step() == Step::Done) {
        Q_EMIT signingRequested(m_import.release(), operators::SigningAuthority::Manifest);
        close();
    } else if (m_import.step() == Step::Stopped) {
        m_import.resume();
    } else if (m_continued) {
        m_import.continueWith(*m_continued, m_path);
    } else {
        m_import.start(m_path, m_form->draft());
    }
}

void ImportWindow::refill()
{
    const QFileInfo file(m_path);
    m_file->setText(
        m_path.isEmpty()
            ? m_continued
                  ? tr("Choose the file %1 again: it goes on where it ended.").arg(m_continued->manifest.artifact.name)
                  : tr("Choose the artifact. It is hashed here, before anything is sent.")
            : tr("%1, %2", "file name; size").arg(file.fileName(), words::sizeText(file.size())));
    const bool isAtRest = m_import.step() == Step::Ready;
    m_choose->setEnabled(isAtRest);
    m_form->setEnabled(isAtRest && !m_continued);
    showStep();
    showProblem();
    if (m_import.isBusy())
        m_next->deny(tr("It is under way."));
    else if (isAtRest && m_path.isEmpty())
        m_next->deny(tr("Choose a file first."));
    else if (isAtRest && !m_continued && !m_form->isSound())
        m_next->deny(tr("The manifest is not sound yet."));
    else
        m_next->allow();
}

void ImportWindow::showStep()
{
    const Step step = m_import.step();
    const qint64 total = m_import.total();
    m_progress->setVisible(step != Step::Ready);
    m_step->setVisible(step != Step::Ready);
    m_progress->setRange(0, total == 0 ? 0 : fineness);
    m_progress->setValue(total > 0 ? static_cast<int>(m_import.done() * fineness / total) : 0);
    const QString sent = tr("%1 of %2", "sizes").arg(words::sizeText(m_import.done()), words::sizeText(total));
    m_discard->setVisible(step == Step::Stopped && !m_import.release().isEmpty());
    m_cancel->setText(m_import.isBusy() ? tr("Stop") : step == Step::Ready ? tr("Cancel") : tr("Close"));
    m_next->setText(step == Step::Stopped ? tr("Go on") : step == Step::Done ? tr("Ask for signing…") : tr("Import"));
    switch (step) {
    case Step::Ready:
        break;
    case Step::Hashing:
        m_step->setText(tr("The file is hashed here: %1.", "sizes").arg(sent));
        break;
    case Step::Sending:
        m_step->setText(tr("%1 have arrived.", "sizes").arg(sent));
        break;
    case Step::Stopped:
        m_step->setText(tr("Stopped. %1 have arrived; it goes on from there.", "sizes").arg(sent));
        break;
    case Step::Done:
        m_step->setText(tr("All of it has arrived, with the digest that was computed here."));
        break;
    }
}

void ImportWindow::showProblem()
{
    const auto &problem = m_import.problem();
    m_news->setVisible(problem.has_value());
    if (!problem)
        return;
    m_news->setText(problem->type == ProblemType::BodyMismatch
                        ? tr("This is another file than the one that was announced. Choose that one.")
                        : words::problemText(*problem).line());
}

void ImportWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

/// What has arrived stays, and can be gone on with.
void ImportWindow::closeEvent(QCloseEvent *event)
{
    if (m_import.step() != Step::Ready)
        Q_EMIT progressed();
    QWidget::closeEvent(event);
}

} // namespace enigm::views::ota
