#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Transaction.h"
#include "control-plane/store/Writer.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

namespace enigm::test {

/// The handle of the device of this number, in whatever test.
[[nodiscard]] inline fleet::DeviceHandle handleOf(int number)
{
    const QByteArray digest = signing::sha256(QByteArray::number(number));
    std::array<char, fleet::DeviceHandle::size> bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    return fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes);
}

/// A new database in a folder of its own, with a writer that runs until this goes. What goes wrong ends the test.
class OpenStore
{
public:
    OpenStore()
        : database(std::move(controlplane::store::Database::open(m_directory.path()).value()))
        , writer(std::make_unique<controlplane::store::Writer>(*database, nullptr))
    {
        writer->start().value();
    }

    using Job = std::move_only_function<Expected<void>(controlplane::store::Transaction &)>;
    /// Runs in a transaction that is committed.
    [[nodiscard]] Expected<void> write(Job job) { return writer->submitAndWait(std::move(job)); }
    [[nodiscard]] controlplane::store::Reader read() const { return std::move(database->read().value()); }

private:
    QTemporaryDir m_directory;

public:
    const std::unique_ptr<controlplane::store::Database> database;
    const std::unique_ptr<controlplane::store::Writer> writer;
};

} // namespace enigm::test
