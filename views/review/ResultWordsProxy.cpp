#include "views/review/ResultWordsProxy.h"

#include "api-client/session/Session.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>

namespace enigm::views::review {

using design::Glyph;
using design::Tone;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ResultWordsProxy)
};

} // namespace

design::StateWord resultWord(ResultWordsProxy::Model::Outcome outcome)
{
    return outcome ? words::stateWord(*outcome)
                   : design::StateWord{Glyph::Minus, QCoreApplication::translate("ResultWordsProxy", "Skipped"),
                                       Tone::Muted};
}

ResultWordsProxy::ResultWordsProxy(Model &results, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_results(results)
    , m_session(session)
{
    setSourceModel(&results);
}

std::optional<design::StateWord> ResultWordsProxy::stateWord(const QModelIndex &index) const
{
    if (index.column() != Model::Result)
        return std::nullopt;
    const client::DeviceCommand *const command = m_results.command(mapToSource(index));
    return resultWord(command ? Model::Outcome(command->state) : Model::Outcome());
}

QVariant ResultWordsProxy::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return QIdentityProxyModel::data(index, role);
    const client::DeviceCommand *const command = m_results.command(mapToSource(index));
    const bool isHover = role == Qt::ToolTipRole;
    switch (index.column()) {
    case Model::Device:
        return isHover ? QVariant() : QVariant(m_results.handle(index.row()).grouped());
    case Model::Result:
        if (isHover)
            return command ? QVariant() : QVariant(Words::tr("It had left the states that were signed."));
        return stateWord(index)->word;
    case Model::Since:
        if (!command)
            return QString();
        return isHover ? words::exactTime(command->since()) : words::relativeTime(command->since(), m_session.now());
    case Model::Reason: {
        if (!command || !command->problem)
            return QString();
        const words::ProblemText why = words::problemText({*command->problem});
        return isHover ? why.sentence : why.title;
    }
    default:
        return {};
    }
}

QVariant ResultWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case Model::Device:
        return Words::tr("Device");
    case Model::Result:
        return Words::tr("Result");
    case Model::Since:
        return Words::tr("Since");
    case Model::Reason:
        return Words::tr("Refused for");
    default:
        return {};
    }
}

} // namespace enigm::views::review
