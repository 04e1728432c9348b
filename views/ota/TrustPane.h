#pragma once

#include "models/ota/TrustSource.h"

#include <QWidget>

class QVBoxLayout;

namespace enigm::views::design {
class Banner;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::ota {

class AuthorityWordsProxy;
class RoleWordsProxy;
class RootWordsProxy;

/// Whom devices trust about updates: the keys of the two signing authorities, the roles of the repository with the time
/// up to which each is valid, and its roots, each with the change that rotated to it.
class TrustPane final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    TrustPane(models::ota::TrustSource &trust, const client::Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void changeOpened(const QString &reference);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addAuthorities(QVBoxLayout &layout);
    void addRoles(QVBoxLayout &layout);
    void addRoots(QVBoxLayout &layout);
    void updateNews();
    void updateState();

    models::ota::TrustSource &m_trust;
    const client::Session &m_session;
    AuthorityWordsProxy *m_authorityWords;
    RoleWordsProxy *m_roleWords;
    RootWordsProxy *m_rootWords;
    design::Banner *m_expiry;
    design::Banner *m_awaited;
    design::StateStack *m_stack = nullptr;
};

} // namespace enigm::views::ota
