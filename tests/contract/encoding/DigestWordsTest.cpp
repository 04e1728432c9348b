#include "contract/encoding/DigestWords.h"

#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <set>

using namespace enigm::encoding;
using namespace Qt::StringLiterals;

class DigestWordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoPeopleHearTheSameWordsOfTheSameDigest();
    void anotherDigestSoundsDifferent();
    void noTwoWordsAreMistakenForEachOther();
};

namespace {

QByteArray digestOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

int distance(QLatin1StringView first, QLatin1StringView second)
{
    std::vector<int> row(static_cast<std::size_t>(second.size()) + 1);
    std::ranges::generate(row, [n = 0]() mutable { return n++; });
    for (qsizetype i = 0; i < first.size(); ++i) {
        int diagonal = std::exchange(row.front(), static_cast<int>(i) + 1);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int replaced = diagonal + (first.at(i) == second.at(static_cast<qsizetype>(j) - 1) ? 0 : 1);
            diagonal = std::exchange(row.at(j), std::min({row.at(j) + 1, row.at(j - 1) + 1, replaced}));
        }
    }
    return row.back();
}

} // namespace

void DigestWordsTest::twoPeopleHearTheSameWordsOfTheSameDigest()
{
    // Made by another implementation: Python's hashlib.pbkdf2_hmac.
    QCOMPARE(digestWords(digestOf("")), u"knuckle-furnace-jasmine-faculty-87"_s);
    QCOMPARE(digestWords(digestOf("revoke")), u"album-jacket-effigy-lagoon-56"_s);
}

void DigestWordsTest::anotherDigestSoundsDifferent()
{
    QByteArray digest = digestOf("revoke");
    std::set<QString> heard{digestWords(digest)};
    for (qsizetype i = 0; i < 8; ++i) {
        digest[i] = static_cast<char>(digest.at(i) ^ 1);
        QVERIFY(heard.insert(digestWords(digest)).second);
    }
}

void DigestWordsTest::noTwoWordsAreMistakenForEachOther()
{
    const auto &words = digestWordList();
    QVERIFY(std::ranges::is_sorted(words));
    for (std::size_t i = 0; i < words.size(); ++i) {
        QVERIFY(words.at(i).size() >= 4 && words.at(i).size() <= 8);
        for (std::size_t j = i + 1; j < words.size(); ++j) {
            const auto pair = words.at(i) + u' ' + words.at(j);
            QVERIFY2(words.at(i).first(4) != words.at(j).first(4), qPrintable(pair));
            QVERIFY2(distance(words.at(i), words.at(j)) >= 3, qPrintable(pair));
        }
    }
}

ENIGM_TEST_MAIN(DigestWordsTest)
#include "DigestWordsTest.moc"
