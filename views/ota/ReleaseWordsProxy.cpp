#include "views/ota/ReleaseWordsProxy.h"

#include "api-client/session/Session.h"
#include "models/ota/ManifestCheck.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/TimeText.h"

#include <QLocale>

namespace enigm::views::ota {

using enigm::ota::Release;
using namespace Qt::StringLiterals;

namespace {

QStringList buildsOf(const Release &release)
{
    return QStringList(release.manifest.builds.begin(), release.manifest.builds.end());
}

} // namespace

ReleaseWordsProxy::ReleaseWordsProxy(Model &releases, const client::Session &session, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_releases(releases)
    , m_session(session)
{
    setSourceModel(&releases);
}

void ReleaseWordsProxy::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

const Release *ReleaseWordsProxy::release(const QModelIndex &index) const
{
    return index.isValid() ? m_releases.rowAt(mapToSource(index)) : nullptr;
}

std::optional<design::StateWord> ReleaseWordsProxy::stateWord(const QModelIndex &index) const
{
    const Release *const shown = release(index);
    if (shown && index.column() == Model::Stage)
        return words::stageWord(shown->stage());
    if (shown && index.column() == Model::Signatures)
        return words::signatureWord(*shown);
    return std::nullopt;
}

QVariant ReleaseWordsProxy::data(const QModelIndex &index, int role) const
{
    const Release *const shown = release(index);
    if (shown && role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (shown && role == Qt::ToolTipRole)
        return hover(*shown, index.column()).toHtmlEscaped();
    return QSortFilterProxyModel::data(index, role);
}

QString ReleaseWordsProxy::text(const Release &release, int column) const
{
    switch (static_cast<Model::Column>(column)) {
    case Model::Version:
        return release.manifest.version;
    case Model::Stage:
        return words::stageText(release.stage());
    case Model::Patch:
        return models::ota::patchText(release.manifest.securityPatch);
    case Model::RollbackIndex:
        return QLocale().toString(release.manifest.rollbackIndex);
    case Model::Builds:
        return buildsOf(release).join(u", "_s);
    case Model::Size:
        return words::sizeText(release.manifest.artifact.length);
    case Model::Signatures:
        return words::signatureWord(release).word;
    case Model::Imported:
        return words::relativeTime(release.begun, m_session.now());
    case Model::ColumnCount:
        break;
    }
    return {};
}

QString ReleaseWordsProxy::hover(const Release &release, int column) const
{
    if (column == Model::Imported)
        return words::exactTime(release.begun);
    if (column == Model::Size)
        return tr("%1 bytes").arg(QLocale().toString(release.manifest.artifact.length));
    return column == Model::Builds ? buildsOf(release).join(u'\n') : text(release, column);
}

QVariant ReleaseWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QSortFilterProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Version:
        return tr("Version");
    case Model::Stage:
        return tr("Stage");
    case Model::Patch:
        return tr("Patch");
    case Model::RollbackIndex:
        return tr("Rollback index");
    case Model::Builds:
        return tr("For builds");
    case Model::Size:
        return tr("Size");
    case Model::Signatures:
        return tr("Signatures");
    case Model::Imported:
        return tr("Imported");
    case Model::ColumnCount:
        break;
    }
    return {};
}

bool ReleaseWordsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Release *const shown = m_releases.rowAt(m_releases.index(row, 0));
    const auto has = [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
    return shown && (m_text.isEmpty() || has(shown->manifest.version) || has(words::stageText(shown->stage())) ||
                     has(text(*shown, Model::Builds)));
}

} // namespace enigm::views::ota
