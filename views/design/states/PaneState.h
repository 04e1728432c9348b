#pragma once

#include "views/design/icons/Glyph.h"

#include <QString>

#include <variant>

namespace enigm::views::design {

/// What a pane shows, as data. Texts are translated by whoever makes them; the general words are StateStack's.
namespace pane {

struct Content
{};

/// `total` 0 while the count is not known.
struct Loading
{
    qint64 done = 0;
    qint64 total = 0;
};

/// Nothing exists yet: what this is for, and the one act that fills it (empty for none).
struct Empty
{
    Glyph glyph = Glyph::Info;
    QString title;
    QString sentence;
    QString verb = {};
};

/// Something exists, but the filter leaves none of it. `token` excludes most; without it `without` rows would show.
struct FilteredToNothing
{
    QString token;
    qint64 without = 0;
};

/// The last data is kept, `since` as people say it ("14:03, 8 minutes ago"); `reason` is a sentence, or empty.
struct Stale
{
    QString since;
    QString reason = {};
};

/// No connection; with `kept` the last data stays in sight.
struct Offline
{
    QString since;
    bool kept = false;
};

/// Nothing to show, though there is a connection: what happened, and what to do next.
struct Unavailable
{
    QString title;
    QString sentence;
};

/// By which rule, and who could.
struct Refused
{
    QString rule;
    QString whoCould;
};

/// What is contradicted. The content stays beneath the alarm.
struct BrokenProof
{
    QString contradiction;
};

} // namespace pane

using PaneState = std::variant<pane::Content, pane::Loading, pane::Empty, pane::FilteredToNothing, pane::Stale,
                               pane::Offline, pane::Unavailable, pane::Refused, pane::BrokenProof>;

} // namespace enigm::views::design
