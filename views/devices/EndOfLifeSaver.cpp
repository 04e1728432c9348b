#include "views/devices/EndOfLifeSaver.h"

#include "views/panes/PathDialog.h"
#include "views/words/ProblemText.h"

#include <QSaveFile>
#include <QWidget>

namespace enigm::views::devices {

using design::Glyph;
using design::Tone;

EndOfLifeSaver::EndOfLifeSaver(client::ChangeClient &changes, QWidget *window)
    : QObject(window)
    , m_changes(changes)
    , m_window(window)
{}

std::optional<SavingNews> EndOfLifeSaver::newsOf(const fleet::DeviceHandle &handle) const
{
    return handle == m_handle ? m_news : std::nullopt;
}

void EndOfLifeSaver::save(const fleet::DeviceHandle &handle)
{
    if (m_news && m_news->isBusy)
        return;
    panes::askSavePath(m_window,
                       {.title = tr("Save end-of-life record"),
                        .name = QStringLiteral("end-of-life-%1.json").arg(handle.text().right(6)),
                        .filter = tr("End-of-life records (*.json)")},
                       [this, handle](const QString &path) { fetch(handle, path); });
}

void EndOfLifeSaver::fetch(const fleet::DeviceHandle &handle, const QString &path)
{
    m_handle = handle;
    tell({.glyph = Glyph::Hourglass, .tone = Tone::Info, .text = tr("Fetching and verifying…"), .isBusy = true});
    QCoro::connect(m_changes.endOfLife(handle), this,
                   [this, path](const Expected<client::VerifiedEndOfLife> &record) { tell(write(record, path)); });
}

SavingNews EndOfLifeSaver::write(const Expected<client::VerifiedEndOfLife> &record, const QString &path)
{
    const auto failed = [](const Problem &problem) {
        return SavingNews{
            .glyph = Glyph::Warning, .tone = Tone::Danger, .text = words::problemText(problem).line(), .isBusy = false};
    };
    if (!record)
        return failed(record.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(record->bytes) < 0 || !file.commit())
        return failed({ProblemType::FileUnreadable, file.errorString(), path});
    return {.glyph = Glyph::Proof,
            .tone = Tone::Ok,
            .text = tr("The record was verified and saved to %1.").arg(path),
            .isBusy = false};
}

void EndOfLifeSaver::tell(SavingNews news)
{
    m_news = std::move(news);
    Q_EMIT changed();
}

} // namespace enigm::views::devices
