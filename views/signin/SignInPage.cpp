#include "views/signin/SignInPage.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Tokens.h"
#include "views/panes/PathDialog.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::signin {

using design::Button;
using design::ButtonRole;
using design::Glyph;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int padding = 3 * design::metrics::grid;
constexpr int panelWidth = 420;
constexpr int shownProfiles = 6;

} // namespace

SignInPage::SignInPage(QWidget *parent)
    : QWidget(parent)
    , m_deployment(new ToneLabel({}, TextStyle::Body, Tone::Muted))
    , m_list(new QListWidget)
    , m_passphrase(new QLineEdit)
    , m_hint(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
    , m_vault(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
    , m_news(new design::Banner(Tone::Danger))
    , m_signIn(new Button(ButtonRole::Primary, tr("Sign in")))
{
    auto *const layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(buildForm(), 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_list, &QListWidget::currentRowChanged, this, &SignInPage::onChosen);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_passphrase->setFocus(); });
    connect(m_passphrase, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_signIn, &QAbstractButton::clicked, this, &SignInPage::submit);
}

QWidget *SignInPage::buildForm()
{
    auto *const card = new design::Card;
    card->setFixedWidth(panelWidth);
    auto *const layout = new QVBoxLayout(card);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new ToneLabel(tr("Sign in"), TextStyle::Title));
    layout->addWidget(m_deployment);
    layout->addWidget(m_news);
    m_news->hide();

    m_list->setObjectName(QStringLiteral("profiles"));
    m_list->setAccessibleName(tr("Operators of this console"));
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(shownProfiles * design::metrics::rowHeight + design::metrics::half);
    layout->addWidget(m_list);
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setPlaceholderText(tr("Passphrase of the operator key"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    layout->addWidget(m_passphrase);
    m_hint->setObjectName(QStringLiteral("profileHint"));
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_hint);

    auto *const row = new QHBoxLayout;
    row->setSpacing(design::metrics::grid);
    auto *const import = new Button(ButtonRole::Quiet, Glyph::Plus, tr("Add key…"));
    connect(import, &QAbstractButton::clicked, this, &SignInPage::importKey);
    auto *const other = new Button(ButtonRole::Quiet, tr("Another deployment…"));
    connect(other, &QAbstractButton::clicked, this, &SignInPage::anotherDeploymentRequested);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    row->addWidget(import);
    row->addWidget(other);
    row->addStretch(1);
    row->addWidget(m_signIn);
    layout->addLayout(row);
    m_vault->setWordWrap(true);
    layout->addWidget(m_vault);
    return card;
}

void SignInPage::setDeployment(const QString &name, const QString &fingerprint)
{
    m_deployment->setText(tr("%1 · key %2").arg(name, fingerprint));
}

void SignInPage::setProfiles(const std::vector<Profile> &profiles)
{
    m_profiles = profiles;
    m_list->clear();
    for (const Profile &profile : profiles)
        new QListWidgetItem(design::Icon::of(Glyph::Person), profile.name, m_list);
    if (!profiles.empty())
        m_list->setCurrentRow(0);
    else
        setProblem(tr("This console holds no operator key of this deployment yet. Add one."));
}

void SignInPage::setVault(const QString &sentence)
{
    m_vault->setText(sentence);
    m_vault->setVisible(!sentence.isEmpty());
}

QString SignInPage::chosen() const
{
    const int row = m_list->currentRow();
    return row < 0 ? QString() : m_profiles.at(static_cast<std::size_t>(row)).operatorId;
}

void SignInPage::onChosen()
{
    const int row = m_list->currentRow();
    const QString hint = row < 0 ? QString() : m_profiles.at(static_cast<std::size_t>(row)).hint;
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_passphrase->clear();
    m_news->hide();
}

void SignInPage::submit()
{
    if (chosen().isEmpty())
        return;
    if (m_passphrase->text().isEmpty()) {
        setProblem(tr("Enter the passphrase that opens this operator's key."));
        m_passphrase->setFocus();
        return;
    }
    Q_EMIT signInRequested(chosen());
}

signing::Secret SignInPage::takePassphrase()
{
    QString text = m_passphrase->text();
    m_passphrase->clear();
    return signing::Secret::taking(text);
}

void SignInPage::setBusy(bool busy)
{
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_list, m_passphrase, m_signIn})
        widget->setDisabled(busy);
    if (busy)
        m_news->hide();
    else
        m_passphrase->setFocus();
}

void SignInPage::setProblem(const QString &text)
{
    m_news->setTone(Tone::Danger);
    m_news->setGlyph(Glyph::Warning);
    m_news->setText(text);
    m_news->show();
}

void SignInPage::importKey()
{
    panes::askOpenPath(this, {.title = tr("Operator key"), .filter = tr("Operator keys (*.json)")},
                       [this](const QString &path) { Q_EMIT importRequested(path); });
}

} // namespace enigm::views::signin
