#pragma once

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace enigm::json {

class Value;
class Object;

/// An immutable JSON value (RFC 8259, I-JSON RFC 7493). Copies share arrays and objects.
class Value
{
public:
    enum class Kind { Null, Boolean, Integer, Double, Text, Array, Object };

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value);
    Value(int value);
    Value(qint64 value);
    Value(double value);
    Value(QString value);
    Value(QLatin1StringView value);
    Value(std::vector<Value> value);
    Value(Object value);
    template <typename T>
    Value(const T *) = delete; // a pointer is not a boolean

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(m_data.index()); }
    [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }

    // Each asserts its kind: ask kind() first, or read through ObjectReader.
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] qint64 integer() const;
    [[nodiscard]] double number() const; ///< of an Integer or a Double
    [[nodiscard]] const QString &text() const;
    [[nodiscard]] const std::vector<Value> &array() const;
    [[nodiscard]] const Object &object() const;

    friend bool operator==(const Value &left, const Value &right);

private:
    std::variant<std::monostate, bool, qint64, double, QString, std::shared_ptr<const std::vector<Value>>,
                 std::shared_ptr<const Object>>
        m_data;
};

/// Declared after Value, whose Kind::Array g++ would take for a shadow of it.
using Array = std::vector<Value>;

/// Members sorted by name in UTF-16 code units, the order of RFC 8785; each name once.
class Object
{
public:
    struct Member
    {
        QString name;
        Value value;
        friend bool operator==(const Member &, const Member &) = default;
    };

    Object() = default;
    /// json::Object{{"v", 1}, {"id", id}}; a later duplicate replaces an earlier one.
    Object(std::initializer_list<std::pair<QLatin1StringView, Value>> members);

    /// The object of these members in any order; nothing where a name comes twice. Takes O(n log n), for input that
    /// nobody vouches for.
    [[nodiscard]] static std::optional<Object> fromMembers(std::vector<Member> members);
    /// The object of members that are in order already, each name once (asserted).
    [[nodiscard]] static Object fromSorted(std::vector<Member> members);

    /// Inserts or replaces.
    void insert(QString name, Value value);
    /// Inserts; false where the name is there already.
    [[nodiscard]] bool insertNew(QString name, Value value);
    /// The value, or null where there is none of this name.
    [[nodiscard]] const Value *find(QStringView name) const;
    [[nodiscard]] const Value *find(QLatin1StringView name) const;
    /// Where the member lies, counted from begin(); nothing where there is none of this name.
    [[nodiscard]] std::optional<std::size_t> placeOf(QLatin1StringView name) const;

    [[nodiscard]] bool isEmpty() const { return m_members.empty(); }
    [[nodiscard]] std::size_t size() const { return m_members.size(); }
    [[nodiscard]] auto begin() const { return m_members.begin(); }
    [[nodiscard]] auto end() const { return m_members.end(); }

    friend bool operator==(const Object &, const Object &) = default;

private:
    std::vector<Member> m_members;
};

} // namespace enigm::json
