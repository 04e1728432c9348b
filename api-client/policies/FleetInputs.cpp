#include "api-client/policies/FleetInputs.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/ObjectReader.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <vector>

namespace enigm::client {

using namespace Qt::StringLiterals;
using fleet::DeviceHandle;
using policy::DeviceInputs;
using policy::Input;

namespace {

using Set = std::optional<std::vector<qint64>>; ///< places in the groups of the page; nothing: not known
using SetNumber = quint16;

constexpr std::array<Input, policy::deviceInputCount> deviceInputs = [] {
    std::array<Input, policy::deviceInputCount> inputs{};
    for (std::size_t i = 0; i < inputs.size(); ++i)
        inputs[i] = static_cast<Input>(static_cast<std::size_t>(policy::firstDeviceInput) + i);
    return inputs;
}();

Problem unexpected(const QString &detail, const QString &pointer)
{
    return {ProblemType::UnexpectedAnswer, detail, pointer};
}

Expected<QString> parseHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is a text."_s, pointer);
    const auto handle = DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    if (handle->audience() != fleet::HandleAudience::Console)
        return refuse(ProblemType::MalformedHandle, u"A handle of the console is expected."_s, pointer);
    return value.text();
}

Expected<QString> parseGroup(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"The id of a group is a text."_s, pointer);
    auto id = encoding::parseUuid7(value.text());
    return id ? id : std::unexpected(id.error().under(pointer));
}

/// Places in rising order, or null.
Expected<Set> parseSet(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return Set();
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A set of groups is a list, or null."_s, pointer);
    std::vector<qint64> places;
    places.reserve(value.array().size());
    for (const json::Value &item : value.array()) {
        const bool isNext = item.kind() == json::Value::Kind::Integer && item.integer() >= 0 &&
                            (places.empty() || places.back() < item.integer());
        if (!isNext)
            return refuse(ProblemType::OutOfRange, u"A set of groups is places in rising order."_s, pointer);
        places.push_back(item.integer());
    }
    return Set(std::move(places));
}

/// A column of each input: a byte a device.
Expected<std::array<QByteArray, policy::deviceInputCount>> parseCodes(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    std::array<QByteArray, policy::deviceInputCount> columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = reader.bytes(policy::toWord(deviceInputs[i]));
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return columns;
}

} // namespace

struct FleetInputs::Page
{
    qint64 cursor = 0;
    qint64 time = 0;
    std::vector<QString> devices;
    std::array<QByteArray, policy::deviceInputCount> codes;
    std::vector<QString> groups;
    std::vector<Set> sets;
    QByteArray setOf; ///< a big-endian number of two bytes a device: its place in sets
    std::optional<QString> next;

    [[nodiscard]] SetNumber setNumber(std::size_t row) const
    {
        return qFromBigEndian<SetNumber>(setOf.constData() + row * sizeof(SetNumber));
    }
    /// That columns are of one length, and hold what there is.
    [[nodiscard]] Expected<void> checkColumns() const;
    [[nodiscard]] Expected<void> checkSets() const;
};

Expected<void> FleetInputs::Page::checkColumns() const
{
    const auto count = static_cast<qsizetype>(devices.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const QString pointer = u"/codes/"_s + policy::toWord(deviceInputs[i]);
        if (codes[i].size() != count)
            return std::unexpected(unexpected(u"A column has another length than there are devices."_s, pointer));
        const auto most = static_cast<policy::Code>(policy::wordsOf(deviceInputs[i]).size());
        if (std::ranges::any_of(codes[i], [most](char code) { return static_cast<policy::Code>(code) > most; }))
            return std::unexpected(unexpected(u"The input has no such code."_s, pointer));
    }
    if (setOf.size() != count * static_cast<qsizetype>(sizeof(SetNumber)))
        return std::unexpected(unexpected(u"A column has another length than there are devices."_s, u"/set_of"_s));
    for (std::size_t row = 0; row < devices.size(); ++row) {
        if (setNumber(row) >= sets.size())
            return std::unexpected(unexpected(u"There is no such set of groups."_s, u"/set_of"_s));
    }
    return {};
}

Expected<void> FleetInputs::Page::checkSets() const
{
    for (const Set &set : sets) {
        if (set && !set->empty() && set->back() >= static_cast<qint64>(groups.size()))
            return std::unexpected(unexpected(u"There is no such group."_s, u"/sets"_s));
    }
    return {};
}

DeviceHandle FleetInputs::handle(std::size_t row) const
{
    const auto handle = DeviceHandle::parse(QString::fromLatin1(textAt(row)));
    Q_ASSERT(handle); // it was read as one
    return *handle;
}

std::optional<std::size_t> FleetInputs::rowOf(const DeviceHandle &handle) const
{
    const QByteArray text = handle.text().toLatin1();
    std::size_t first = 0;
    std::size_t last = size();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (textAt(middle).compare(text) < 0)
            first = middle + 1;
        else
            last = middle;
    }
    return first < size() && textAt(first) == text ? std::optional(first) : std::nullopt;
}

QByteArrayView FleetInputs::textAt(std::size_t row) const
{
    return QByteArrayView(m_handles).sliced(static_cast<qsizetype>(row) * DeviceHandle::textLength,
                                            DeviceHandle::textLength);
}

Expected<FleetInputs::Page> FleetInputs::read(const json::Value &value) const
{
    json::ObjectReader reader(value);
    Page page{.cursor = reader.integer("cursor"_L1),
              .time = reader.integer("time"_L1),
              .devices = reader.list("devices"_L1, parseHandle),
              .codes = reader.with("codes"_L1, parseCodes),
              .groups = reader.list("groups"_L1, parseGroup),
              .sets = reader.list("sets"_L1, parseSet),
              .setOf = reader.bytes("set_of"_L1),
              .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (size() + page.devices.size() > mostDevices)
        return std::unexpected(unexpected(u"These are more devices than a fleet can have here."_s, u"/devices"_s));
    QString last = size() == 0 ? QString() : QString::fromLatin1(textAt(size() - 1));
    for (const QString &handle : page.devices) {
        if (handle <= last)
            return std::unexpected(unexpected(u"The devices are not in the order of their handles."_s, u"/devices"_s));
        last = handle;
    }
    if (page.next && (page.devices.empty() || *page.next != page.devices.back()))
        return std::unexpected(unexpected(u"The next page does not follow this one."_s, u"/next"_s));
    if (auto sound = page.checkColumns(); !sound)
        return std::unexpected(sound.error());
    if (auto sound = page.checkSets(); !sound)
        return std::unexpected(sound.error());
    return page;
}

Expected<std::optional<QString>> FleetInputs::take(const json::Value &value)
{
    const auto page = read(value);
    if (!page)
        return std::unexpected(page.error());
    if (size() == 0) {
        m_cursor = page->cursor;
        m_time = page->time;
    }
    std::vector<std::optional<policy::GroupSet>> sets;
    sets.reserve(page->sets.size());
    for (const Set &places : page->sets) {
        std::vector<QString> ids;
        for (const qint64 place : places.value_or(std::vector<qint64>()))
            ids.push_back(page->groups[static_cast<std::size_t>(place)]);
        sets.push_back(places ? std::optional(m_groups.setOf(ids)) : std::nullopt);
    }
    for (std::size_t row = 0; row < page->devices.size(); ++row) {
        std::array<policy::Code, policy::deviceInputCount> codes{};
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = static_cast<policy::Code>(page->codes[i][static_cast<qsizetype>(row)]);
        m_handles += page->devices[row].toLatin1();
        m_columns.append(DeviceInputs(codes, sets[page->setNumber(row)]));
    }
    return page->next;
}

} // namespace enigm::client
