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
#include <QSignalBlocker>
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
constexpr int panelWidth = 480;
constexpr int shownProfiles = 6;

} // namespace

SignInPage::SignInPage(QWidget *parent)
    : QWidget(parent)
    , m_deployment(new ToneLabel({}, TextStyle::Body, Tone::Muted))
    , m_list(new QListWidget)
    , m_keySecret(new QLineEdit)
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
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_keySecret->setFocus(); });
    connect(m_keySecret, &QLineEdit::returnPressed, this, &SignInPage::submit);
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
    m_keySecret->setObjectName(QStringLiteral("passphrase"));
    m_keySecret->setEchoMode(QLineEdit::Password);
    layout->addWidget(m_keySecret);
    m_hint->setObjectName(QStringLiteral("profileHint"));
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_hint);

    auto *const row = new QHBoxLayout;
    row->setSpacing(design::metrics::grid);
    auto *const import = new Button(ButtonRole::Quiet, Glyph::Plus, tr("Add key…"));
    import->setObjectName(QStringLiteral("importKey"));
    connect(import, &QAbstractButton::clicked, this, &SignInPage::importKey);
    auto *const other = new Button(ButtonRole::Quiet, tr("Another deployment…"));
    other->setObjectName(QStringLiteral("anotherDeployment"));
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
    const QString before = chosen();
    m_profiles = profiles;
    {
        const QSignalBlocker quiet(m_list); // what is entered or said stays with whoever stays chosen
        m_list->clear();
        for (const Profile &profile : profiles)
            new QListWidgetItem(design::Icon::of(Glyph::Person), profile.name, m_list);
        const auto same = std::ranges::find(profiles, before, &Profile::operatorId);
        if (same != profiles.end())
            m_list->setCurrentRow(static_cast<int>(same - profiles.begin()));
    }
    describeChosen();
    if (profiles.empty())
        setProblem(tr("This console holds no operator key of this deployment yet. Add one."));
    else if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void SignInPage::setVault(const QString &sentence)
{
    m_vault->setText(sentence);
    m_vault->setVisible(!sentence.isEmpty());
}

const Profile *SignInPage::chosenProfile() const
{
    const int row = m_list->currentRow();
    return row < 0 ? nullptr : &m_profiles.at(static_cast<std::size_t>(row));
}

QString SignInPage::chosen() const
{
    const Profile *const profile = chosenProfile();
    return profile ? profile->operatorId : QString();
}

void SignInPage::onChosen()
{
    describeChosen();
    m_keySecret->clear();
    m_news->hide();
}

void SignInPage::describeChosen()
{
    const Profile *const profile = chosenProfile();
    const QString hint = profile ? profile->hint : QString();
    const QString token = profile ? profile->token : QString();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    const QString name = token.isEmpty() ? tr("Passphrase of the operator key") : tr("Token PIN (%1)").arg(token);
    m_keySecret->setPlaceholderText(name);
    m_keySecret->setAccessibleName(name);
}

void SignInPage::setWrongKeySecret()
{
    const Profile *const profile = chosenProfile();
    const bool isToken = profile && !profile->token.isEmpty();
    setProblem(isToken ? tr("The token refuses that PIN, and may lock itself after a few wrong ones.")
                       : tr("That passphrase does not open this operator's key."));
    m_keySecret->setFocus();
}

void SignInPage::submit()
{
    if (chosen().isEmpty())
        return;
    if (m_keySecret->text().isEmpty()) {
        setProblem(tr("Enter what opens this operator's key."));
        m_keySecret->setFocus();
        return;
    }
    Q_EMIT signInRequested(chosen());
}

signing::Secret SignInPage::takeKeySecret()
{
    QString text = m_keySecret->text();
    m_keySecret->clear();
    return signing::Secret::taking(text);
}

void SignInPage::setBusy(bool busy)
{
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_list, m_keySecret, m_signIn})
        widget->setDisabled(busy);
    if (busy)
        m_news->hide();
    else
        m_keySecret->setFocus();
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
