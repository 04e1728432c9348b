#include "app/enigmctl/command/Invocation.h"

#include "app/enigmctl/command/Command.h"
#include "app/enigmctl/command/Option.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

/// The line being taken apart.
struct Invocation::Reading
{
    QStringList rest;
    QStringList words;
    QMap<QString, QStringList> options;

    std::expected<void, Failure> readAll();
    std::expected<void, Failure> readOption(const QString &text);
    const Command *takeCommand(std::span<const Command> commands);
};

std::expected<void, Failure> Invocation::Reading::readAll()
{
    while (!rest.isEmpty()) {
        const QString word = rest.takeFirst();
        if (word == "--"_L1) {
            words += rest;
            return {};
        }
        if (!word.startsWith("--"_L1)) {
            words.append(word);
            continue;
        }
        if (const auto read = readOption(word.mid(2)); !read)
            return read;
    }
    return {};
}

std::expected<void, Failure> Invocation::Reading::readOption(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString name = text.left(equals);
    const QString shown = u"--"_s + name;
    const Option *const option = findOption(name);
    if (!option)
        return misused(u"There is no such option."_s, shown);
    if (options.contains(name) && option->times == Option::Times::Once)
        return misused(u"The option can be given once only."_s, shown);
    if (option->value.isEmpty()) {
        if (equals >= 0)
            return misused(u"The option takes no value."_s, shown);
        options[name].append(QString());
        return {};
    }
    if (equals < 0 && rest.isEmpty())
        return misused(u"The option needs a value."_s, shown);
    options[name].append(equals < 0 ? rest.takeFirst() : text.mid(equals + 1));
    return {};
}

const Command *Invocation::Reading::takeCommand(std::span<const Command> commands)
{
    if (words.size() < 2)
        return nullptr;
    const QString name = words[0] + u' ' + words[1];
    const auto found = std::ranges::find_if(commands, [&name](const Command &row) { return row.name == name; });
    if (found == commands.end())
        return nullptr;
    words.remove(0, 2);
    return &*found;
}

std::expected<Invocation, Failure> Invocation::parse(const QStringList &arguments, std::span<const Command> commands)
{
    Reading reading{.rest = arguments, .words = {}, .options = {}};
    if (const auto read = reading.readAll(); !read)
        return std::unexpected(read.error());
    Invocation line;
    const QString asked = reading.words.join(u' ');
    line.m_command = reading.takeCommand(commands);
    line.m_arguments = reading.words;
    line.m_options = reading.options;
    if (arguments.isEmpty())
        line.m_options[u"help"_s].append(QString());
    if (line.has("help"_L1) || line.has("version"_L1))
        return line;
    if (!line.m_command)
        return misused(u"There is no command '%1'; enigmctl --help lists them."_s.arg(asked));
    if (const auto checked = line.check(); !checked)
        return std::unexpected(checked.error());
    return line;
}

std::expected<void, Failure> Invocation::check() const
{
    for (auto option = m_options.cbegin(); option != m_options.cend(); ++option) {
        const bool isTaken = findOption(option.key())->scope == Option::Scope::Everywhere ||
                             std::ranges::find(m_command->options, option.key()) != m_command->options.end();
        if (!isTaken)
            return misused(u"'%1' does not take this option."_s.arg(m_command->name), u"--"_s + option.key());
    }
    const qsizetype count = m_arguments.size();
    if (count < m_command->leastArguments || count > m_command->mostArguments)
        return misused(u"It is used as: enigmctl %1 %2"_s.arg(m_command->name, m_command->arguments));
    return {};
}

std::optional<QString> Invocation::value(QLatin1StringView option) const
{
    const auto found = m_options.constFind(option);
    if (found == m_options.cend())
        return std::nullopt;
    return found->constFirst();
}

std::expected<QString, Failure> Invocation::required(QLatin1StringView option) const
{
    if (const auto given = value(option))
        return *given;
    return misused(u"'%1' needs this option."_s.arg(m_command->name), u"--"_s + option);
}

std::expected<qint64, Failure> Invocation::number(QLatin1StringView option, qint64 least, qint64 most,
                                                  qint64 fallback) const
{
    const auto given = value(option);
    if (!given)
        return fallback;
    bool isNumber = false;
    const qint64 result = given->toLongLong(&isNumber);
    if (!isNumber || result < least || result > most)
        return misused(u"A number from %1 to %2 is expected."_s.arg(least).arg(most), u"--"_s + option);
    return result;
}

} // namespace enigm::ctl
