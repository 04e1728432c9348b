#pragma once

#include "api-client/enrollment/EnrollmentClient.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace enigm::views::enrollment {

/// What a new enrolment ticket is to be good for.
class TicketForm final : public QWidget
{
    Q_OBJECT

public:
    explicit TicketForm(QWidget *parent = nullptr);

    /// The device whose place the new one takes; empty for none.
    void setReplaced(const QString &handle);
    /// OutOfRange with a sentence for the person; MalformedHandle. `now` in Unix seconds.
    [[nodiscard]] Expected<client::EnrollmentDraft> draft(qint64 now) const;

private:
    void updateUses();

    QLineEdit *m_name;
    QSpinBox *m_uses;
    QSpinBox *m_days;
    QComboBox *m_level;
    QLineEdit *m_replaces;
};

} // namespace enigm::views::enrollment
