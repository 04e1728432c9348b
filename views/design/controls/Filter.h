#pragma once

#include <QString>

#include <vector>

namespace enigm::views::design {

/// One condition of a filter, written "key:value".
struct FilterToken
{
    QString key;
    QString value;

    [[nodiscard]] QString text() const { return key + u':' + value; }
    friend bool operator==(const FilterToken &, const FilterToken &) = default;
};

/// What a FilterBar says: conditions, and free words.
struct Filter
{
    std::vector<FilterToken> tokens;
    QString text;

    [[nodiscard]] bool isEmpty() const { return tokens.empty() && text.isEmpty(); }
    friend bool operator==(const Filter &, const Filter &) = default;
};

/// A value that a field offers. `value` is what is typed and stored, `label` what a person reads.
struct FilterValue
{
    QString value;
    QString label;
};

/// A field that can be filtered by. Without `values` it takes any.
struct FilterField
{
    QString key;
    QString label;
    std::vector<FilterValue> values = {};
    bool valuesAreIds = false; ///< so that what is chosen is shown by its label

    [[nodiscard]] bool takes(const QString &value) const;
    /// How a condition on this field is shown.
    [[nodiscard]] QString shown(const FilterToken &token) const;
};

} // namespace enigm::views::design
