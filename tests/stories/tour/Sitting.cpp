#include "tests/stories/tour/Sitting.h"

#include "app/console/OperatorConsole.h"
#include "tests/stories/tour/Hands.h"
#include "views/design/controls/PinEdit.h"

#include <QTest>

namespace enigm::tour {

using namespace Qt::StringLiterals;

void Sitting::chooseKey(const QString &name, const QString &passphrase)
{
    Hands::choose(u"profiles"_s, name);
    Hands::type(u"passphrase"_s, passphrase);
}

void Sitting::signIn(const QString &name, const QString &passphrase)
{
    chooseKey(name, passphrase);
    Hands::click(u"signIn"_s);
    Hands::find(u"navigation"_s);
}

void Sitting::signOut()
{
    auto *const navigation = Hands::find(u"navigation"_s);
    navigation->window()->activateWindow();
    Hands::await(u"for the main window to come to the front"_s,
                 [navigation] { return navigation->window()->isActiveWindow(); });
    Hands::press(navigation->window(), Qt::Key_K, Qt::ControlModifier);
    Hands::type(u"paletteEdit"_s, app::OperatorConsole::tr("Sign out"));
    Hands::press(Hands::find(u"paletteEdit"_s), Qt::Key_Return);
    Hands::find(u"profiles"_s);
}

void Sitting::fillStepUp(const QString &passphrase, const QString &digits)
{
    Hands::type(u"stepUpKeySecret"_s, passphrase);
    Hands::press(Hands::find(u"stepUpKeySecret"_s), Qt::Key_Return);
    auto *const pin = Hands::find<views::design::PinEdit>(u"stepUpPin"_s);
    Hands::await(u"for the PIN to come next"_s, [pin] {
        if (!pin->isActiveWindow()) // another window that closes just now may have come to the front
            pin->activateWindow();
        return pin->hasFocus();
    });
    QTest::keyClicks(pin, digits);
}

void Sitting::stepUp(const QString &passphrase, const QString &digits)
{
    fillStepUp(passphrase, digits);
    Hands::awaitGone(u"stepUpPin"_s);
}

} // namespace enigm::tour
