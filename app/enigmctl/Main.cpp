#include "app/enigmctl/command/Runner.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("enigmctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ENIGM_VERSION));
    return enigm::ctl::run(QCoreApplication::arguments().mid(1), enigm::ctl::allCommands());
}
