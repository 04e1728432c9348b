#pragma once

#include "api-client/enrollment/EnrollmentClient.h"
#include "api-client/groups/GroupClient.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace enigm::views::design {
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::enrollment {

/// What a new enrolment ticket is to be good for.
class TicketForm final : public QWidget
{
    Q_OBJECT

public:
    explicit TicketForm(QWidget *parent = nullptr);

    /// The device whose place the new one takes; empty for none.
    void setReplaced(const QString &handle);
    /// The groups that devices may be for, of which those are offered that list their devices; what is chosen stays.
    void offerGroups(const std::vector<client::ListedGroup> &groups);
    /// Reads a file of announced keys; refused() where it is none.
    void readKeys(const QString &path);
    void clearKeys();
    /// OutOfRange with a sentence for the person; MalformedHandle. `now` in Unix seconds.
    [[nodiscard]] Expected<client::EnrollmentDraft> draft(qint64 now) const;

Q_SIGNALS:
    void keysChanged();
    /// With a sentence for the person.
    void refused(const enigm::Problem &problem);

private:
    [[nodiscard]] QWidget *buildKeys();
    void updateUses();
    void updateKeys();

    QLineEdit *m_name;
    QSpinBox *m_uses;
    QSpinBox *m_days;
    QComboBox *m_level;
    QLineEdit *m_replaces;
    QComboBox *m_group;
    design::ToneLabel *m_keysText = nullptr;
    design::Button *m_clearKeys = nullptr;
    std::vector<QByteArray> m_keys; ///< announced; none: any device
    QString m_keysFile;             ///< its name
};

} // namespace enigm::views::enrollment
