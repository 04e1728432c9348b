#include "tests/support/LogGuard.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/shell/NavigationList.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class FactsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light); }
    void aHandleIsGroupedAndCopiedWhole();
    void aBadgeIsNeverCut();
    void markupInAFactIsShownAsItIs();
    void aToneFollowsTheScheme();
    void countsAreReadOutWithTheirPane();
    void choosingAPaneSaysWhich();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void FactsTest::aHandleIsGroupedAndCopiedWhole()
{
    QCOMPARE(groupedByFour(u"edh1k7qf29"_s), u"edh1 k7qf 29"_s);
    HandleLabel label(u"edh1k7qf29xm"_s);
    QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"edh1k7qf29xm"_s);
}

void FactsTest::aBadgeIsNeverCut()
{
    QWidget narrow;
    auto *layout = new QVBoxLayout(&narrow);
    auto *badge = new StateBadge({Glyph::Warning, u"Überprüfung erforderlich"_s, Tone::Warn});
    layout->addWidget(badge);
    narrow.resize(60, 60);
    narrow.show();
    QVERIFY(badge->width() >= badge->sizeHint().width());
    QCOMPARE(badge->text(), u"Überprüfung erforderlich"_s);
}

void FactsTest::markupInAFactIsShownAsItIs()
{
    KeyValueList list;
    list.setFacts({{.name = u"Reason"_s, .value = u"<b>lost</b>"_s, .hover = u"<i>x</i>"_s},
                   {.name = u"State"_s, .value = {}, .state = StateWord{Glyph::Revoke, u"Revoked"_s, Tone::Danger}}});
    for (const QLabel *label : list.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(!label->toolTip().contains(u'<'));
    }
    QCOMPARE(list.asText(), u"Reason: <b>lost</b>\nState: Revoked"_s);
}

void FactsTest::aToneFollowsTheScheme()
{
    ToneLabel label(u"Two targets have drifted"_s, TextStyle::Body, Tone::Warn);
    QCOMPARE(label.palette().color(label.foregroundRole()), Tokens::light().color(Role::Warn));
    m_theme->setChoice(SchemeChoice::Dark);
    QCOMPARE(label.palette().color(label.foregroundRole()), Tokens::dark().color(Role::Warn));
    m_theme->setChoice(SchemeChoice::Light);
}

void FactsTest::countsAreReadOutWithTheirPane()
{
    NavigationList list;
    list.setEntries({{u"devices"_s, Glyph::Devices, u"Devices"_s}, {u"approvals"_s, Glyph::Approvals, u"Approvals"_s}});
    list.setCount(u"approvals"_s, 3);
    const QModelIndex approvals = list.model()->index(1, 0);
    QVERIFY(approvals.data(Qt::AccessibleTextRole).toString().contains(u'3'));
    list.setCount(u"approvals"_s, 0);
    QCOMPARE(approvals.data(Qt::AccessibleTextRole).toString(), u"Approvals"_s);
}

void FactsTest::choosingAPaneSaysWhich()
{
    NavigationList list;
    list.setEntries({{u"devices"_s, Glyph::Devices, u"Devices"_s}, {u"approvals"_s, Glyph::Approvals, u"Approvals"_s}});
    QSignalSpy chosen(&list, &NavigationList::chosen);
    list.setCurrent(u"devices"_s);
    QCOMPARE(chosen.size(), 0);
    list.show();
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toString(), u"approvals"_s);
    QCOMPARE(list.current(), u"approvals"_s);
}

ENIGM_WIDGET_TEST_MAIN(FactsTest)
#include "FactsTest.moc"
