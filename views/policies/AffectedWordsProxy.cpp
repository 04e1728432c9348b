#include "views/policies/AffectedWordsProxy.h"

#include "views/words/PolicyText.h"

namespace enigm::views::policies {

using policy::Transition;

AffectedWordsProxy::AffectedWordsProxy(Model &devices, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_devices(devices)
{
    setSourceModel(&devices);
}

fleet::DeviceHandle AffectedWordsProxy::handle(const QModelIndex &index) const
{
    return m_devices.handle(mapToSource(index));
}

QString AffectedWordsProxy::questions(const QModelIndex &index) const
{
    const Transition transition = index.column() == Model::Loses ? Transition::Loses : Transition::Gains;
    QStringList texts;
    for (const std::size_t place : m_devices.questions(mapToSource(index), transition))
        texts.append(words::questionText(m_devices.answer()->outcomes[place].question));
    return texts.join(tr(", ", "between questions"));
}

QVariant AffectedWordsProxy::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != wholeRole))
        return QIdentityProxyModel::data(index, role);
    if (index.column() == Model::Handle)
        return role == wholeRole ? handle(index).text() : handle(index).grouped();
    return role == Qt::ToolTipRole ? questions(index).toHtmlEscaped() : questions(index);
}

QVariant AffectedWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case Model::Handle:
        return tr("Handle");
    case Model::Loses:
        return tr("Loses");
    default:
        return tr("Gains");
    }
}

} // namespace enigm::views::policies
