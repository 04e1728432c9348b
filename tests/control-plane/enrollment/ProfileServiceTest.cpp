#include "control-plane/enrollment/ProfileService.h"

#include "contract/encoding/Uuid.h"
#include "contract/enrollment/ProfileTerms.h"
#include "contract/json/JsonParser.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <future>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::enrollment::isOpen;
using controlplane::enrollment::ProfileRequest;
using controlplane::enrollment::ProfileService;
using controlplane::store::ProfileRow;

/// What administrators open and close, and what of it is logged.
class ProfileServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aProfileIsKeptAndLogged();
    void aTokenIsKnownOnce();
    void theEndLiesWithinReason();
    void aPlaceIsTakenOnceItIsEmpty();
    void aProfileIsForAGroupThatListsItsDevices();
    void aRevokedProfileStaysSo();
    void profilesComeInPages();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();

private:
    [[nodiscard]] ProfileRequest request() const;
    [[nodiscard]] Expected<ProfileRow> create(const ProfileRequest &request);
    [[nodiscard]] Expected<ProfileRow> revoke(const QString &id);

    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<ProfileService> m_profiles;
};

namespace {

/// Waits for an act that hands its profile to `keep` and says how it ended to `done`.
template <typename Act>
Expected<ProfileRow> waitFor(Act act)
{
    ProfileRow kept;
    std::promise<Expected<void>> promise;
    auto done = promise.get_future();
    act(
        [&kept](controlplane::store::Transaction &, const ProfileRow &profile) -> Expected<void> {
            kept = profile;
            return {};
        },
        [&promise](const Expected<void> &ended) { promise.set_value(ended); });
    const auto ended = done.get();
    return ended ? Expected<ProfileRow>(kept) : std::unexpected(ended.error());
}

} // namespace

void ProfileServiceTest::init()
{
    m_live = std::make_unique<LivePlane>();
    auto &plane = m_live->plane();
    m_profiles = std::make_unique<ProfileService>(ProfileService::Parts{.database = plane.database(),
                                                                        .writer = plane.writer(),
                                                                        .sequencer = plane.sequencer(),
                                                                        .clock = m_live->clock});
}

ProfileRequest ProfileServiceTest::request() const
{
    ProfileRequest request;
    request.name = u"Spring batch"_s;
    request.token = signing::randomBytes(32);
    request.expires = m_live->clock.now() + 3600;
    return request;
}

Expected<ProfileRow> ProfileServiceTest::create(const ProfileRequest &request)
{
    return waitFor([&](auto keep, auto done) {
        m_profiles->create(m_live->administrator1.id, request, std::move(keep), std::move(done));
    });
}

Expected<ProfileRow> ProfileServiceTest::revoke(const QString &id)
{
    return waitFor([&](auto keep, auto done) {
        m_profiles->revoke(m_live->administrator2.id, id, std::move(keep), std::move(done));
    });
}

void ProfileServiceTest::aProfileIsKeptAndLogged()
{
    const auto profile = create(request());
    QVERIFY(profile);
    QVERIFY(isOpen(*profile, m_live->clock.now()));
    QVERIFY(!isOpen(*profile, profile->expires));
    QCOMPARE(m_live->activity().constLast(), u"enrollment-profile.create done"_s);
    const auto page = m_profiles->page({}, 10);
    QVERIFY(page);
    QCOMPARE(page->items, std::vector{*profile});
}

void ProfileServiceTest::aTokenIsKnownOnce()
{
    const ProfileRequest once = request();
    QVERIFY(create(once));
    const auto again = create(once);
    QVERIFY(!again);
    QCOMPARE(again.error().type, ProblemType::AlreadyExists);
}

void ProfileServiceTest::theEndLiesWithinReason()
{
    ProfileRequest over = request();
    over.expires = m_live->clock.now();
    QCOMPARE(create(over).error().where, u"/expires"_s);
    ProfileRequest far = request();
    far.expires = m_live->clock.now() + enrollment::longestProfileDays * 86'400 + 1;
    QCOMPARE(create(far).error().type, ProblemType::OutOfRange);
    far.expires -= 1;
    QVERIFY(create(far));
}

void ProfileServiceTest::aPlaceIsTakenOnceItIsEmpty()
{
    const changes::TargetSet devices = m_live->admit(1);
    ProfileRequest heir = request();
    heir.replaces = devices.leaves()[0].handle;
    QCOMPARE(create(heir).error().type, ProblemType::TargetState);
    m_live->perform(m_live->administrator1, u"device.replace"_s, devices, changes::NoParameters{}, {m_live->approver1});
    const auto profile = create(heir);
    QVERIFY2(profile, profile ? "" : qPrintable(profile.error().toString()));
    QCOMPARE(profile->replaces, heir.replaces);
    heir.token = signing::randomBytes(32);
    heir.replaces = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {9});
    QCOMPARE(create(heir).error().type, ProblemType::NotFound);
}

void ProfileServiceTest::aProfileIsForAGroupThatListsItsDevices()
{
    ProfileRequest wanted = request();
    wanted.group = encoding::makeUuid7(m_live->clock.nowMilliseconds());
    QCOMPARE(outcomeOf(create(wanted)), u"not-found"_s);
    const auto define = [this](const std::optional<fleet::GroupRule> &rule) {
        const auto group =
            changes::ChangeGroupParameters::creating(encoding::makeUuid7(m_live->clock.nowMilliseconds()),
                                                     {.name = rule ? u"Rule"_s : u"Field"_s, .rule = rule});
        m_live->perform(m_live->administrator1, changes::groupChange, {}, group, {m_live->approver1});
        return group.group;
    };
    wanted.group = define(fleet::GroupRule{.attestation = {},
                                           .patch = {},
                                           .securityLevel = {},
                                           .simulated = {},
                                           .state = {fleet::DeviceState::Suspended}});
    QCOMPARE(outcomeOf(create(wanted)), u"out-of-range"_s);
    wanted.group = define({});
    QCOMPARE(require(create(wanted)).group, wanted.group);
    QCOMPARE(require(m_profiles->page({}, 1)).items.front().group, wanted.group);
}

void ProfileServiceTest::aRevokedProfileStaysSo()
{
    const auto profile = create(request());
    QVERIFY(profile);
    const auto revoked = revoke(profile->id);
    QVERIFY(revoked);
    QCOMPARE(revoked->revoked, std::optional(m_live->clock.now()));
    QVERIFY(!isOpen(*revoked, m_live->clock.now()));
    QCOMPARE(m_live->activity().constLast(), u"enrollment-profile.revoke done"_s);
    m_live->clock.advance(60);
    QCOMPARE(revoke(profile->id)->revoked, revoked->revoked);
    QCOMPARE(revoke(u"0199d1c1-7b7c-7e21-8d39-0123456789ab"_s).error().type, ProblemType::NotFound);
}

void ProfileServiceTest::profilesComeInPages()
{
    for (int i = 0; i < 5; ++i) {
        QVERIFY(create(request()));
        m_live->clock.advance(1);
    }
    const auto first = m_profiles->page({}, 3);
    QVERIFY(first && first->next);
    QCOMPARE(first->items.size(), 3U);
    const auto second = m_profiles->page(*first->next, 3);
    QVERIFY(second && !second->next);
    QCOMPARE(second->items.size(), 2U);
    QVERIFY(first->items.back().id > second->items.front().id);
}

void ProfileServiceTest::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<ProblemType>("problem");
    using enum ProblemType;
    QTest::newRow("no name") << u"name"_s << R"("  ")"_ba << OutOfRange;
    QTest::newRow("a long name") << u"name"_s << ('"' + QByteArray(81, 'a') + '"') << OutOfRange;
    QTest::newRow("mark-up") << u"name"_s << R"("<b>x</b>")"_ba << UnsafeText;
    QTest::newRow("an IMEI") << u"name"_s << R"("490154203237518")"_ba << DirectIdentifier;
    QTest::newRow("an e-mail address") << u"name"_s << R"("for ada@example.org")"_ba << DirectIdentifier;
    QTest::newRow("the token itself") << u"token"_s << R"("a2tra2tra2tra2tra2traw")"_ba << OutOfRange;
    QTest::newRow("no uses") << u"uses"_s << "0"_ba << OutOfRange;
    QTest::newRow("too many uses") << u"uses"_s << "10001"_ba << OutOfRange;
    QTest::newRow("a level of another table") << u"level"_s << R"("high")"_ba << OutOfRange;
    QTest::newRow("a key that is none") << u"keys"_s << R"(["AAAA"])"_ba << OutOfRange;
    QTest::newRow("a member more") << u"owner"_s << "null"_ba << UnknownMember;
}

void ProfileServiceTest::whatIsNoRequestIsRefused()
{
    QFETCH(const QString, member);
    QFETCH(const QByteArray, value);
    QFETCH(const ProblemType, problem);
    json::Object document =
        json::parse(R"({"expires":1900000000,"keys":[],"level":"strongbox","name":"Spring",)"
                    R"("group":null,"replaces":null,"token":"ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ",)"
                    R"("uses":2})")
            ->object();
    QVERIFY(ProfileRequest::fromJson(json::Value(document)));
    document.insert(member, *json::parse(value));
    const auto read = ProfileRequest::fromJson(json::Value(document));
    QVERIFY(!read);
    QCOMPARE(problemSlug(read.error().type), problemSlug(problem));
}

ENIGM_TEST_MAIN(ProfileServiceTest)
#include "ProfileServiceTest.moc"
