#include "views/panes/FeedText.h"

#include "api-client/feed/FeedClient.h"
#include "views/words/ProblemText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>

namespace enigm::views::panes {

using client::FeedClient;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FeedText)
};

} // namespace

QString feedText(const FeedClient &feed, qint64 now)
{
    switch (feed.state()) {
    case FeedClient::State::Off:
        return {};
    case FeedClient::State::Connecting:
        return Words::tr("Not listening to the control plane yet.");
    case FeedClient::State::Live:
        return Words::tr("What others do is shown as it happens.");
    case FeedClient::State::Waiting:
        break;
    }
    const QString since =
        Words::tr("Nothing was heard by itself since %1: this console asks every few seconds meanwhile.")
            .arg(words::shortTime(feed.silentSince().value_or(now), now));
    return feed.problem() ? since + QLatin1Char('\n') + words::problemText(*feed.problem()).line() : since;
}

} // namespace enigm::views::panes
