#include "control-plane/policy/FleetReader.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/store/Reader.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

static_assert(FleetReader::mostDevices < std::numeric_limits<quint16>::max());

json::Value encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

json::Value valueOf(const FleetPage::GroupPlaces &places)
{
    return places ? json::Value(json::Array(places->begin(), places->end())) : json::Value();
}

/// Fills a page row by row.
class PageBuilder
{
public:
    PageBuilder(FleetPage &page, const GroupsByRule &groups, const AssignedVersions &versions, const InputTerms &terms)
        : m_page(page)
        , m_groups(groups)
        , m_versions(versions)
        , m_terms(terms)
    {}

    /// `listing`: the static groups that list the device.
    Expected<void> add(const store::DeviceInputRow &row, const std::vector<QString> &listing)
    {
        auto known = inputsOf(row, m_reported, m_terms, m_page.time);
        if (!known)
            return std::unexpected(known.error());
        const quint16 set = setOf(row, listing);
        if (row.held && m_page.sets[set])
            known->inputs.set(policyStateOf(row.held, assignedTo(set)));
        m_page.devices.push_back(row.handle);
        for (std::size_t i = 0; i < m_page.codes.size(); ++i)
            m_page.codes[i].push_back(static_cast<char>(known->inputs.codes()[i]));
        m_page.setOf.push_back(set);
        return {};
    }

private:
    /// To a device in this set of groups, which are known.
    [[nodiscard]] const QByteArray &assignedTo(quint16 set)
    {
        QByteArray &assigned = m_assigned[set];
        if (!assigned.isEmpty())
            return assigned;
        std::vector<QString> groups;
        for (const qint64 place : *m_page.sets[set])
            groups.push_back(m_page.groups[static_cast<std::size_t>(place)]);
        assigned = m_versions.of(groups);
        return assigned;
    }

    /// Everything that the rule of a group may ask for, as it is stored.
    using Alike = std::tuple<enigm::fleet::DeviceState, QString, QString, std::optional<qint64>>;

    [[nodiscard]] quint16 setOf(const store::DeviceInputRow &row, const std::vector<QString> &listing)
    {
        const FleetPage::GroupPlaces &byRule = placesByRule(row);
        FleetPage::GroupPlaces places = byRule;
        if (places) {
            for (const QString &group : listing)
                places->push_back(placeOf(group));
            std::ranges::sort(*places);
        }
        const auto [entry, isNew] = m_sets.try_emplace(std::move(places), static_cast<quint16>(m_page.sets.size()));
        if (isNew)
            m_page.sets.push_back(entry->first);
        return entry->second;
    }

    [[nodiscard]] const FleetPage::GroupPlaces &placesByRule(const store::DeviceInputRow &row)
    {
        const auto [entry, isNew] = m_byRule.try_emplace({row.state, row.attestation, row.securityLevel, row.patch});
        if (!isNew)
            return entry->second;
        if (const auto facts = groupFactsOf(row, m_terms)) {
            std::vector<QString> found;
            m_groups.addTo(found, *facts);
            std::vector<qint64> &places = entry->second.emplace();
            for (const QString &group : found)
                places.push_back(placeOf(group));
        }
        return entry->second;
    }

    [[nodiscard]] qint64 placeOf(const QString &group)
    {
        const auto next = static_cast<qint64>(m_page.groups.size());
        if (const auto known = m_places.constFind(group); known != m_places.cend())
            return *known;
        m_page.groups.push_back(group);
        return *m_places.insert(group, next);
    }

    FleetPage &m_page;
    const GroupsByRule &m_groups;
    const AssignedVersions &m_versions;
    const InputTerms &m_terms;
    ReportedInputs m_reported;
    QHash<QString, qint64> m_places; ///< in the groups of the page
    std::map<FleetPage::GroupPlaces, quint16> m_sets;
    QHash<quint16, QByteArray> m_assigned; ///< by set; AssignedVersions::of
    std::map<Alike, FleetPage::GroupPlaces> m_byRule;
};

} // namespace

json::Value FleetPage::toJson(qint64 cursor) const
{
    json::Object columns;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const auto input =
            static_cast<enigm::policy::Input>(static_cast<std::size_t>(enigm::policy::firstDeviceInput) + i);
        columns.insert(QString(enigm::policy::toWord(input)), encoded(codes[i]));
    }
    QByteArray setNumbers(static_cast<qsizetype>(setOf.size() * sizeof(quint16)), Qt::Uninitialized);
    qToBigEndian<quint16>(setOf.data(), static_cast<qsizetype>(setOf.size()), setNumbers.data());
    json::Array numbered;
    for (const GroupPlaces &places : sets)
        numbered.push_back(valueOf(places));
    return json::Object{{"codes"_L1, std::move(columns)},
                        {"cursor"_L1, cursor},
                        {"devices"_L1, json::Array(devices.begin(), devices.end())},
                        {"groups"_L1, json::Array(groups.begin(), groups.end())},
                        {"next"_L1, next ? json::Value(*next) : json::Value()},
                        {"set_of"_L1, encoded(setNumbers)},
                        {"sets"_L1, std::move(numbered)},
                        {"time"_L1, time}};
}

FleetReader::FleetReader(const store::Database &database, const time::Clock &clock, InputTerms terms)
    : m_database(database)
    , m_clock(clock)
    , m_terms(terms)
{}

Expected<FleetPage> FleetReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto groups = GroupsByRule::load(store);
    if (!groups)
        return std::unexpected(groups.error());
    const auto versions = AssignedVersions::load(store);
    if (!versions)
        return std::unexpected(versions.error());
    auto rows = store.deviceInputs.page(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    FleetPage page;
    page.time = m_clock.now();
    if (rows->size() > static_cast<std::size_t>(limit)) {
        rows->pop_back();
        page.next = rows->back().handle;
    }
    if (rows->empty())
        return page;
    const auto listings = store.deviceInputs.listings(after, rows->back().handle);
    if (!listings)
        return std::unexpected(listings.error());
    PageBuilder builder(page, *groups, *versions, m_terms);
    auto listed = listings->begin();
    for (const store::DeviceInputRow &row : *rows) {
        std::vector<QString> listing;
        for (; listed != listings->end() && listed->handle <= row.handle; ++listed) {
            if (listed->handle == row.handle) // not one that no device has
                listing.push_back(listed->group);
        }
        if (auto added = builder.add(row, listing); !added)
            return std::unexpected(added.error());
    }
    return page;
}

} // namespace enigm::controlplane::policy
