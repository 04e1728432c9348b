#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/fleet/DeviceHandle.h"
#include "views/design/icons/Glyph.h"
#include "views/design/theme/Tokens.h"

#include <QObject>
#include <QString>

#include <optional>

class QWidget;

namespace enigm::views::devices {

/// What became of the saving of a record, or that it is under way.
struct SavingNews
{
    design::Glyph glyph = design::Glyph::Info;
    design::Tone tone = design::Tone::Info;
    QString text;
    bool isBusy = false;
};

/// Saves the end-of-life record of one device at a time: asks where to, fetches it, and writes what was verified, and
/// nothing else.
class EndOfLifeSaver final : public QObject
{
    Q_OBJECT

public:
    /// `changes` outlives this; questions stand over `window`, its parent.
    EndOfLifeSaver(client::ChangeClient &changes, QWidget *window);

    /// Returns at once; does nothing while another is under way.
    void save(const fleet::DeviceHandle &handle);
    /// Of this device; nothing where nothing was saved of it lately.
    [[nodiscard]] std::optional<SavingNews> newsOf(const fleet::DeviceHandle &handle) const;

Q_SIGNALS:
    void changed();

private:
    void fetch(const fleet::DeviceHandle &handle, const QString &path);
    [[nodiscard]] static SavingNews write(const Expected<client::VerifiedEndOfLife> &record, const QString &path);
    void tell(SavingNews news);

    client::ChangeClient &m_changes;
    QWidget *m_window;
    fleet::DeviceHandle m_handle;
    std::optional<SavingNews> m_news;
};

} // namespace enigm::views::devices
