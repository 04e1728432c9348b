#include "views/ota/TrustPane.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/design/states/Banner.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/words/Language.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::ota::RepositoryRolesModel;
using models::ota::TrustSource;
using models::ota::UpdateTrust;
using views::design::Banner;
using views::design::TableView;
using views::ota::TrustPane;

namespace {

constexpr qint64 day = 24 * 3600;

/// Says what a test has it say.
class SaidTrust final : public models::ota::TrustService
{
public:
    Expected<UpdateTrust> answer = UpdateTrust();
    client::Task<Expected<UpdateTrust>> trust() override
    {
        auto said = answer; // what is answered is moved from
        co_return said;
    }
};

} // namespace

/// Whom devices trust about updates.
class TrustPaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keysAndRolesAreListed();
    void whatExpiresSoonSaysSo();
    void aRootLeadsToItsChange();
    void whatCannotBeReadSaysSo();
    void looksSound();
    void looksSoundInGerman();

private:
    [[nodiscard]] UpdateTrust sampleTrust() const;
    [[nodiscard]] TableView &table(const QString &name) const { return *m_pane->findChild<TableView *>(name); }

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<SignedInConsole> m_console;
    SaidTrust m_service;
    std::unique_ptr<TrustSource> m_trust;
    std::unique_ptr<TrustPane> m_pane;
};

void TrustPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

UpdateTrust TrustPaneTest::sampleTrust() const
{
    const qint64 now = m_console->session.now();
    const auto role = [&](const QString &name, qint64 version, qint64 left, int threshold, int keys) {
        models::ota::RepositoryRole made{
            .name = name, .version = version, .expires = now + left, .threshold = threshold};
        for (int i = 0; i < keys; ++i)
            made.keys.push_back({.id = QString::number(i), .hasSigned = i < threshold});
        return made;
    };
    UpdateTrust trust;
    trust.authorities = {
        {.authority = operators::SigningAuthority::Manifest,
         .keys = {u"Vm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s, u"Wm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s},
         .since = 0},
        {.authority = operators::SigningAuthority::Production,
         .keys = {u"Xm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s},
         .since = 14}};
    trust.roles = {role(u"root"_s, 2, 300 * day, 2, 3),      role(u"targets"_s, 5, 60 * day, 2, 2),
                   role(u"validation"_s, 9, 30 * day, 2, 2), role(u"stable"_s, 4, 9 * day, 2, 2),
                   role(u"snapshot"_s, 40, 5 * day, 1, 1),   role(u"timestamp"_s, 97, 20 * 3600, 1, 1)};
    trust.roots = {{.version = 2,
                    .digest = QByteArray(32, '\x5a'),
                    .change = u"0197f9a0-0000-7000-8000-0000000000c0"_s,
                    .time = now - 20 * day},
                   {.version = 1, .digest = QByteArray(32, '\x17'), .change = {}, .time = now - 400 * day}};
    trust.awaited = {{.role = u"stable"_s, .version = 5, .have = 1, .threshold = 2}};
    return trust;
}

void TrustPaneTest::init()
{
    m_console = std::make_unique<SignedInConsole>();
    QVERIFY(m_console->signIn(m_console->history.releaseManager1));
    m_service.answer = sampleTrust();
    m_trust = std::make_unique<TrustSource>(m_service, m_console->session);
    m_pane = std::make_unique<TrustPane>(*m_trust, m_console->session);
    m_pane->resize(1080, 720);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    QTRY_COMPARE(table(u"rolesTable"_s).model()->rowCount(), 6);
}

void TrustPaneTest::cleanup()
{
    m_pane.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void TrustPaneTest::keysAndRolesAreListed()
{
    using enum QAbstractItemModelTester::FailureReportingMode;
    const QAbstractItemModelTester authorities(&m_trust->authorities(), QtTest);
    const QAbstractItemModelTester roles(&m_trust->roles(), QtTest);
    const QAbstractItemModelTester roots(&m_trust->roots(), QtTest);
    const auto &keys = *table(u"authoritiesTable"_s).model();
    QCOMPARE(keys.rowCount(), 3);
    QCOMPARE(keys.index(2, 0).data().toString(), u"Production authority"_s);
    QCOMPARE(keys.index(2, 2).data().toString(), u"entry 14 of the governance log"_s);
    const auto &shown = *table(u"rolesTable"_s).model();
    QCOMPARE(shown.index(0, RepositoryRolesModel::Threshold).data().toString(), u"2 of 3"_s);
    QCOMPARE(shown.index(2, RepositoryRolesModel::Role).data().toString(), u"Channel Validation"_s);
}

void TrustPaneTest::whatExpiresSoonSaysSo()
{
    const auto state = [this](int row) {
        return table(u"rolesTable"_s).model()->index(row, RepositoryRolesModel::State).data().toString();
    };
    QCOMPARE(state(0), u"Valid"_s);
    QCOMPARE(state(3), u"Expires soon"_s);
    QCOMPARE(state(5), u"Valid"_s); // it is made anew every day
    auto &expiry = *m_pane->findChild<Banner *>(u"trustExpiry"_s);
    QVERIFY(expiry.isVisible());
    QVERIFY2(expiry.text().contains(u"Channel Stable"_s), qPrintable(expiry.text()));
    QVERIFY(m_pane->findChild<Banner *>(u"trustAwaited"_s)->text().contains(u"1 of 2"_s));
    m_console->clock.advance(10 * day);
    m_trust->refresh();
    QTRY_VERIFY(expiry.text().contains(u"Expired"_s));
    QCOMPARE(state(3), u"Expired"_s);
    UpdateTrust fresh = sampleTrust();
    fresh.roles.resize(2);
    fresh.awaited.clear();
    m_service.answer = fresh;
    m_trust->refresh();
    QTRY_VERIFY(!expiry.isVisible());
    QVERIFY(!m_pane->findChild<Banner *>(u"trustAwaited"_s)->isVisible());
}

void TrustPaneTest::aRootLeadsToItsChange()
{
    auto &roots = table(u"rootsTable"_s);
    QCOMPARE(roots.model()->index(1, 2).data().toString(), u"the founding"_s);
    const QSignalSpy opened(m_pane.get(), &TrustPane::changeOpened);
    roots.setFocus();
    roots.setCurrentIndex(roots.model()->index(1, 0));
    QTest::keyClick(&roots, Qt::Key_Return);
    QCOMPARE(opened.count(), 0);
    roots.setCurrentIndex(roots.model()->index(0, 0));
    QTest::keyClick(&roots, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
}

void TrustPaneTest::whatCannotBeReadSaysSo()
{
    m_service.answer = refuse(ProblemType::Unreachable);
    m_trust->refresh();
    QTRY_COMPARE(m_trust->status().phase(), models::session::Phase::Stale);
    QCOMPARE(table(u"rolesTable"_s).model()->rowCount(), 6);
    m_service.answer = refuse(ProblemType::NotPermitted);
    m_trust->refresh();
    QTRY_VERIFY(shows(*m_pane, u"Your roles do not let you see whom devices trust."_s));
    m_service.answer = UpdateTrust();
    m_trust->refresh();
    QTRY_VERIFY(shows(*m_pane, u"No keys for updates yet"_s));
}

void TrustPaneTest::looksSound()
{
    QCOMPARE(lookOver(*m_pane, *m_theme, u"trust"_s), QString());
    QCOMPARE(lookInContrast(*m_pane, *m_theme, u"trust"_s), QString());
}

void TrustPaneTest::looksSoundInGerman()
{
    const views::words::Language german{QLocale(u"de_DE"_s)};
    cleanup();
    init();
    m_pane->resize(860, 600);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"trust-german"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(TrustPaneTest)
#include "TrustPaneTest.moc"
