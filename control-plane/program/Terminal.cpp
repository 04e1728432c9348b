#include "control-plane/program/Terminal.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

void write(const QString &line, std::FILE *stream)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    static_cast<void>(std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream));
    static_cast<void>(std::fflush(stream));
}

} // namespace

void tell(const QString &line)
{
    write(line, stderr);
}

void answer(const QString &text)
{
    write(text, stdout);
}

void tell(const Problem &problem)
{
    const QString sentence = problem.detail.isEmpty() ? problemTitle(problem.type) : problem.detail;
    const QString where = problem.where.isEmpty() ? QString() : u" (%1)"_s.arg(problem.where);
    tell(problemSlug(problem.type) + u": "_s + sentence + where);
}

} // namespace enigm::controlplane::program
