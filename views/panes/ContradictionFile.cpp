#include "views/panes/ContradictionFile.h"

#include "api-client/audit/LogFollower.h"
#include "views/panes/TextFile.h"

#include <QCoreApplication>

namespace enigm::views::panes {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ContradictionFile)
};

} // namespace

void saveContradiction(QWidget *window, const client::Session &session, const client::LogFollower &follower)
{
    if (!follower.contradiction())
        return;
    const QByteArray bytes = follower.contradiction()->toBytes(session.deployment().deployment);
    saveTextFile(window, Words::tr("Save evidence"), QStringLiteral("contradiction.json"), QString::fromUtf8(bytes));
}

} // namespace enigm::views::panes
