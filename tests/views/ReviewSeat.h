#pragma once

#include "tests/control-plane/api/TestDeployment.h"
#include "tests/support/client/Desk.h"
#include "views/review/ReviewWindow.h"

#include <QMap>

namespace enigm::test {

/// An operator of a served sample who has signed in, and whose console has followed the logs.
struct Seat
{
    Seat(TestDeployment &deployment, const QString &name)
        : desk(deployment.file(), deployment.person(name), deployment.clock)
    {
        require(QCoro::waitFor(desk.signIn()));
        require(QCoro::waitFor(desk.follower.refresh()));
    }
    Desk desk;
};

/// The review of a change at this desk, not shown yet; it goes when it is closed or deleted. Borrows both.
[[nodiscard]] inline views::review::ReviewWindow *newReview(Desk &desk, const QMap<QString, QString> &names,
                                                            const QString &reference)
{
    return new views::review::ReviewWindow({.session = desk.session,
                                            .follower = desk.follower,
                                            .changes = desk.changes,
                                            .names = names,
                                            .installation = desk.installation},
                                           reference);
}

} // namespace enigm::test
