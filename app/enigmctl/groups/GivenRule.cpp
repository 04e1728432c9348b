#include "app/enigmctl/groups/GivenRule.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

template <typename T, typename FromWord>
std::expected<std::vector<T>, Failure> givenWords(const Invocation &line, QLatin1StringView option, FromWord fromWord)
{
    std::vector<T> words;
    for (const QString &text : line.values(option)) {
        const std::optional<T> word = fromWord(text);
        if (!word)
            return misused(u"'%1' is not known here."_s.arg(text), "--"_L1 + option);
        words.push_back(*word);
    }
    return words;
}

std::expected<std::optional<qint64>, Failure> givenPatch(const Invocation &line, QLatin1StringView option)
{
    const auto text = line.value(option);
    if (!text)
        return std::optional<qint64>();
    bool isNumber = false;
    const qint64 level = text->toLongLong(&isNumber);
    if (!isNumber || !fleet::isPatchLevel(level))
        return misused(u"A patch level is a month, such as 202611."_s, "--"_L1 + option);
    return std::optional(level);
}

std::expected<std::optional<fleet::PatchRange>, Failure> givenRange(const Invocation &line)
{
    const auto from = givenPatch(line, "patch-from"_L1);
    if (!from)
        return std::unexpected(from.error());
    const auto to = givenPatch(line, "patch-to"_L1);
    if (!to)
        return std::unexpected(to.error());
    if (*from && *to && **from > **to)
        return misused(u"No patch level lies between these."_s, u"--patch-to"_s);
    return *from || *to ? std::optional(fleet::PatchRange{.atLeast = *from, .atMost = *to}) : std::nullopt;
}

std::expected<std::optional<bool>, Failure> givenSimulated(const Invocation &line)
{
    const auto text = line.value("simulated"_L1);
    if (!text)
        return std::optional<bool>();
    if (*text != "yes"_L1 && *text != "no"_L1)
        return misused(u"yes or no is expected."_s, u"--simulated"_s);
    return std::optional(*text == "yes"_L1);
}

} // namespace

std::expected<std::optional<fleet::GroupRule>, Failure> givenRule(const Invocation &line)
{
    auto states = givenWords<fleet::DeviceState>(line, "state"_L1, fleet::deviceStateFromWord);
    if (!states)
        return std::unexpected(states.error());
    auto outcomes = givenWords<fleet::AttestationOutcome>(line, "attestation"_L1, fleet::attestationOutcomeFromWord);
    if (!outcomes)
        return std::unexpected(outcomes.error());
    auto levels = givenWords<fleet::SecurityLevel>(line, "security-level"_L1, fleet::securityLevelFromWord);
    if (!levels)
        return std::unexpected(levels.error());
    const auto patch = givenRange(line);
    if (!patch)
        return std::unexpected(patch.error());
    const auto simulated = givenSimulated(line);
    if (!simulated)
        return std::unexpected(simulated.error());
    fleet::GroupRule rule{.attestation = std::move(*outcomes),
                          .patch = *patch,
                          .securityLevel = std::move(*levels),
                          .simulated = *simulated,
                          .state = std::move(*states)};
    rule.sortWords();
    return rule.asksNothing() ? std::nullopt : std::optional(std::move(rule));
}

} // namespace enigm::ctl
