#pragma once

#include "api-client/enrollment/EnrollmentClient.h"
#include "models/enrollment/ProfileTableModel.h"
#include "models/groups/GroupListSource.h"

#include <QString>
#include <QWidget>

class QStackedWidget;

namespace enigm::views::design {
class Banner;
class Button;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::enrollment {

class ProfileWordsProxy;
class TicketForm;
class TicketPanel;

/// A window in which devices are let in: a ticket for one or for many, shown once as QR code and text, and the tickets
/// that were made. For administrators.
class EnrollmentWindow final : public QWidget
{
    Q_OBJECT

public:
    /// Session and groups outlive the window. `replaced` is the handle of the device whose place is to be taken; empty
    /// for none.
    EnrollmentWindow(client::Session &session, const models::groups::GroupListSource &groups,
                     const QString &replaced = {}, QWidget *parent = nullptr);

    [[nodiscard]] models::enrollment::ProfileTableModel &profiles() { return m_profiles; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildMaking();
    [[nodiscard]] QWidget *buildProfiles();
    void make();
    void take(const Expected<client::NewEnrollment> &made);
    void finish();
    void revoke();
    void updateState();
    void updateRevoke();
    void say(const Problem &problem);

    client::Session &m_session;
    client::EnrollmentClient m_client;
    models::enrollment::ProfileTableModel m_profiles;
    ProfileWordsProxy *m_words;
    design::Banner *m_news;
    QStackedWidget *m_pages;
    TicketForm *m_form;
    TicketPanel *m_ticket;
    design::Button *m_make;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    design::Button *m_revoke;
};

} // namespace enigm::views::enrollment
