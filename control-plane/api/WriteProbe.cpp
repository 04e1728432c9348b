#include "control-plane/api/WriteProbe.h"

#include "control-plane/store/Transaction.h"

#include <utility>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

WriteProbe::WriteProbe(store::Writer &writer, const time::Clock &clock)
    : m_writer(writer)
    , m_clock(clock)
{}

void WriteProbe::ask(Answer answer)
{
    bool begins = false;
    if (const auto known = answerNow(answer, begins))
        return answer(*known);
    if (begins)
        begin();
}

std::optional<Expected<void>> WriteProbe::answerNow(Answer &answer, bool &begins)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.now();
    if (m_since && (now >= *m_since + patience || m_waiting.size() >= mostWaiting))
        return refuse(ProblemType::Unavailable, u"A write has not been answered for a while."_s);
    if (!m_since && m_last && now < m_last->time + fresh)
        return m_last->result;
    begins = !m_since;
    if (begins)
        m_since = now;
    m_waiting.push_back(std::move(answer));
    return std::nullopt;
}

void WriteProbe::begin()
{
    auto job = [now = m_clock.now()](store::Transaction &transaction) {
        return transaction.meta.setValue(u"probe"_s, QByteArray::number(now));
    };
    m_writer.submit(std::move(job), [this](const Expected<void> &result) { conclude(result); });
}

void WriteProbe::conclude(const Expected<void> &result)
{
    std::vector<Answer> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        m_last = Result{.result = result, .time = m_clock.now()};
        m_since.reset();
        waiting = std::exchange(m_waiting, {});
    }
    for (Answer &answer : waiting)
        answer(result);
}

} // namespace enigm::controlplane::api
