#include "views/enrollment/EnrollmentWindow.h"

#include "api-client/session/Session.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/enrollment/ProfileWordsProxy.h"
#include "views/enrollment/TicketForm.h"
#include "views/enrollment/TicketPanel.h"
#include "views/panes/SyncText.h"
#include "views/words/ProblemText.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace enigm::views::enrollment {

using design::Button;
using design::ButtonRole;
using design::Glyph;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using Model = models::enrollment::ProfileTableModel;

namespace {

constexpr int padding = 3 * design::metrics::grid;

} // namespace

EnrollmentWindow::EnrollmentWindow(client::Session &session, const models::groups::GroupListSource &groups,
                                   const QString &replaced, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
    , m_client(session)
    , m_profiles(session)
    , m_words(new ProfileWordsProxy(m_profiles, session, this))
    , m_news(new design::Banner(Tone::Danger))
    , m_pages(new QStackedWidget)
    , m_form(new TicketForm)
    , m_ticket(new TicketPanel)
    , m_make(new Button(ButtonRole::Primary, tr("Make ticket")))
    , m_table(new design::TableView)
    , m_revoke(new Button(ButtonRole::Secondary, tr("Revoke")))
{
    setObjectName(QStringLiteral("enrollmentWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Enrol devices"));
    resize(980, 640);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_news->setObjectName(QStringLiteral("enrollmentNews"));
    m_news->hide();
    layout->addWidget(m_news);
    auto *const sides = new QHBoxLayout;
    sides->setContentsMargins(padding, padding, padding, padding);
    sides->setSpacing(padding);
    sides->addWidget(buildMaking(), 1);
    sides->addWidget(new design::Separator(Qt::Vertical));
    sides->addWidget(buildProfiles(), 1);
    layout->addLayout(sides, 1);
    m_form->setReplaced(replaced);
    m_form->offerGroups(groups.groups());
    connect(&groups, &models::groups::GroupListSource::changed, m_form,
            [this, &groups] { m_form->offerGroups(groups.groups()); });
    connect(m_form, &TicketForm::refused, this, &EnrollmentWindow::say);
    connect(m_form, &TicketForm::keysChanged, m_news, &QWidget::hide);
    m_form->setFocus();
    m_profiles.refresh();
    updateState();
    updateRevoke();
}

QWidget *EnrollmentWindow::buildMaking()
{
    auto *const form = new QWidget;
    auto *const column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->setSpacing(2 * design::metrics::grid);
    column->addWidget(new ToneLabel(tr("New ticket"), TextStyle::Title));
    auto *const about = new ToneLabel(
        tr("A ticket lets devices come as far as the door: each proves by its hardware what it is, and waits until its "
           "admission was asked for and approved."),
        TextStyle::Body, Tone::Muted);
    about->setWordWrap(true);
    column->addWidget(about);
    column->addWidget(m_form);
    column->addStretch(1);
    m_make->setObjectName(QStringLiteral("makeTicket"));
    auto *const acts = new QHBoxLayout;
    acts->addStretch(1);
    acts->addWidget(m_make);
    column->addLayout(acts);
    connect(m_make, &QAbstractButton::clicked, this, &EnrollmentWindow::make);
    connect(m_ticket, &TicketPanel::done, this, &EnrollmentWindow::finish);
    m_pages->addWidget(form);
    m_pages->addWidget(m_ticket);
    return m_pages;
}

QWidget *EnrollmentWindow::buildProfiles()
{
    m_table->setObjectName(QStringLiteral("profilesTable"));
    m_table->setAccessibleName(tr("Tickets"));
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(
        Model::State,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table));
    for (const int column : {Model::Used, Model::Expires})
        m_table->setItemDelegateForColumn(column, new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = QStringLiteral("name"), .width = 160, .hidable = false},
                         {.id = QStringLiteral("state"), .width = 104, .hidable = false},
                         {.id = QStringLiteral("used"), .width = 76},
                         {.id = QStringLiteral("ends"), .width = 88}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack = new design::StateStack(m_table);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_profiles.refresh(); });
    connect(&m_profiles.status(), &models::session::SyncStatus::changed, this, &EnrollmentWindow::updateState);
    connect(m_words, &QAbstractItemModel::modelReset, this, &EnrollmentWindow::updateState);
    connect(m_words, &QAbstractItemModel::modelReset, this, &EnrollmentWindow::updateRevoke);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EnrollmentWindow::updateRevoke);
    m_revoke->setObjectName(QStringLiteral("revokeTicket"));
    connect(m_revoke, &QAbstractButton::clicked, this, &EnrollmentWindow::revoke);
    auto *const side = new QWidget;
    auto *const column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(2 * design::metrics::grid);
    column->addWidget(new ToneLabel(tr("Tickets"), TextStyle::Title));
    column->addWidget(m_stack, 1);
    auto *const acts = new QHBoxLayout;
    acts->addStretch(1);
    acts->addWidget(m_revoke);
    column->addLayout(acts);
    return side;
}

void EnrollmentWindow::make()
{
    m_news->hide();
    auto draft = m_form->draft(m_session.now());
    if (!draft)
        return say(draft.error());
    m_make->setEnabled(false);
    QCoro::connect(m_client.create(std::move(*draft)), this,
                   [this](const Expected<client::NewEnrollment> &made) { take(made); });
}

void EnrollmentWindow::take(const Expected<client::NewEnrollment> &made)
{
    m_make->setEnabled(true);
    if (!made)
        return say(made.error());
    m_ticket->show(*made, m_session.now());
    m_pages->setCurrentWidget(m_ticket);
    m_profiles.refresh();
}

void EnrollmentWindow::finish()
{
    m_ticket->clear();
    m_form->setReplaced({});
    m_form->clearKeys();
    m_pages->setCurrentIndex(0);
    m_form->setFocus();
}

void EnrollmentWindow::revoke()
{
    const client::EnrollmentProfile *const profile = m_words->profile(m_table->currentIndex());
    if (!profile)
        return;
    m_news->hide();
    m_revoke->setEnabled(false);
    QCoro::connect(m_client.revoke(profile->id), this, [this](const Expected<client::EnrollmentProfile> &revoked) {
        if (!revoked)
            say(revoked.error());
        m_profiles.refresh();
        updateRevoke();
    });
}

void EnrollmentWindow::updateRevoke()
{
    const QModelIndex index = m_table->selectionModel()->hasSelection() ? m_table->currentIndex() : QModelIndex();
    const client::EnrollmentProfile *const profile = m_words->profile(index);
    if (profile && m_profiles.standing(*profile) == Model::Standing::Open)
        m_revoke->allow();
    else
        m_revoke->deny(profile ? tr("Nobody can enrol with it any more.") : tr("Choose a ticket that is open."));
}

void EnrollmentWindow::updateState()
{
    const panes::PaneTexts texts{
        .empty = {.glyph = Glyph::Key,
                  .title = tr("No tickets yet"),
                  .sentence = tr("The tickets that you make are listed here, with how often each was used.")},
        .refused = {.rule = tr("Your roles do not let you enrol devices."), .whoCould = tr("Administrators can.")}};
    m_stack->setState(panes::paneState(m_profiles.status(), m_words->rowCount() > 0, m_session.now(), texts));
}

void EnrollmentWindow::say(const Problem &problem)
{
    using enum ProblemType;
    // The form's own sentences are for the person; what comes from afar is put into words here.
    const bool isOwn = problem.where.isEmpty() && (problem.type == OutOfRange || problem.type == MalformedHandle ||
                                                   problem.type == MalformedEncoding);
    m_news->setText(isOwn ? problem.detail : words::problemText(problem).line());
    m_news->show();
}

void EnrollmentWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace enigm::views::enrollment
