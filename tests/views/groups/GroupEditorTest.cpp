#include "views/groups/GroupEditor.h"

#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QRadioButton>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeGroupParameters;
using changes::TargetSet;
using fleet::DeviceState;
using models::groups::GroupDraft;
using views::design::Button;
using views::groups::GroupEditor;

namespace {

/// An administrator who defines a group, and what comes of it.
class Editor
{
public:
    explicit Editor(GroupDraft draft)
        : m_window(new GroupEditor(std::move(draft)))
    {
        QObject::connect(m_window, &GroupEditor::defined, m_window,
                         [this](const ChangeGroupParameters &parameters, const TargetSet &targets) {
                             defined = parameters;
                             listed = targets;
                         });
        m_window->show();
    }
    ~Editor() { delete m_window; }
    Editor(const Editor &) = delete;
    Editor &operator=(const Editor &) = delete;

    [[nodiscard]] GroupEditor &window() { return *m_window; }
    [[nodiscard]] bool isOpen() const { return !m_window.isNull(); }
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_window->findChild<Widget *>(name);
    }
    void call(const QString &name) { QTest::keyClicks(&part<QLineEdit>(u"groupName"_s), name); }
    void click(const QString &name) { QTest::mouseClick(&part<Button>(name), Qt::LeftButton); }
    void tick(const QString &word) { part<QCheckBox>(word).click(); }

    std::optional<ChangeGroupParameters> defined;
    TargetSet listed;

private:
    QPointer<GroupEditor> m_window;
};

} // namespace

/// A group of devices is defined in a window; nothing is signed there.
class GroupEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_theme->setChoice(views::design::SchemeChoice::Light); }
    void theSelectedDevicesBecomeAGroup();
    void aRuleIsFilledIn();
    void whatIsMissingIsSaid();
    void aGroupIsEditedFromWhatItIs();
    void aGroupIsRemoved();
    void escapeDefinesNothing();
    void looksSound_data();
    void looksSound();

private:
    [[nodiscard]] GroupDraft fresh(std::vector<changes::TargetLeaf> offered = {}) const
    {
        return {.id = m_id, .before = {}, .listed = {}, .offered = std::move(offered)};
    }
    [[nodiscard]] GroupDraft standing(std::optional<fleet::GroupRule> rule) const;

    const QString m_id = encoding::makeUuid7(1'800'000'000'000);
    std::vector<changes::TargetLeaf> m_devices;
    std::unique_ptr<views::design::Theme> m_theme;
};

void GroupEditorTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_devices =
        SampleHistory::inState(require(TargetSet::make(SampleHistory::makeDevices(4))), DeviceState::Trusted).leaves();
}

GroupDraft GroupEditorTest::standing(std::optional<fleet::GroupRule> rule) const
{
    changes::DeviceGroup group{
        .id = m_id, .version = 3, .definition = {.name = u"Field"_s, .rule = rule}, .members = {}};
    GroupDraft draft = fresh();
    if (!rule) {
        draft.listed = m_devices;
        for (const changes::TargetLeaf &leaf : m_devices)
            group.members.push_back(leaf.handle);
    }
    draft.before = std::move(group);
    return draft;
}

void GroupEditorTest::theSelectedDevicesBecomeAGroup()
{
    Editor editor(fresh(m_devices));
    auto &list = editor.part<QListWidget>(u"groupDevices"_s);
    QCOMPARE(list.count(), 4);
    list.item(1)->setCheckState(Qt::Unchecked);
    editor.call(u"  Field   teams "_s);
    editor.click(u"groupNext"_s);
    QVERIFY(editor.defined.has_value());
    QCOMPARE(*editor.defined, ChangeGroupParameters::creating(m_id, {.name = u"Field teams"_s, .rule = {}}));
    QCOMPARE(editor.listed.leaves().size(), 3U);
    QTRY_VERIFY(!editor.isOpen());
}

void GroupEditorTest::aRuleIsFilledIn()
{
    Editor editor(fresh());
    QVERIFY(editor.part<QRadioButton>(u"groupIsByRule"_s).isChecked());
    editor.call(u"Old phones"_s);
    editor.tick(u"trusted"_s);
    editor.tick(u"restricted"_s);
    editor.tick(u"strongbox"_s);
    QTest::keyClicks(&editor.part<QLineEdit>(u"rulePatchTo"_s), u"2025-12"_s);
    editor.click(u"groupNext"_s);
    QVERIFY(editor.defined.has_value());
    const fleet::GroupRule &rule = editor.defined->definition->rule.value();
    QCOMPARE(rule.state, (std::vector{DeviceState::Restricted, DeviceState::Trusted}));
    QCOMPARE(rule.securityLevel, std::vector{fleet::SecurityLevel::StrongBox});
    QCOMPARE(rule.patch, std::optional(fleet::PatchRange{.atLeast = {}, .atMost = 202512}));
    QVERIFY(rule.attestation.empty());
    QVERIFY(editor.listed.leaves().empty());
    QVERIFY(fleet::GroupRule::fromJson(rule.toJson(), {}));
}

void GroupEditorTest::whatIsMissingIsSaid()
{
    Editor editor(fresh());
    editor.click(u"groupNext"_s);
    QVERIFY(shows(editor.window(), u"Say what the group is called."_s));
    editor.call(u"ada@example.org"_s);
    editor.click(u"groupNext"_s);
    QVERIFY(shows(editor.window(), u"nothing that identifies a person"_s));
    editor.part<QLineEdit>(u"groupName"_s).clear();
    editor.call(u"Old phones"_s);
    editor.click(u"groupNext"_s);
    QVERIFY(shows(editor.window(), u"Say what the devices of the group have in common."_s));
    auto &from = editor.part<QLineEdit>(u"rulePatchFrom"_s);
    QTest::keyClicks(&from, u"yesterday"_s);
    editor.click(u"groupNext"_s);
    QVERIFY(shows(editor.window(), u"A patch level is a month"_s));
    from.setText(u"2026-02"_s);
    editor.part<QLineEdit>(u"rulePatchTo"_s).setText(u"2026-01"_s);
    editor.click(u"groupNext"_s);
    QVERIFY(shows(editor.window(), u"No patch level lies between"_s));
    QVERIFY(!editor.defined);
    QVERIFY(editor.isOpen());
}

void GroupEditorTest::aGroupIsEditedFromWhatItIs()
{
    Editor editor(standing({}));
    QVERIFY(editor.part<QRadioButton>(u"groupIsListed"_s).isChecked());
    QCOMPARE(editor.part<QLineEdit>(u"groupName"_s).text(), u"Field"_s);
    auto &list = editor.part<QListWidget>(u"groupDevices"_s);
    list.item(0)->setCheckState(Qt::Unchecked);
    editor.click(u"groupNext"_s);
    QCOMPARE(*editor.defined, ChangeGroupParameters::changing(*standing({}).before, {.name = u"Field"_s, .rule = {}}));
    QCOMPARE(editor.listed.leaves().size(), 3U);

    fleet::GroupRule rule{.attestation = {fleet::AttestationOutcome::Verified},
                          .patch = fleet::PatchRange{.atLeast = 202601, .atMost = {}},
                          .securityLevel = {},
                          .simulated = true,
                          .state = {}};
    Editor ruled(standing(rule));
    ruled.click(u"groupNext"_s);
    QCOMPARE(ruled.defined->definition->rule, std::optional(rule)); // what no field shows is kept
    QCOMPARE(ruled.defined->version, 4);
}

void GroupEditorTest::aGroupIsRemoved()
{
    Editor editor(standing({}));
    editor.click(u"groupRemove"_s);
    QCOMPARE(*editor.defined, ChangeGroupParameters::removing(*standing({}).before));
    QVERIFY(editor.listed.leaves().empty());
    Editor young(fresh());
    QVERIFY(!young.window().findChild<Button *>(u"groupRemove"_s));
}

void GroupEditorTest::escapeDefinesNothing()
{
    Editor editor(standing({}));
    QTest::keyClick(&editor.window(), Qt::Key_Escape);
    QTRY_VERIFY(!editor.isOpen());
    QVERIFY(!editor.defined);
}

void GroupEditorTest::looksSound_data()
{
    QTest::addColumn<bool>("isByRule");
    QTest::newRow("listed") << false;
    QTest::newRow("rule") << true;
}

void GroupEditorTest::looksSound()
{
    QFETCH(const bool, isByRule);
    Editor editor(isByRule ? fresh() : standing({}));
    QVERIFY(QTest::qWaitForWindowExposed(&editor.window()));
    if (isByRule) {
        editor.call(u"Old phones"_s);
        editor.tick(u"trusted"_s);
    }
    QCOMPARE(lookOver(editor.window(), *m_theme, isByRule ? u"group-rule"_s : u"group-listed"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(GroupEditorTest)
#include "GroupEditorTest.moc"
