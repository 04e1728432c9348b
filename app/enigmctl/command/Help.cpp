#include "app/enigmctl/command/Help.h"

#include "app/enigmctl/command/Option.h"
#include "app/enigmctl/output/Table.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr int indent = 2;

void addOption(Table &table, const Option &option)
{
    const QString name = u"--"_s + option.name;
    table.addRow({option.value.isEmpty() ? name : name + u' ' + option.value, option.summary});
}

QString commonOptions()
{
    Table table;
    for (const Option &option : allOptions()) {
        if (option.scope == Option::Scope::Everywhere)
            addOption(table, option);
    }
    return table.toText(indent);
}

QString exitCodes()
{
    Table table;
    table.addRow({u"0"_s, u"done; what was verified is good"_s});
    table.addRow({u"1"_s, u"refused by a rule or by the server, or a verification failed"_s});
    table.addRow({u"2"_s, u"the command line, or a file that it names, cannot be used"_s});
    table.addRow({u"3"_s, u"the control plane cannot be reached or is not available"_s});
    table.addRow({u"4"_s, u"passphrase, sign-in or step-up failed"_s});
    table.addRow({u"5"_s, u"what could be verified is good, and a part could not be"_s});
    table.addRow({u"130"_s, u"cancelled"_s});
    return table.toText(indent);
}

QString programHelp(std::span<const Command> commands)
{
    Table table;
    for (const Command &command : commands)
        table.addRow({command.name, command.summary});
    return u"usage: enigmctl [OPTION]... COMMAND [ARGUMENT]...\n\ncommands (enigmctl COMMAND --help says more):\n"_s +
           table.toText(indent) + u"\noptions of every command:\n"_s + commonOptions() + u"\nexit status:\n"_s +
           exitCodes() +
           u"\nWith --json, a failure too is one JSON document on standard output (RFC 9457 problem details); the\n"
           "sentence for people goes to standard error. PIN and passphrase are asked for on the terminal.\n"_s;
}

} // namespace

QString helpText(const Command *command, std::span<const Command> commands)
{
    if (!command)
        return programHelp(commands);
    Table own;
    for (const QLatin1StringView name : command->options)
        addOption(own, *findOption(QString(name)));
    QString text = u"usage: enigmctl %1 %2\n\n%3.\n"_s.arg(command->name, command->arguments, command->summary);
    if (!own.isEmpty())
        text += u"\noptions:\n"_s + own.toText(indent);
    return text + u"\noptions of every command:\n"_s + commonOptions();
}

} // namespace enigm::ctl
