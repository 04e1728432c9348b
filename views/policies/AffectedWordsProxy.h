#pragma once

#include "models/policies/AffectedDevicesModel.h"

#include <QIdentityProxyModel>

namespace enigm::views::policies {

/// The devices that a change of policies touches, with what each loses and gains in words.
class AffectedWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::policies::AffectedDevicesModel;
    static constexpr int wholeRole = Qt::UserRole + 100; ///< a handle as it is signed and logged

    /// `devices` outlives this.
    explicit AffectedWordsProxy(Model &devices, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] fleet::DeviceHandle handle(const QModelIndex &index) const;

private:
    [[nodiscard]] QString questions(const QModelIndex &index) const;

    Model &m_devices;
};

} // namespace enigm::views::policies
