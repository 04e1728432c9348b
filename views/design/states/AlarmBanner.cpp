#include "views/design/states/AlarmBanner.h"

#include "views/design/controls/Button.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QAccessible>
#include <QPainter>

namespace enigm::views::design {

namespace {

constexpr int margin = 2 * metrics::grid;
constexpr int titleHeight = 22;

} // namespace

AlarmBanner::AlarmBanner(QWidget *parent)
    : QFrame(parent)
    , m_save(new Button(ButtonRole::Secondary, Glyph::Export, tr("Save evidence…"), this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_save, &QPushButton::clicked, this, &AlarmBanner::saveEvidenceRequested);
}

void AlarmBanner::raise(const QString &title, const QString &contradiction)
{
    m_title = title;
    m_contradiction = contradiction;
    setAccessibleName(title);
    setAccessibleDescription(contradiction);
    updateGeometry();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QSize AlarmBanner::sizeHint() const
{
    return {640, heightForWidth(640)};
}

int AlarmBanner::heightForWidth(int width) const
{
    const QRect area = textArea(width);
    const int sentence =
        QFontMetrics(fontFor(TextStyle::Body)).boundingRect(area, Qt::TextWordWrap, m_contradiction).height();
    return std::max(area.top() + titleHeight + sentence + 12, 2 * margin + metrics::controlHeight);
}

QRect AlarmBanner::textArea(int width) const
{
    const int left = margin + metrics::icon + 12;
    return {left, 12, width - left - m_save->sizeHint().width() - 2 * margin, 400};
}

void AlarmBanner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const QSize size = m_save->sizeHint();
    const QRect logical(width() - size.width() - margin, (height() - size.height()) / 2, size.width(), size.height());
    m_save->setGeometry(QStyle::visualRect(layoutDirection(), rect(), logical));
}

void AlarmBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    const bool contrast = tokens.scheme() == Scheme::HighContrast;
    const QColor ground = contrast ? tokens.color(Role::Text) : tokens.color(Role::Danger);
    const QColor ink = contrast ? tokens.color(Role::Canvas) : tokens.color(Role::OnAccent);
    painter.fillRect(rect(), ground);
    const auto place = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    Icon::paint(&painter, place({margin, 12, metrics::icon, titleHeight}), Glyph::ProofBroken, ink, metrics::icon);
    painter.setPen(ink);
    const auto leading = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    QRect area = textArea(width());
    painter.setFont(fontFor(TextStyle::Section));
    painter.drawText(place(QRect(area.left(), area.top(), area.width(), titleHeight)), leading | Qt::AlignVCenter,
                     m_title);
    painter.setFont(fontFor(TextStyle::Body));
    area.setTop(area.top() + titleHeight);
    painter.drawText(place(area), leading | Qt::AlignTop | Qt::TextWordWrap, m_contradiction);
}

} // namespace enigm::views::design
