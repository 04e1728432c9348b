#include "views/design/states/EmptyState.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

#include <QVBoxLayout>

namespace enigm::views::design {

namespace {

constexpr int markSide = 56;
constexpr int sentenceWidth = 420;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_mark(new QWidget)
    , m_title(new ToneLabel({}, TextStyle::Section))
    , m_sentence(new ToneLabel({}, TextStyle::Body, Tone::Muted))
    , m_act(new Button(ButtonRole::Secondary, {}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::grid);
    m_mark->setFixedSize(markSide, markSide);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(sentenceWidth);
    m_sentence->setMinimumWidth(200);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_sentence, 100);
    middle->addStretch(1);
    layout->addStretch(2);
    layout->addWidget(m_mark, 0, Qt::AlignHCenter);
    layout->addSpacing(metrics::half);
    layout->addWidget(m_title);
    layout->addLayout(middle);
    layout->addSpacing(metrics::grid);
    layout->addWidget(m_act, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_act, &QPushButton::clicked, this, &EmptyState::acted);
}

void EmptyState::set(Glyph glyph, const QString &title, const QString &sentence, const QString &verb)
{
    m_glyph = glyph;
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_act->setText(verb);
    m_act->setVisible(!verb.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    update();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    const QRect mark = m_mark->geometry();
    paint::box(&painter, mark, tokens.color(Role::Sunken), tokens.color(Role::Border), markSide / 2.0);
    Icon::paint(&painter, mark, m_glyph, tokens.color(Role::Muted), 24);
}

} // namespace enigm::views::design
