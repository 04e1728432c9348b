#include "app/enigmctl/output/AcceptanceWords.h"

#include "app/enigmctl/output/Table.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/DigestWords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// So many serial numbers are named; the rest is counted.
constexpr std::size_t mostNamed = 20;

QString digestText(const QByteArray &digest)
{
    return u"%1 (%2)"_s.arg(QString::fromLatin1(encoding::toBase64Url(digest)), encoding::digestWords(digest));
}

QString listText(const std::optional<QByteArray> &digest)
{
    return digest ? digestText(*digest) : u"none"_s;
}

QString patchText(int patch)
{
    return patch == 0 ? u"any"_s : QString::number(patch);
}

void addDigests(Table &table, const QString &name, const std::vector<QByteArray> &digests)
{
    for (const QByteArray &digest : digests)
        table.addRow({name, digestText(digest)});
}

void addMove(Table &table, const QString &name, const QString &before, const QString &after)
{
    table.addRow({name, before == after ? u"%1, as before"_s.arg(after) : u"%1 -> %2"_s.arg(before, after)});
}

void addSerials(Table &table, const QString &name, const std::vector<QString> &serials)
{
    for (std::size_t i = 0; i < std::min(serials.size(), mostNamed); ++i)
        table.addRow({name, serials[i]});
    if (serials.size() > mostNamed)
        table.addRow({name, u"and %1 more"_s.arg(serials.size() - mostNamed)});
}

} // namespace

QString acceptanceText(const operators::GovernedAcceptance &acceptance)
{
    return u"attestations are judged by %1 roots, %2 boot keys, at least %3, patch %4, revocation list %5"_s
        .arg(acceptance.roots.size())
        .arg(acceptance.bootKeys.size())
        .arg(fleet::toWord(acceptance.leastLevel), patchText(acceptance.leastPatch),
             acceptance.revocation ? encoding::digestWords(*acceptance.revocation) : u"none"_s);
}

Answer describeAcceptance(const operators::GovernedAcceptance &acceptance)
{
    Table table;
    addDigests(table, u"root"_s, acceptance.roots);
    addDigests(table, u"boot key"_s, acceptance.bootKeys);
    table.addRow({u"least level"_s, fleet::toWord(acceptance.leastLevel)});
    table.addRow({u"oldest patch"_s, patchText(acceptance.leastPatch)});
    table.addRow({u"revocation list"_s, listText(acceptance.revocation)});
    return {.document = acceptance.toJson(), .text = table.toText()};
}

QString textOf(const client::AcceptanceReview &review)
{
    Table table;
    addDigests(table, u"root added"_s, review.difference.roots.added);
    addDigests(table, u"root removed"_s, review.difference.roots.removed);
    addDigests(table, u"boot key added"_s, review.difference.bootKeys.added);
    addDigests(table, u"boot key removed"_s, review.difference.bootKeys.removed);
    addMove(table, u"least level"_s, fleet::toWord(review.before.leastLevel), fleet::toWord(review.after.leastLevel));
    addMove(table, u"oldest patch"_s, patchText(review.before.leastPatch), patchText(review.after.leastPatch));
    addMove(table, u"revocation list"_s, listText(review.before.revocation), listText(review.after.revocation));
    if (review.entries)
        table.addRow({u"revoked then"_s, QString::number(*review.entries)});
    if (review.revoked) {
        addSerials(table, u"newly revoked"_s, review.revoked->added);
        addSerials(table, u"no longer revoked"_s, review.revoked->removed);
    }
    if (review.obstacle)
        table.addRow({u"NOT CHECKED"_s, review.obstacle->toString()});
    return table.toText();
}

} // namespace enigm::ctl
