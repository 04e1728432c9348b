#include "app/enigmctl/enrollment/EnrollmentCommands.h"

#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/groups/GroupCommands.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/files/FileAccess.h"
#include "contract/enrollment/Members.h"
#include "contract/enrollment/ProfileTerms.h"
#include "contract/fleet/DeviceTransition.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using client::EnrollmentProfile;

constexpr qint64 secondsADay = 86'400;
constexpr int pageSize = 200;

json::Value documentOf(const EnrollmentProfile &profile)
{
    return json::Object{{"created"_L1, profile.created},
                        {"creator"_L1, profile.creator},
                        {"expires"_L1, profile.expires},
                        {"group"_L1, enrollment::valueOf(profile.group)},
                        {"id"_L1, profile.id},
                        {"keys"_L1, profile.keys},
                        {"level"_L1, enrollment::valueOf(profile.leastLevel)},
                        {"name"_L1, profile.name},
                        {"replaces"_L1, enrollment::valueOf(profile.replaces)},
                        {"revoked"_L1, profile.revoked ? json::Value(*profile.revoked) : json::Value()},
                        {"used"_L1, profile.used},
                        {"uses"_L1, profile.uses}};
}

QString stateOf(const EnrollmentProfile &profile, qint64 now)
{
    if (profile.revoked)
        return u"revoked"_s;
    if (profile.used >= profile.uses)
        return u"used up"_s;
    return now < profile.expires ? u"open"_s : u"over"_s;
}

std::expected<client::EnrollmentDraft, Failure> draftOf(const Context &context)
{
    const Invocation &line = context.invocation;
    const auto name = line.required("name"_L1);
    if (!name)
        return std::unexpected(name.error());
    const auto uses = line.number("uses"_L1, 1, enrollment::mostProfileUses, 1);
    if (!uses)
        return std::unexpected(uses.error());
    const auto days = line.number("days"_L1, 1, enrollment::longestProfileDays, 1);
    if (!days)
        return std::unexpected(days.error());
    client::EnrollmentDraft draft{.name = *name, .uses = *uses, .expires = context.clock.now() + *days * secondsADay};
    if (const auto word = line.value("level"_L1)) {
        draft.leastLevel = fleet::securityLevelFromWord(*word);
        if (!draft.leastLevel)
            return misused(u"'%1' is not a security level."_s.arg(*word), u"--level"_s);
    }
    if (const auto path = line.value("keys"_L1)) {
        const auto bytes = files::readFile(*path);
        if (!bytes)
            return std::unexpected(Failure(bytes.error()));
        auto keys = enrollment::parseAnnouncedKeys(*bytes);
        if (!keys)
            return std::unexpected(Failure(keys.error().under(*path)));
        draft.keys = std::move(*keys);
    }
    if (const auto text = line.value("replaces"_L1)) {
        const auto handle = fleet::DeviceHandle::parseTyped(*text);
        if (!handle)
            return std::unexpected(Failure(handle.error()));
        draft.replaces = *handle;
    }
    return draft;
}

} // namespace

client::Task<Result> createEnrollment(Context &context, Connection &connection)
{
    auto draft = draftOf(context);
    if (!draft)
        co_return std::unexpected(draft.error());
    if (const auto group = context.invocation.value("group"_L1)) {
        auto id = co_await groupIdOf(*group, connection);
        if (!id)
            co_return std::unexpected(id.error());
        draft->group = std::move(*id);
    }
    const auto made = co_await client::EnrollmentClient(connection.session()).create(std::move(*draft));
    if (!made)
        co_return std::unexpected(Failure(made.error()));
    const signing::Secret ticket = made->ticket.text();
    json::Object document{{"profile"_L1, documentOf(made->profile)}};
    QString text = u"Good for %1 until %2.\n"_s.arg(made->profile.uses == 1 ? u"one device"_s
                                                                            : u"%1 devices"_s.arg(made->profile.uses),
                                                    timeText(made->profile.expires));
    if (const auto path = context.invocation.value("output"_L1)) {
        const QByteArray lines = ticket.view().toByteArray() + '\n';
        if (const auto written = files::writeNewFile(*path, lines, files::Readers::Owner); !written)
            co_return std::unexpected(Failure(written.error()));
        text += u"The ticket is in %1, and nowhere else: whoever has it may enrol a device.\n"_s.arg(*path);
    } else {
        const QString plain = QString::fromLatin1(ticket.view());
        document.insert(u"ticket"_s, json::Value(plain));
        text += u"The ticket, which is shown this once:\n%1\n"_s.arg(plain);
    }
    co_return Answer{.document = std::move(document), .text = text};
}

client::Task<Result> listEnrollments(Context &context, Connection &connection)
{
    client::EnrollmentClient client(connection.session());
    Table table({u"PROFILE"_s, u"NAME"_s, u"STATE"_s, u"USED"_s, u"UNTIL"_s, u"REPLACES"_s});
    json::Array documents;
    QString after;
    for (;;) {
        const auto page = co_await client.profiles(after, pageSize);
        if (!page)
            co_return std::unexpected(Failure(page.error()));
        for (const EnrollmentProfile &profile : page->items) {
            table.addRow({profile.id, profile.name, stateOf(profile, context.clock.now()),
                          u"%1 of %2"_s.arg(QString::number(profile.used), QString::number(profile.uses)),
                          timeText(profile.expires), profile.replaces ? profile.replaces->text() : QString()});
            documents.push_back(documentOf(profile));
        }
        if (!page->next || page->items.empty())
            break;
        after = *page->next;
    }
    co_return Answer{.document = json::Object{{"profiles"_L1, std::move(documents)}}, .text = table.toText()};
}

client::Task<Result> revokeEnrollment(Context &context, Connection &connection)
{
    const auto profile =
        co_await client::EnrollmentClient(connection.session()).revoke(context.invocation.arguments().constFirst());
    if (!profile)
        co_return std::unexpected(Failure(profile.error()));
    co_return Answer{.document = documentOf(*profile), .text = u"Nobody enrols with it any more.\n"_s};
}

client::Task<std::expected<std::vector<client::AdmissionFinding>, Failure>>
admissionFindings(Connection &connection, const client::VerifiedChange &change)
{
    const changes::ChangeRecord &record = change.record;
    if (record.change.request.action != fleet::toAction(fleet::DeviceAct::Admit))
        co_return std::vector<client::AdmissionFinding>();
    auto findings =
        co_await client::judgeAdmission(connection.session(), record.targets, *connection.follower().directory());
    if (!findings)
        co_return std::unexpected(Failure(findings.error()));
    co_return std::move(*findings);
}

QString textOf(const std::vector<client::AdmissionFinding> &findings)
{
    QString text;
    qsizetype sound = 0;
    for (const client::AdmissionFinding &finding : findings) {
        sound += finding.isSound() ? 1 : 0;
        if (finding.problem)
            text += u"%1: %2\n"_s.arg(finding.target.handle.text(), finding.problem->detail);
    }
    return text +
           u"Attestation judged here: %1 of %2 hold.\n"_s.arg(QString::number(sound), QString::number(findings.size()));
}

} // namespace enigm::ctl
