#include "views/ota/FigureRow.h"

#include "models/ota/RolloutQuestions.h"
#include "views/design/facts/ToneLabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace enigm::views::ota {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

FigureRow::FigureRow(QWidget *parent)
    : QWidget(parent)
    , m_figures{}
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4 * metrics::grid);
    for (int place = 0; place < FigureCount; ++place) {
        const auto figure = static_cast<Figure>(place);
        auto *const column = new QVBoxLayout;
        column->setSpacing(0);
        auto *const number = new ToneLabel({}, TextStyle::Figure);
        number->setObjectName(u"figure%1"_s.arg(place));
        auto *const name = new ToneLabel(nameOf(figure), TextStyle::Secondary, Tone::Muted);
        name->setBuddy(number);
        for (ToneLabel *const label : {number, name})
            label->setToolTip(explanationOf(figure).toHtmlEscaped());
        column->addWidget(number);
        column->addWidget(name);
        layout->addLayout(column);
        m_figures[static_cast<std::size_t>(place)] = number;
    }
    layout->addStretch(1);
    show({});
}

QString FigureRow::nameOf(Figure figure)
{
    switch (figure) {
    case Devices:
        return tr("Devices");
    case NotEligible:
        return tr("Not eligible");
    case Eligible:
        return tr("Eligible");
    case Verified:
        return tr("Verified");
    case Confirmed:
        return tr("Confirmed");
    case Failed:
        return tr("Failed");
    case FigureCount:
        break;
    }
    Q_UNREACHABLE();
}

QString FigureRow::explanationOf(Figure figure)
{
    switch (figure) {
    case Devices:
        return tr("As they were written down when the change was executed.");
    case NotEligible:
        return tr("The trust decision said no when they asked. They may ask again.");
    case Eligible:
        return tr("The trust decision let them when they asked.");
    case Verified:
        return tr("They have found signatures, length and digest right by themselves.");
    case Confirmed:
        return tr("They run it and have confirmed it.");
    case Failed:
        return tr("They have given up, or were not heard of.");
    case FigureCount:
        break;
    }
    Q_UNREACHABLE();
}

void FigureRow::show(const enigm::ota::GroupCounts &total)
{
    const QLocale locale;
    const std::array<qint64, FigureCount> counts{
        total.count,     total.notEligible, models::ota::eligible(total), models::ota::verifiedOrFurther(total),
        total.confirmed, total.failed};
    for (std::size_t place = 0; place < counts.size(); ++place)
        m_figures[place]->setText(locale.toString(counts[place]));
    m_figures[Failed]->setTone(total.failed > 0 ? Tone::Danger : Tone::Neutral);
}

} // namespace enigm::views::ota
