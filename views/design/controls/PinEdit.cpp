#include "views/design/controls/PinEdit.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpressionValidator>

#include <algorithm>

namespace enigm::views::design {

namespace {

constexpr int boxWidth = 40;
constexpr int boxHeight = 48;
constexpr int boxGap = metrics::grid;

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

} // namespace

PinEdit::PinEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setLayoutDirection(Qt::LeftToRight);
    setEchoMode(Password);
    setMaxLength(length);
    setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    static const QRegularExpression digits(QStringLiteral("[0-9]{0,6}"));
    setValidator(new QRegularExpressionValidator(digits, this));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("PIN, six digits"));
    setFrame(false);
    setAttribute(Qt::WA_MacShowFocusRect, false);
    connect(this, &QLineEdit::cursorPositionChanged, this, qOverload<>(&QWidget::update));
    connect(this, &QLineEdit::textChanged, this, qOverload<>(&QWidget::update));
}

QByteArray PinEdit::take()
{
    const QByteArray pin = text().toLatin1();
    clear();
    return pin;
}

void PinEdit::setWrong()
{
    clear();
    m_wrong = true;
    update();
}

QSize PinEdit::sizeHint() const
{
    return {length * boxWidth + (length - 1) * boxGap, boxHeight};
}

QRect PinEdit::box(int index) const
{
    return {index * (boxWidth + boxGap), 0, boxWidth, boxHeight};
}

void PinEdit::put(QStringView digits)
{
    const bool wasComplete = isComplete();
    QString now = text();
    auto at = std::min<qsizetype>(cursorPosition(), now.size());
    for (const QChar digit : digits) {
        if (at >= length)
            break;
        if (at < now.size())
            now[at] = digit;
        else
            now.append(digit);
        ++at;
    }
    m_wrong = false;
    setText(now);
    setCursorPosition(static_cast<int>(at));
    if (isComplete() && (!wasComplete || at == length))
        Q_EMIT completed();
}

void PinEdit::pasteDigits()
{
    QString digits;
    for (const QChar character : QGuiApplication::clipboard()->text()) {
        if (isDigit(character) && digits.size() < length)
            digits.append(character);
    }
    if (digits.isEmpty())
        return;
    clear();
    put(digits);
}

void PinEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return pasteDigits();
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut) || event->matches(QKeySequence::Undo) ||
        event->matches(QKeySequence::Redo))
        return;
    const QString typed = event->text();
    const bool chord = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (typed.size() == 1 && typed.front().isPrint() && !chord) {
        if (isDigit(typed.front()))
            put(typed);
        return;
    }
    deselect();
    QLineEdit::keyPressEvent(event);
    deselect();
}

void PinEdit::mousePressEvent(QMouseEvent *event)
{
    const int index = event->position().toPoint().x() / (boxWidth + boxGap);
    setCursorPosition(std::clamp(index, 0, static_cast<int>(text().size())));
}

void PinEdit::mouseReleaseEvent(QMouseEvent *) {}

void PinEdit::mouseDoubleClickEvent(QMouseEvent *) {}

void PinEdit::dropEvent(QDropEvent *event)
{
    event->ignore();
}

void PinEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Paste")), &QAction::triggered, this, &PinEdit::pasteDigits);
    menu.exec(event->globalPos());
}

void PinEdit::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    const int current = std::min(cursorPosition(), length - 1);
    for (int i = 0; i < length; ++i) {
        const bool here = hasFocus() && i == current;
        QColor border = m_wrong ? tokens.color(Role::Danger) : paint::fieldBorder(tokens);
        if (here)
            border = tokens.color(Role::Accent);
        paint::box(&painter, box(i), tokens.color(isEnabled() ? Role::Surface : Role::Sunken), border, metrics::radius,
                   here ? 2 : 1);
        const QRectF dot(box(i).center().x() - 4, box(i).center().y() - 4, 10, 10);
        if (i < text().size())
            paint::box(&painter, dot, isEnabled() ? tokens.color(Role::Text) : tokens.disabledText(), {}, 5);
        else if (here)
            painter.fillRect(QRect(box(i).center().x(), box(i).center().y() - 10, 1, 22), tokens.color(Role::Text));
    }
}

} // namespace enigm::views::design
