#include "views/audit/AuditInspector.h"

#include "contract/encoding/Base64Url.h"
#include "models/session/OperatorNames.h"
#include "views/audit/AuditText.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/shell/Inspector.h"
#include "views/panes/JsonFacts.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QLocale>
#include <QVBoxLayout>

namespace enigm::views::audit {

using design::Fact;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::audit::ProofState;

namespace {

/// More handles than a person reads one by one; copying and export have all.
constexpr std::size_t mostHandles = 12;

ToneLabel *sentence(const QString &words)
{
    auto *label = new ToneLabel(words, TextStyle::Body, Tone::Muted);
    label->setWordWrap(true);
    return label;
}

design::KeyValueList *listOf(std::vector<Fact> facts)
{
    auto *list = new design::KeyValueList;
    list->setFacts(std::move(facts));
    return list;
}

QString textName(const QString &member)
{
    if (member == u"reason")
        return AuditInspector::tr("Reason");
    if (member == u"reference")
        return AuditInspector::tr("Reference");
    if (member == u"comment")
        return AuditInspector::tr("Comment");
    return member;
}

} // namespace

AuditInspector::AuditInspector(QWidget *parent)
    : QWidget(parent)
    , m_inspector(new design::Inspector)
{
    setObjectName(QStringLiteral("auditInspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_inspector);
}

void AuditInspector::show(const client::AuditRecord &record, ProofState proof,
                          const models::session::OperatorNames &names, qint64 now)
{
    const log::ActivityEntry &entry = record.entry;
    m_inspector->setTitle(tr("Entry %1").arg(QLocale().toString(entry.index)));
    m_inspector->setStates(
        {new design::StateBadge(words::stateWord(entry.outcome)), new design::StateBadge(proofWord(proof))});
    m_inspector->clearSections();
    addFacts(entry, names, now);
    m_inspector->addSection(tr("Proof"), sentence(proofSentence(proof)));
    addDevices(entry);
    addContent(record);
}

void AuditInspector::addFacts(const log::ActivityEntry &entry, const models::session::OperatorNames &names, qint64 now)
{
    std::vector<Fact> facts = {
        {.name = tr("Time"), .value = words::exactTime(entry.time), .hover = words::relativeTime(entry.time, now)},
        {.name = tr("Action"), .value = words::entryText(entry.action), .hover = entry.action},
        {.name = tr("Category"), .value = words::categoryText(entry.category)},
        {.name = tr("Resource"), .value = words::resourceText(entry.resource)},
        {.name = tr("Actor"), .value = actorText(entry.actor, names), .hover = entry.actor}};
    if (entry.change)
        facts.push_back(
            {.name = tr("Change"), .value = QString::fromLatin1(encoding::toBase64Url(*entry.change)), .code = true});
    facts.push_back({.name = tr("Directory"),
                     .value = tr("as of governance entry %1").arg(QLocale().toString(entry.governanceSize - 1))});
    m_inspector->addSection(tr("Header"), listOf(std::move(facts)));
}

void AuditInspector::addDevices(const log::ActivityEntry &entry)
{
    if (entry.handles.empty())
        return;
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half);
    for (std::size_t i = 0; i < entry.handles.size() && i < mostHandles; ++i)
        column->addWidget(new design::HandleLabel(entry.handles.at(i)));
    if (entry.handles.size() > mostHandles)
        column->addWidget(sentence(tr("and %n more", nullptr, static_cast<int>(entry.handles.size() - mostHandles))));
    m_inspector->addSection(tr("Devices"), body);
}

void AuditInspector::addContent(const client::AuditRecord &record)
{
    std::vector<Fact> facts;
    for (auto it = record.texts.cbegin(); it != record.texts.cend(); ++it)
        facts.push_back({.name = textName(it.key()), .value = it.value().text});
    if (record.body) {
        for (Fact &fact : panes::jsonFacts(record.body->value))
            facts.push_back(std::move(fact));
    }
    if (!facts.empty())
        m_inspector->addSection(tr("Content"), listOf(std::move(facts)));
    else if (record.entry.body && !record.body)
        m_inspector->addSection(tr("Content"), sentence(tr("Pruned, or withheld from your roles. Its digest stays in "
                                                           "the log, so that the entry can be proven all the same.")));
}

void AuditInspector::focusFirst()
{
    m_inspector->setFocus(Qt::TabFocusReason);
}

} // namespace enigm::views::audit
