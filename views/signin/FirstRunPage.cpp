#include "views/signin/FirstRunPage.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Tokens.h"
#include "views/panes/PathDialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace enigm::views::signin {

using design::Button;
using design::ButtonRole;
using design::Glyph;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int padding = 3 * design::metrics::grid;
constexpr int cardWidth = 340;

/// One of the two ways: a drawing, what it is, a sentence, a button.
QWidget *choice(Glyph glyph, const QString &title, const QString &sentence, Button *button)
{
    auto *const card = new design::Card;
    card->setFixedWidth(cardWidth);
    auto *const layout = new QVBoxLayout(card);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(design::metrics::grid);
    auto *const mark = new QLabel;
    mark->setPixmap(design::Icon::of(glyph, Tone::Accent).pixmap(2 * design::metrics::icon));
    layout->addWidget(mark);
    layout->addWidget(new ToneLabel(title, TextStyle::Section));
    auto *const text = new ToneLabel(sentence, TextStyle::Body, Tone::Muted);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    layout->addWidget(text, 1);
    layout->addWidget(button, 0, Qt::AlignLeading);
    return card;
}

} // namespace

FirstRunPage::FirstRunPage(QWidget *parent)
    : QWidget(parent)
    , m_choices(new QWidget)
    , m_news(new design::Banner(Tone::Info))
{
    auto *const here = new Button(ButtonRole::Primary, tr("Try it here"));
    here->setObjectName(QStringLiteral("tryHere"));
    connect(here, &QAbstractButton::clicked, this, &FirstRunPage::tryHereRequested);
    auto *const connecting = new Button(ButtonRole::Secondary, tr("Choose deployment file…"));
    connecting->setObjectName(QStringLiteral("connectTo"));
    connect(connecting, &QAbstractButton::clicked, this, &FirstRunPage::chooseFile);

    auto *const row = new QHBoxLayout(m_choices);
    row->setContentsMargins({});
    row->setSpacing(padding);
    row->addWidget(
        choice(Glyph::Devices, tr("A sample organisation"),
               tr("Founds a control plane with a sample fleet on this machine, reachable from here alone. It "
                  "stops with this console. You can play both sides of an approval."),
               here));
    row->addWidget(choice(Glyph::Key, tr("Your organisation"),
                          tr("Connects to a control plane by the deployment file that its operator handed to you. The "
                             "file holds the keys that this console will trust."),
                          connecting));

    auto *const layout = new QVBoxLayout(this);
    layout->setSpacing(padding);
    layout->addStretch(2);
    auto *const title = new ToneLabel(tr("Welcome to Enigm Command"), TextStyle::Title);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(m_choices, 0, Qt::AlignHCenter);
    m_news->setFixedWidth(2 * cardWidth + padding);
    layout->addWidget(m_news, 0, Qt::AlignHCenter);
    m_news->hide();
    layout->addStretch(3);
}

void FirstRunPage::setOpen()
{
    m_choices->setEnabled(true);
    m_news->hide();
}

void FirstRunPage::setProgress(const QString &text)
{
    m_choices->setEnabled(false);
    m_news->setTone(Tone::Info);
    m_news->setGlyph(Glyph::Hourglass);
    m_news->setText(text);
    m_news->show();
}

void FirstRunPage::setProblem(const QString &text)
{
    m_choices->setEnabled(true);
    m_news->setTone(Tone::Danger);
    m_news->setGlyph(Glyph::Warning);
    m_news->setText(text);
    m_news->show();
}

void FirstRunPage::chooseFile()
{
    panes::askOpenPath(this, {.title = tr("Deployment file"), .filter = tr("Deployment files (*.json)")},
                       [this](const QString &path) { Q_EMIT connectRequested(path); });
}

} // namespace enigm::views::signin
