#include "views/ota/SignatureCards.h"

#include "models/ota/ReleaseQuestions.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/ReleaseText.h"
#include "views/words/TimeText.h"

#include <QVBoxLayout>

namespace enigm::views::ota {

using design::StateBadge;
using design::Tone;
using enigm::ota::ReleaseSignature;
using operators::SigningAuthority;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

SignatureCards::SignatureCards(QWidget *parent)
    : QWidget(parent)
    , m_cards(new QVBoxLayout(this))
{
    m_cards->setContentsMargins({});
    m_cards->setSpacing(metrics::grid);
}

void SignatureCards::show(const enigm::ota::Release &release, const QMap<QString, QString> &names, qint64 now)
{
    design::emptyLayout(*m_cards);
    for (const SigningAuthority authority : {SigningAuthority::Manifest, SigningAuthority::Production}) {
        auto *const card = new design::Card;
        auto *const layout = new QVBoxLayout(card);
        layout->setContentsMargins(2 * metrics::grid, metrics::grid, 2 * metrics::grid, metrics::grid);
        layout->setSpacing(metrics::grid);
        layout->addWidget(new design::ToneLabel(words::authorityText(authority), design::TextStyle::BodyStrong));
        if (const ReleaseSignature *const signature = models::ota::signatureOf(release, authority))
            addSignature(*layout, *signature, names, now);
        else
            addAwaited(*layout, authority, release.id());
        m_cards->addWidget(card);
    }
}

/// Neither signs in this console, so that it says where.
void SignatureCards::addAwaited(QVBoxLayout &card, SigningAuthority authority, const QString &release)
{
    const bool isManifest = authority == SigningAuthority::Manifest;
    card.addWidget(
        new StateBadge({design::Glyph::Hourglass, tr("Has not signed"), Tone::Muted}, StateBadge::Shape::Plain));
    card.addWidget(design::ToneLabel::wrapping(
        isManifest ? tr("Once others have approved that it may, it signs where its token is:")
                   : tr("Once others have approved that it may, it signs by itself, beside its hardware module."),
        design::TextStyle::Secondary, Tone::Muted));
    if (!isManifest)
        return;
    auto *const command = design::ToneLabel::wrapping(u"enigmctl release sign %1 --authority-key FILE"_s.arg(release),
                                                      design::TextStyle::MonoSmall, Tone::Neutral);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    card.addWidget(command);
}

void SignatureCards::addSignature(QVBoxLayout &card, const ReleaseSignature &signature,
                                  const QMap<QString, QString> &names, qint64 now)
{
    auto *const facts = new design::KeyValueList;
    facts->setFacts({{.name = tr("Signed"),
                      .value = words::relativeTime(signature.time, now),
                      .hover = words::exactTime(signature.time)},
                     {.name = tr("Key"), .value = signature.key, .code = true},
                     {.name = tr("Asked by"), .value = names.value(signature.askedBy, signature.askedBy)},
                     {.name = tr("Approved by"), .value = words::peopleText(signature.approvedBy, names)}});
    card.addWidget(facts);
    auto *const open = new design::Button(design::ButtonRole::Quiet, tr("Show the change"));
    open->setObjectName(u"releaseChange%1"_s.arg(static_cast<int>(signature.authority)));
    connect(open, &QAbstractButton::clicked, this, [this, change = signature.change] { Q_EMIT changeOpened(change); });
    card.addWidget(open, 0, Qt::AlignLeading);
}

} // namespace enigm::views::ota
