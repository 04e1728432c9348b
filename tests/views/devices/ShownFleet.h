#pragma once

#include "models/devices/DeviceDecisionSource.h"
#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceTableModel.h"
#include "models/devices/DeviceTimelineSource.h"
#include "models/groups/GroupListSource.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/table/TableView.h"
#include "views/devices/DevicesPane.h"

#include <QSettings>
#include <QTest>

#include <memory>

namespace enigm::test {

/// A pane over a fleet of a fake control plane.
struct ShownFleet
{
    ShownFleet(int count, QSettings &settings, int pageSize = 500)
        : changes(console.session, console.follower, QStringLiteral("0199aaaa-bbbb-7ccc-8ddd-eeeeff00aa01"))
        , table(console.session, pageSize)
        , detail(console.session)
        , groups(console.session)
        , timeline(console.session, detail)
        , decisions(console.session, detail)
    {
        console.plane.devices = makeListedDevices(count);
        for (int i = 0; i < count; i += 4)
            console.plane.devices[static_cast<std::size_t>(i)].state = fleet::DeviceState::Suspended;
        for (client::Device &device : console.plane.devices) {
            device.simulated = true;
            device.lastSeen = console.history.now() - 120;
            device.securityLevel = QStringLiteral("strongbox");
        }
        console.plane.fillDetail = [this](json::Object &object) {
            object.insert(
                QStringLiteral("attestation_facts"),
                json::Object{{QLatin1StringView("outcome"), QStringLiteral("verified")},
                             {QLatin1StringView("facts"),
                              json::Object{{QLatin1StringView("device_locked"), true},
                                           {QLatin1StringView("os_patch_level"), qint64(202610)},
                                           {QLatin1StringView("verified_boot_state"), QStringLiteral("verified")}}}});
            json::Array commands;
            for (const fleet::CommandState state : fleet::allCommandStates())
                commands.push_back(commandOf(60 + static_cast<qint64>(commands.size()), state));
            object.insert(QStringLiteral("commands"), std::move(commands));
        };
        console.plane.deviceEvents = {eventOf(fleet::DeviceEventKind::Executed, 90'000, QStringLiteral("device.admit")),
                                      eventOf(fleet::DeviceEventKind::Enrolled, 180'000, {})};
        pane = std::make_unique<views::devices::DevicesPane>(views::devices::DevicesContext{.session = console.session,
                                                                                            .changes = changes,
                                                                                            .table = table,
                                                                                            .detail = detail,
                                                                                            .groups = groups,
                                                                                            .timeline = timeline,
                                                                                            .decisions = decisions,
                                                                                            .settings = settings});
        pane->resize(1088, 720);
    }
    [[nodiscard]] json::Value commandOf(qint64 execution, fleet::CommandState state) const
    {
        const bool isRefused = state == fleet::CommandState::Refused;
        return json::Object{
            {QLatin1StringView("action"), QStringLiteral("device.suspend")},
            {QLatin1StringView("answered"), json::Value()},
            {QLatin1StringView("change"), reference},
            {QLatin1StringView("delivered"), json::Value()},
            {QLatin1StringView("execution"), execution},
            {QLatin1StringView("obey_by"), console.history.now() + 86'400},
            {QLatin1StringView("problem"), isRefused ? json::Value(QStringLiteral("quorum-missing")) : json::Value()},
            {QLatin1StringView("queued"), console.history.now() - 60},
            {QLatin1StringView("state"), fleet::toWord(state)}};
    }
    [[nodiscard]] json::Value eventOf(fleet::DeviceEventKind kind, qint64 ago, const QString &action) const
    {
        const bool isChange = !action.isEmpty();
        return json::Object{{QLatin1StringView("action"), isChange ? json::Value(action) : json::Value()},
                            {QLatin1StringView("change"), isChange ? json::Value(reference) : json::Value()},
                            {QLatin1StringView("entry"), json::Value()},
                            {QLatin1StringView("kind"), fleet::toWord(kind)},
                            {QLatin1StringView("posture"), json::Value()},
                            {QLatin1StringView("problem"), json::Value()},
                            {QLatin1StringView("state"), json::Value()},
                            {QLatin1StringView("time"), console.history.now() - ago}};
    }
    [[nodiscard]] bool open(const Person &person)
    {
        if (!console.signIn(person))
            return false;
        pane->show();
        view = pane->findChild<views::design::TableView *>(QStringLiteral("devicesTable"));
        return QTest::qWaitForWindowExposed(pane.get()) &&
               QTest::qWaitFor([this] { return table.loadedCount() > 0 && !table.status().isBusy(); });
    }
    [[nodiscard]] views::design::Button *button(const QString &name, const QString &room) const
    {
        return pane->findChild<QWidget *>(room)->findChild<views::design::Button *>(name);
    }
    void choose(int row) const
    {
        view->setFocus();
        view->setCurrentIndex(view->model()->index(row, 0));
    }
    [[nodiscard]] bool isInspected() const
    {
        return QTest::qWaitFor([this] {
            return detail.detail().has_value() && !timeline.status().isBusy() && timeline.status().lastSynced() &&
                   !decisions.status().isBusy() && decisions.answers();
        });
    }
    /// The part of the inspector of this name, as it was built last.
    [[nodiscard]] QWidget *part(const QString &name) const
    {
        const auto parts = pane->findChild<QWidget *>(QStringLiteral("deviceInspector"))->findChildren<QWidget *>(name);
        return parts.isEmpty() ? nullptr : parts.last();
    }
    [[nodiscard]] bool tells(const QString &name, const QString &words) const
    {
        const QWidget *told = part(name);
        return told != nullptr && shows(*told, words);
    }

    const QString reference = QStringLiteral("0199aaaa-bbbb-7ccc-8ddd-eeeeff001122");
    SignedInConsole console;
    client::ChangeClient changes;
    models::devices::DeviceTableModel table;
    models::devices::DeviceDetailSource detail;
    models::groups::GroupListSource groups;
    models::devices::DeviceTimelineSource timeline;
    models::devices::DeviceDecisionSource decisions;
    std::unique_ptr<views::devices::DevicesPane> pane;
    views::design::TableView *view = nullptr;
};

} // namespace enigm::test
