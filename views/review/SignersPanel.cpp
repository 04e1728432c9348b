#include "views/review/SignersPanel.h"

#include "contract/encoding/DigestWords.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::review {

using design::Fact;
using design::Glyph;
using design::StateBadge;
using design::StateWord;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int markWidth = 11 * design::metrics::grid; ///< so that people stand below one another

/// The beginning of a key's thumbprint, as people compare it: "91A·4E".
QString shortKey(const QString &thumbprint)
{
    return thumbprint.left(4) + QChar(0x00B7) + thumbprint.mid(4, 4);
}

/// "entry 17, proven" or "entry 17, as served".
StateWord entryWord(qint64 index, bool proven)
{
    const QString number = QLocale().toString(index);
    return proven ? StateWord{Glyph::Proof, SignersPanel::tr("entry %1, proven").arg(number), Tone::Ok}
                  : StateWord{Glyph::Ring, SignersPanel::tr("entry %1, as served").arg(number), Tone::Muted};
}

struct Signed
{
    StateWord mark;
    QString person;
    changes::LogPosition position;
    bool proven = false;
    QString key;
    QString comment = {};
};

/// A mark and what was done, by whom, when, with which key, and where the log holds it; a comment below.
QWidget *line(const Signed &what, qint64 now)
{
    auto *const row = new QWidget;
    auto *const layout = new QGridLayout(row);
    layout->setContentsMargins({});
    layout->setHorizontalSpacing(design::metrics::grid);
    layout->setVerticalSpacing(design::metrics::half);
    layout->setColumnMinimumWidth(0, markWidth);
    layout->setColumnStretch(1, 1);
    layout->addWidget(new StateBadge(what.mark, StateBadge::Shape::Plain), 0, 0);
    layout->addWidget(new ToneLabel(what.person, TextStyle::BodyStrong), 0, 1);
    auto *const when = new ToneLabel(words::shortTime(what.position.time, now), TextStyle::Secondary, Tone::Muted);
    when->setToolTip(words::exactTime(what.position.time));
    layout->addWidget(when, 0, 2);
    auto *const by =
        new ToneLabel(SignersPanel::tr("key %1").arg(shortKey(what.key)), TextStyle::MonoSmall, Tone::Muted);
    by->setToolTip(what.key);
    layout->addWidget(by, 1, 1);
    layout->addWidget(new StateBadge(entryWord(what.position.index, what.proven), StateBadge::Shape::Plain), 2, 1, 1, 2,
                      Qt::AlignLeading);
    if (!what.comment.isEmpty()) {
        auto *const words = new ToneLabel(what.comment, TextStyle::Body);
        words->setWordWrap(true);
        layout->addWidget(words, 3, 1, 1, 2);
    }
    return row;
}

/// Why the signature of this person is not counted; null where it is.
const Problem *discountOf(const changes::QuorumAnswer &quorum, const QString &approver)
{
    const auto found = std::ranges::find(quorum.discounted, approver, &Problem::where);
    return found == quorum.discounted.end() ? nullptr : &*found;
}

QString discountText(ProblemType type)
{
    if (type == ProblemType::KeyNotValid)
        return SignersPanel::tr("The key has been revoked since.");
    if (type == ProblemType::RoleMissing)
        return SignersPanel::tr("The rule asks for another role.");
    return SignersPanel::tr("Another signature from the same console counts.");
}

} // namespace

SignersPanel::SignersPanel(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(design::metrics::grid);
}

void SignersPanel::show(const client::VerifiedChange &change, const QMap<QString, QString> &names, qint64 now)
{
    clear();
    m_layout->addWidget(new design::SectionTitle(tr("Who")));
    addRequest(change.record, names, now);
    for (std::size_t i = 0; i < change.record.approvals.size(); ++i)
        addDecision(change, i, names, now);
    addMissing(change);
    addFacts(change, now);
    m_layout->addStretch(1);
}

void SignersPanel::clear()
{
    design::emptyLayout(*m_layout);
}

void SignersPanel::addRequest(const changes::ChangeRecord &record, const QMap<QString, QString> &names, qint64 now)
{
    const QString requester = record.change.request.requester;
    m_layout->addWidget(line({.mark = {Glyph::Sign, tr("Asked"), Tone::Neutral},
                              .person = names.value(requester, requester),
                              .position = record.requested,
                              .proven = true, // or nothing of the change is shown
                              .key = record.change.jws.kid()},
                             now));
}

void SignersPanel::addDecision(const client::VerifiedChange &change, std::size_t index,
                               const QMap<QString, QString> &names, qint64 now)
{
    const changes::RecordedApproval &recorded = change.record.approvals[index];
    const changes::Approval &approval = recorded.signedApproval.approval;
    StateWord mark = approval.decision == changes::Decision::Approve
                         ? StateWord{Glyph::Check, tr("Approved"), Tone::Ok}
                         : StateWord{Glyph::Blocked, tr("Rejected"), Tone::Danger};
    QStringList notes;
    if (const Problem *const discount = discountOf(change.quorum, approval.approver)) {
        mark = {Glyph::Warning, tr("Does not count"), Tone::Warn};
        notes.append(discountText(discount->type));
    }
    if (recorded.comment)
        notes.append(recorded.comment->text);
    m_layout->addWidget(line({.mark = mark,
                              .person = names.value(approval.approver, approval.approver),
                              .position = recorded.position,
                              .proven = change.proven.approvals[index],
                              .key = recorded.signedApproval.jws.kid(),
                              .comment = notes.join(u'\n')},
                             now));
}

void SignersPanel::addMissing(const client::VerifiedChange &change)
{
    if (!changes::isOpen(change.record.state))
        return;
    for (const changes::MissingSigners &missing : change.quorum.missing) {
        const QString who = tr("%n more of: %1", nullptr, missing.count).arg(words::rolesText(missing.roles));
        auto *const row = new QWidget;
        auto *const layout = new QHBoxLayout(row);
        layout->setContentsMargins({});
        layout->setSpacing(design::metrics::grid);
        auto *const mark = new StateBadge({Glyph::Hourglass, tr("Waiting"), Tone::Info}, StateBadge::Shape::Plain);
        mark->setMinimumWidth(std::max(markWidth, mark->sizeHint().width()));
        layout->addWidget(mark);
        auto *const label = new ToneLabel(who);
        label->setWordWrap(true);
        layout->addWidget(label, 1);
        m_layout->addWidget(row);
    }
}

void SignersPanel::addFacts(const client::VerifiedChange &change, qint64 now)
{
    const changes::ChangeRecord &record = change.record;
    std::vector<Fact> facts;
    // Nothing is counted of what ended without execution or cannot be executed, so that no rule was looked up.
    const bool isCounted = record.executed || (changes::isOpen(record.state) && !change.obstacle);
    if (isCounted) {
        facts.push_back(
            {.name = tr("Rule"),
             .value =
                 change.quorum.ruleId.isEmpty()
                     ? tr("the least of this kind of act")
                     : tr("%1, version %2").arg(change.quorum.ruleId, QLocale().toString(change.quorum.ruleVersion))});
    }
    if (record.beyondLimit && !record.executed) {
        facts.push_back({.name = tr("Limit"),
                         .value = tr("Passed: so many devices in so short a time need more people to sign."),
                         .state = StateWord{Glyph::Warning, tr("Beyond the limit"), Tone::Warn}});
    }
    if (changes::isOpen(record.state)) {
        facts.push_back({.name = tr("Approve by"),
                         .value = words::relativeTime(record.change.request.approveBy, now),
                         .hover = words::exactTime(record.change.request.approveBy)});
    }
    if (record.executed) {
        const StateWord entry = entryWord(record.executed->index, change.proven.execution);
        facts.push_back({.name = tr("Executed"),
                         .value = entry.word,
                         .state = entry,
                         .hover = words::exactTime(record.executed->time)});
    } else if (record.cancelledBy) {
        facts.push_back({.name = tr("Ended"),
                         .value = tr("Cancelled with everything that waited, as served"),
                         .hover = *record.cancelledBy});
    } else if (!changes::isOpen(record.state) && !change.isEndProven()) {
        facts.push_back({.name = tr("Ended"), .value = tr("%1, as served").arg(words::stateWord(record.state).word)});
    }
    facts.push_back({.name = tr("Compare aloud"), .value = encoding::digestWords(record.change.digest())});
    facts.push_back({.name = tr("Change"), .value = record.change.request.id});
    auto *const list = new design::KeyValueList;
    list->setObjectName(QStringLiteral("reviewFacts"));
    list->setFacts(std::move(facts));
    m_layout->addWidget(list);
}

} // namespace enigm::views::review
