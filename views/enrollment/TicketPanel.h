#pragma once

#include "api-client/enrollment/EnrollmentClient.h"

#include <QWidget>

class QPlainTextEdit;

namespace enigm::views::design {
class QrCode;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::enrollment {

/// A ticket, the one time that it can be seen: as a QR code to be scanned, and as text to be handed on.
class TicketPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TicketPanel(QWidget *parent = nullptr);

    void show(const client::NewEnrollment &made, qint64 now);
    /// Forgets the ticket.
    void clear();

Q_SIGNALS:
    /// It was handed on; it goes from sight.
    void done();

private:
    void copy();

    design::ToneLabel *m_title;
    design::ToneLabel *m_goodFor;
    design::QrCode *m_code;
    QPlainTextEdit *m_text;
};

} // namespace enigm::views::enrollment
