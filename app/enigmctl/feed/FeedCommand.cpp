#include "app/enigmctl/feed/FeedCommand.h"

#include "api-client/feed/FeedClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/terminal/Interrupt.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/json/JsonParser.h"

#include <qcoro/qcorotimer.h>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using namespace std::chrono_literals;
using client::FeedClient;
using feed::FeedEvent;

template <typename T, typename TextOf>
QString namesText(QLatin1StringView kind, const std::optional<std::vector<T>> &names, TextOf textOf)
{
    if (!names)
        return u" many %1s"_s.arg(kind);
    QString text;
    for (const T &name : *names)
        text += u" %1 %2"_s.arg(kind, textOf(name));
    return text;
}

QString sizeText(QLatin1StringView log, std::optional<qint64> size)
{
    return size ? u" %1 %2"_s.arg(log).arg(*size) : QString();
}

QString textOf(const FeedEvent &event)
{
    if (event.isReset)
        return u"%1 anything"_s.arg(event.cursor);
    return QString::number(event.cursor) +
           namesText("change"_L1, event.changes, [](const QString &reference) { return reference; }) +
           namesText("device"_L1, event.devices, [](const auto &handle) { return handle.text(); }) +
           namesText("release"_L1, event.releases, [](const QString &release) { return release; }) +
           sizeText("activity"_L1, event.activitySize) + sizeText("governance"_L1, event.governanceSize);
}

json::Value documentOf(const FeedEvent &event)
{
    json::Object document{{"cursor"_L1, event.cursor}, {"event"_L1, event.name()}};
    if (!event.isReset)
        document.insert(u"changed"_s, event.toJson());
    return document;
}

/// One line to standard output, at once: who reads it may be waiting for it.
void print(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// Tells, once for each silence, that nothing is heard and why; and that it is heard again.
class SilenceNote
{
public:
    SilenceNote(Terminal &terminal, const FeedClient &feed)
        : m_terminal(terminal)
        , m_feed(feed)
    {}
    void update()
    {
        const bool isSilent = m_feed.problem().has_value();
        if (isSilent && !m_isTold)
            m_terminal.say(u"enigmctl: nothing is heard: "_s + m_feed.problem()->toString());
        if (!isSilent && m_isTold && m_feed.isLive())
            m_terminal.say(u"enigmctl: it is heard again"_s);
        m_isTold = isSilent;
    }

private:
    Terminal &m_terminal;
    const FeedClient &m_feed;
    bool m_isTold = false;
};

} // namespace

client::Task<Result> followFeed(Context &context, Connection &connection)
{
    constexpr qint64 most = (qint64(1) << 53) - 1;
    FeedClient::Options options;
    if (context.invocation.has("after"_L1)) {
        const auto after = context.invocation.number("after"_L1, 0, most, 0);
        if (!after)
            co_return std::unexpected(after.error());
        options.after = *after;
    }
    const bool asJson = context.invocation.has("json"_L1);
    const bool isOnce = context.invocation.has("once"_L1);
    bool isEnough = false;
    FeedClient feed(connection.session(), options);
    SilenceNote note(context.terminal, feed);
    std::optional<Problem> over;
    QObject::connect(&feed, &FeedClient::heard, &feed, [&](const FeedEvent &event) {
        if (isEnough)
            return;
        isEnough = isOnce;
        print(asJson ? json::canonical(documentOf(event)) : textOf(event).toUtf8());
    });
    QObject::connect(&feed, &FeedClient::stateChanged, &feed, [&note] { note.update(); });
    QObject::connect(&connection.session(), &client::Session::ended, &feed,
                     [&over](const std::optional<Problem> &problem) {
                         over = problem.value_or(Problem{ProblemType::SessionEnded});
                     });
    const Interrupt interrupt;
    while (!interrupt.isRaised() && !over && !isEnough)
        co_await QCoro::sleepFor(200ms);
    if (over)
        co_return std::unexpected(Failure(*over));
    co_return Answer{.document = {}, .text = {}, .raw = QByteArray()}; // all is said
}

} // namespace enigm::ctl
