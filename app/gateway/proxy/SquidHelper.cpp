#include "app/gateway/proxy/SquidHelper.h"

#include "app/gateway/program/Journal.h"
#include "app/gateway/proxy/SquidQuestion.h"

#include <QPointer>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// BH tells squid that the helper could not say, which it takes for a refusal and writes down.
QByteArrayView wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
        return " OK\n";
    case Verdict::Deny:
        return " ERR\n";
    case Verdict::Unavailable:
        return " BH message=\"the control plane is away\"\n";
    }
    Q_UNREACHABLE();
}

} // namespace

SquidHelper::SquidHelper(Gatekeeper &gatekeeper, int input, int output)
    : m_gatekeeper(gatekeeper)
    , m_input(input)
    , m_output(output)
    , m_notifier(input, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SquidHelper::readMore);
}

void SquidHelper::end()
{
    m_notifier.setEnabled(false);
    Q_EMIT ended();
}

void SquidHelper::readMore()
{
    std::array<char, 16 * 1024> bytes;
    const ssize_t count = ::read(m_input, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0)
        return end();
    m_buffer.append(bytes.data(), count);
    qsizetype begin = 0;
    for (qsizetype at = m_buffer.indexOf('\n'); at >= 0; at = m_buffer.indexOf('\n', begin)) {
        takeLine(QByteArrayView(m_buffer).sliced(begin, at - begin));
        begin = at + 1;
    }
    m_buffer.remove(0, begin);
    if (m_buffer.size() <= SquidQuestion::mostBytes)
        return;
    journal::warn(u"A line without an end came from squid."_s);
    end();
}

void SquidHelper::takeLine(QByteArrayView line)
{
    const auto question = SquidQuestion::parse(line);
    if (!question)
        return journal::warn(u"A line without a channel came from squid: concurrency is needed."_s);
    m_gatekeeper.ask(question->name, [self = QPointer(this), channel = question->channel](Verdict verdict) {
        if (self)
            self->answer(channel, verdict);
    });
}

void SquidHelper::answer(const QByteArray &channel, Verdict verdict)
{
    if (!writeAll(m_output, channel + wordOf(verdict).toByteArray()))
        end();
}

} // namespace enigm::gateway
