#include "contract/encoding/SafeText.h"

#include <QRegularExpression>
#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::encoding {

namespace {

/// Compatibility forms and the digits of all scripts folded to ASCII, so that they hide nothing from the patterns.
QString folded(QStringView text)
{
    QString result = text.toString().normalized(QString::NormalizationForm_KC);
    for (QChar &character : result) {
        if (const int digit = character.digitValue(); digit >= 0 && character.category() == QChar::Number_DecimalDigit)
            character = QChar(u'0' + digit);
    }
    return result;
}

bool holdsMarkup(const QString &text)
{
    static const QRegularExpression pattern(u"<[\\p{L}/!?]|&#|&[A-Za-z][A-Za-z0-9]*;"_s);
    return pattern.match(text).hasMatch();
}

bool passesLuhn(const QString &digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i].digitValue();
        const int doubled = i % 2 == 0 ? digit : digit * 2;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

/// What these digits, written in one or several groups, look like.
std::optional<QString> numberKind(const QString &digits, bool separated)
{
    if (digits.size() == 15 && passesLuhn(digits))
        return u"an IMEI"_s;
    if (digits.size() == 15 && !separated)
        return u"an IMSI"_s;
    if (digits.size() >= 18 && digits.size() <= 20 && digits.startsWith("89"_L1))
        return u"an ICCID"_s;
    return std::nullopt;
}

/// Looks at every sequence of neighbouring groups, since an identifier may stand beside another number.
std::optional<QString> numberKind(const QStringList &groups)
{
    for (qsizetype first = 0; first < groups.size(); ++first) {
        QString digits;
        for (qsizetype last = first; last < groups.size() && digits.size() <= 20; ++last) {
            digits += groups[last];
            if (auto kind = numberKind(digits, last > first))
                return kind;
        }
    }
    return std::nullopt;
}

std::optional<QString> deviceIdentifier(const QString &text)
{
    static const QRegularExpression run(u"(?<![\\p{L}\\p{N}])\\d+(?:[ ./-]{1,2}\\d+)*(?![\\p{L}\\p{N}])"_s);
    static const QRegularExpression separator(u"[ ./-]+"_s);
    for (auto matches = run.globalMatch(text); matches.hasNext();) {
        if (auto kind = numberKind(matches.next().captured().split(separator)))
            return kind;
    }
    return std::nullopt;
}

/// RFC 4291 section 2.2: eight groups, or fewer around one "::".
bool isIpv6(QStringView text)
{
    const qsizetype gap = text.indexOf("::"_L1);
    if (text.indexOf("::"_L1, gap + 1) >= 0 && gap >= 0)
        return false;
    qsizetype groups = 0;
    const auto parts = text.split(u':');
    for (const QStringView part : parts) {
        if (part.size() > 4)
            return false;
        groups += part.isEmpty() ? 0 : 1;
    }
    return gap >= 0 ? groups >= 1 && groups <= 7 : groups == 8 && parts.size() == 8;
}

bool holdsIpv6(const QString &text)
{
    static const QRegularExpression candidate(
        u"(?<![\\p{L}\\p{N}:])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?![\\p{L}\\p{N}])"_s);
    for (auto matches = candidate.globalMatch(text); matches.hasNext();) {
        QStringView found = matches.next().capturedView();
        if (found.endsWith(u':') && !found.endsWith("::"_L1))
            found.chop(1); // a colon of the sentence
        if (isIpv6(found))
            return true;
    }
    return false;
}

std::optional<QString> directIdentifier(const QString &text)
{
    static const QRegularExpression email(u"[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"_s);
    static const QRegularExpression mac(
        u"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2}"
        "|[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4})(?![0-9A-Fa-f:-])"_s);
    static const QRegularExpression ipv4(
        u"(?<![\\p{L}\\p{N}.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\p{L}\\p{N}]|\\.\\d)"_s);
    static const QRegularExpression phone(u"(?<![\\p{L}\\p{N}])\\+[ ()./-]{0,2}\\d(?:[ ()./-]{0,3}\\d){7,}"_s);

    if (email.match(text).hasMatch())
        return u"an e-mail address"_s;
    if (mac.match(text).hasMatch())
        return u"a MAC address"_s;
    if (ipv4.match(text).hasMatch())
        return u"an IPv4 address"_s;
    if (holdsIpv6(text))
        return u"an IPv6 address"_s;
    if (phone.match(text).hasMatch())
        return u"a phone number"_s;
    return deviceIdentifier(text);
}

} // namespace

Expected<void> checkFreeText(QStringView text, qsizetype maxLength)
{
    if (text.size() > maxLength)
        return refuse(ProblemType::OutOfRange, u"The text is longer than %1 characters"_s.arg(maxLength));
    if (auto safe = checkSafeText(text); !safe)
        return safe;
    const QString plain = folded(text);
    if (holdsMarkup(plain))
        return refuse(ProblemType::UnsafeText, u"The text seems to hold mark-up"_s);
    if (const auto kind = directIdentifier(plain)) {
        return refuse(
            ProblemType::DirectIdentifier,
            u"The text seems to hold %1; direct identifiers of persons and devices are never kept"_s.arg(*kind));
    }
    return {};
}

} // namespace enigm::encoding
