#include "views/network/PointWordsProxy.h"

#include "api-client/session/Session.h"
#include "views/words/PolicyText.h"
#include "views/words/TimeText.h"

#include <QLocale>

namespace enigm::views::network {

using design::Glyph;
using design::StateWord;
using design::Tone;

PointWordsProxy::PointWordsProxy(Model &points, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_points(points)
    , m_session(session)
{
    setSourceModel(&points);
}

const client::EnforcementPoint *PointWordsProxy::point(const QModelIndex &index) const
{
    return index.isValid() ? m_points.point(mapToSource(index)) : nullptr;
}

std::optional<StateWord> PointWordsProxy::stateWord(const QModelIndex &index) const
{
    const client::EnforcementPoint *const shown = point(index);
    if (!shown || index.column() != Model::Health)
        return {};
    switch (Model::conditionOf(*shown, m_session.now())) {
    case Model::Condition::Heard:
        return StateWord{Glyph::Check, tr("Heard"), Tone::Ok};
    case Model::Condition::Silent:
        return StateWord{Glyph::Warning, tr("Silent"), Tone::Warn};
    case Model::Condition::NeverHeard:
        return StateWord{Glyph::Hourglass, tr("Never heard"), Tone::Info};
    case Model::Condition::Revoked:
        return StateWord{Glyph::Revoke, tr("Revoked"), Tone::Muted};
    }
    Q_UNREACHABLE();
}

QVariant PointWordsProxy::data(const QModelIndex &index, int role) const
{
    const client::EnforcementPoint *const shown = point(index);
    if (shown && role == Qt::DisplayRole)
        return text(index, *shown);
    if (shown && role == Qt::ToolTipRole)
        return hover(index.column(), *shown).toHtmlEscaped();
    return QIdentityProxyModel::data(index, role);
}

QString PointWordsProxy::text(const QModelIndex &index, const client::EnforcementPoint &point) const
{
    const auto count = [](const std::optional<client::DecisionCounts> &counts, qint64 client::DecisionCounts::*which) {
        return counts ? QLocale().toString((*counts).*which) : QString();
    };
    switch (static_cast<Model::Column>(index.column())) {
    case Model::Name:
        return point.name;
    case Model::Path:
        return words::pathText(point.path);
    case Model::Health:
        return stateWord(index)->word;
    case Model::LastSeen:
        return point.lastSeen ? words::relativeTime(*point.lastSeen, m_session.now()) : tr("never");
    case Model::Permits:
        return count(point.decided, &client::DecisionCounts::permits);
    case Model::Denials:
        return count(point.decided, &client::DecisionCounts::denials);
    case Model::Key:
        return point.key;
    case Model::ColumnCount:
        break;
    }
    return {};
}

QString PointWordsProxy::hover(int column, const client::EnforcementPoint &point) const
{
    if (column == Model::LastSeen && point.lastSeen)
        return words::exactTime(*point.lastSeen);
    if ((column == Model::Permits || column == Model::Denials) && point.decided)
        return tr("Decided from %1 to %2")
            .arg(words::exactTime(point.decided->from), words::exactTime(point.decided->to));
    if (column == Model::Health && point.revoked)
        return words::exactTime(point.revoked->time);
    return column == Model::Key ? point.key : QString();
}

QVariant PointWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Name:
        return tr("Name");
    case Model::Path:
        return tr("Network path");
    case Model::Health:
        return tr("Health");
    case Model::LastSeen:
        return tr("Last heard");
    case Model::Permits:
        return tr("Permitted last");
    case Model::Denials:
        return tr("Refused last");
    case Model::Key:
        return tr("Key");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::network
