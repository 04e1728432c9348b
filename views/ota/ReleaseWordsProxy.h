#pragma once

#include "models/ota/ReleaseListModel.h"
#include "views/design/facts/StateWord.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace enigm::views::ota {

/// The releases as words, the newest first; those with some words, where somebody looks for them.
class ReleaseWordsProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::ReleaseListModel;

    /// Both outlive this.
    ReleaseWordsProxy(Model &releases, const client::Session &session, QObject *parent = nullptr);

    /// Only releases with this in their version, stage or builds.
    void setText(const QString &text);
    /// Of the stage and of the signatures.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;
    [[nodiscard]] const enigm::ota::Release *release(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] QString text(const enigm::ota::Release &release, int column) const;
    [[nodiscard]] QString hover(const enigm::ota::Release &release, int column) const;

    Model &m_releases;
    const client::Session &m_session;
    QString m_text;
};

} // namespace enigm::views::ota
