#include "views/stepup/SheetStepUpPrompt.h"

#include "views/design/controls/Button.h"
#include "views/design/shell/Sheet.h"
#include "views/stepup/StepUpBody.h"

#include <qcoro/qcorofuture.h>

namespace enigm::views::stepup {

namespace {

constexpr int panelWidth = 400;

} // namespace

SheetStepUpPrompt::SheetStepUpPrompt(std::function<QWidget *()> window, QObject *parent)
    : QObject(parent)
    , m_window(std::move(window))
{}

SheetStepUpPrompt::~SheetStepUpPrompt()
{
    conclude(false);
}

void SheetStepUpPrompt::openSheet()
{
    m_sheet = new design::Sheet(m_window());
    m_body = new StepUpBody;
    m_body->setHint(m_hint);
    m_sheet->setTitle(tr("Confirm with your key and PIN"));
    m_sheet->setPanelWidth(panelWidth);
    m_sheet->setBody(m_body);
    auto *const cancel = new design::Button(design::ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("stepUpCancel"));
    m_sheet->addButton(cancel);
    connect(cancel, &QAbstractButton::clicked, m_sheet, &design::Sheet::cancel);
    connect(m_body, &StepUpBody::completed, this, [this] { conclude(true); });
    connect(m_sheet, &design::Sheet::cancelled, this, &SheetStepUpPrompt::withdraw);
    // A window that is closed takes its sheet along: that cancels too.
    connect(m_sheet, &QObject::destroyed, this, &SheetStepUpPrompt::withdraw);
}

void SheetStepUpPrompt::conclude(bool isConfirmed)
{
    if (!m_answer)
        return;
    m_answer->addResult(isConfirmed);
    m_answer->finish();
    m_answer.reset();
}

/// Also while the answer is being checked: then nobody waits, and isWithdrawn() tells.
void SheetStepUpPrompt::withdraw()
{
    m_isWithdrawn = true;
    conclude(false);
}

client::Task<Expected<client::StepUpAnswer>> SheetStepUpPrompt::ask(client::StepUpQuestion question)
{
    const QPointer<SheetStepUpPrompt> self(this);
    m_isWithdrawn = false;
    if (!m_sheet)
        openSheet();
    m_body->setQuestion(question);
    if (!m_sheet->isVisible())
        m_sheet->open();
    m_body->begin();
    m_answer.emplace();
    m_answer->start();
    QFuture<bool> answered = m_answer->future();
    const bool isConfirmed = co_await answered;
    if (!isConfirmed || !self || !m_body)
        co_return refuse(ProblemType::Cancelled);
    auto answer = m_body->take();
    m_body->setChecking();
    co_return answer;
}

void SheetStepUpPrompt::finished()
{
    if (!m_sheet)
        return;
    disconnect(m_sheet, nullptr, this, nullptr);
    m_sheet->accept();
    m_sheet->deleteLater();
    m_sheet.clear();
}

} // namespace enigm::views::stepup
