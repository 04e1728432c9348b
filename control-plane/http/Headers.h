#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace enigm::controlplane::http {

/// Header fields in the order they were sent (RFC 9110, section 5); names compare without case.
class Headers
{
public:
    struct Field
    {
        QByteArray name;
        QByteArray value;
        friend bool operator==(const Field &, const Field &) = default;
    };

    /// Appends one more field, even where the name is there already.
    void add(QByteArray name, QByteArray value);
    /// Replaces every field of this name by one.
    void set(QByteArray name, QByteArray value);

    [[nodiscard]] bool contains(QByteArrayView name) const;
    [[nodiscard]] qsizetype count(QByteArrayView name) const;
    /// The value; several fields of one name are joined with ", " (RFC 9110, section 5.3). Nothing where there is none.
    /// Of Authorization, DPoP and the other fields that HeadReader takes only once, it is the only one.
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView name) const;
    /// Whether a comma separated list holds this token, without case ("Connection: keep-alive, close").
    [[nodiscard]] bool listHolds(QByteArrayView name, QByteArrayView token) const;

    [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }
    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    [[nodiscard]] auto begin() const { return m_fields.begin(); }
    [[nodiscard]] auto end() const { return m_fields.end(); }

private:
    std::vector<Field> m_fields;
};

} // namespace enigm::controlplane::http
