#pragma once

#include "app/enigmctl/output/Answer.h"

#include <QLatin1StringView>
#include <QMap>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>
#include <span>

namespace enigm::ctl {

struct Command;

/// A command line, read: which command, its arguments and its options.
class Invocation
{
public:
    /// `arguments` without the program's name. Refuses unknown commands and options, options that the command does not
    /// take, missing values, repetitions and a wrong number of arguments. With --help or --version, or without any
    /// argument, nothing but that is asked of the line.
    static std::expected<Invocation, Failure> parse(const QStringList &arguments, std::span<const Command> commands);

    /// Null only with --help and --version.
    [[nodiscard]] const Command *command() const { return m_command; }
    [[nodiscard]] const QStringList &arguments() const { return m_arguments; }
    [[nodiscard]] bool has(QLatin1StringView option) const { return m_options.contains(option); }
    /// Nothing where it was not given.
    [[nodiscard]] std::optional<QString> value(QLatin1StringView option) const;
    [[nodiscard]] QStringList values(QLatin1StringView option) const { return m_options.value(option); }

    /// The value; a usage failure where it was not given.
    [[nodiscard]] std::expected<QString, Failure> required(QLatin1StringView option) const;
    /// A number within these; `fallback` where it was not given.
    [[nodiscard]] std::expected<qint64, Failure> number(QLatin1StringView option, qint64 least, qint64 most,
                                                        qint64 fallback) const;

private:
    struct Reading;
    [[nodiscard]] std::expected<void, Failure> check() const;

    const Command *m_command = nullptr;
    QStringList m_arguments;
    QMap<QString, QStringList> m_options;
};

} // namespace enigm::ctl
