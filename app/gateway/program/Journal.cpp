#include "app/gateway/program/Journal.h"

#include <cstdio>

namespace enigm::gateway::journal {

using namespace Qt::StringLiterals;

namespace {

void write(QLatin1StringView priority, const QString &text)
{
    static const bool isRead = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    const QString line = (isRead ? QString(priority) : QString()) + u"enigm-gateway: "_s + text + u'\n';
    std::fputs(line.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace

void note(const QString &text)
{
    write("<6>"_L1, text);
}

void warn(const QString &text)
{
    write("<4>"_L1, text);
}

void fail(const Problem &problem)
{
    write("<3>"_L1, problem.toString());
}

} // namespace enigm::gateway::journal
