#pragma once

#include <charconv>
#include <stdexcept>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

/// Columns in PostgreSQL's binary format to values, and values to parameters in its text format.
namespace kontor::reflect {

/// A statement and the struct that it fills do not fit: a bug, found by the first test that runs the statement.
struct RowMismatch : std::logic_error {
  using std::logic_error::logic_error;
};

/// Big-endian, exactly sizeof(T) bytes.
template <std::integral T>
T from_network(std::string_view bytes) {
  if (bytes.size() != sizeof(T))
    throw RowMismatch(fmt::format("a column of {} bytes for a member of {}", bytes.size(), sizeof(T)));
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return std::byteswap(value);
}

/// PostgreSQL counts microseconds from 2000-01-01.
inline constexpr std::chrono::sys_days kPostgresEpoch{std::chrono::year{2000} / 1 / 1};

template <class T>
struct Column;

template <std::integral T>
struct Column<T> {
  static T read(std::string_view bytes) {
    // An int column may fill a wider member; count(*) is int8, a literal int4.
    if (bytes.size() == 2) return static_cast<T>(from_network<std::int16_t>(bytes));
    if (bytes.size() == 4) return static_cast<T>(from_network<std::int32_t>(bytes));
    return static_cast<T>(from_network<std::int64_t>(bytes));
  }
};
template <>
struct Column<bool> {
  static bool read(std::string_view bytes) { return bytes.size() == 1 && bytes[0] != 0; }
};
template <>
struct Column<double> {
  static double read(std::string_view bytes) { return std::bit_cast<double>(from_network<std::int64_t>(bytes)); }
};
template <>
struct Column<std::string> {
  static std::string read(std::string_view bytes) { return std::string(bytes); }
};
/// For `json` columns (`jsonb` has a version byte and costs the database a conversion).
template <>
struct Column<RawJson> {
  static RawJson read(std::string_view bytes) { return {std::string(bytes)}; }
};
template <>
struct Column<Timestamp> {
  static Timestamp read(std::string_view bytes) {
    return Timestamp{kPostgresEpoch} + std::chrono::microseconds(from_network<std::int64_t>(bytes));
  }
};
template <class Thing>
struct Column<Id<Thing>> {
  static Id<Thing> read(std::string_view bytes) {
    Uuid::Bytes raw;
    if (bytes.size() != raw.size()) throw RowMismatch("a column that is no uuid for an id");
    std::memcpy(raw.data(), bytes.data(), raw.size());
    return Id<Thing>(Uuid(raw));
  }
};
template <std::size_t Min, std::size_t Max>
struct Column<Text<Min, Max>> {
  static Text<Min, Max> read(std::string_view bytes) {
    Result<Text<Min, Max>> text = Text<Min, Max>::parse(bytes);
    if (!text) throw RowMismatch("stored text that breaks the rule of its type");
    return std::move(*text);
  }
};
template <>
struct Column<EmailAddress> {
  static EmailAddress read(std::string_view bytes) {
    Result<EmailAddress> address = EmailAddress::parse(bytes);
    if (!address) throw RowMismatch("a stored e-mail address that is none");
    return std::move(*address);
  }
};
template <DescribedEnum E>
struct Column<E> {
  static E read(std::string_view bytes) {
    const std::optional<E> value = enum_value<E>(bytes);
    if (!value) throw RowMismatch(fmt::format("\"{}\" is not {}", bytes, enum_choices<E>()));
    return *value;
  }
};
/// One-dimensional arrays: `text[]`, `uuid[]`, …
template <class T>
struct Column<std::vector<T>> {
  static std::vector<T> read(std::string_view bytes) {
    constexpr std::size_t kHeader = 12;    // dimensions, has-null, element type
    constexpr std::size_t kDimension = 8;  // size, lower bound
    std::vector<T> items;
    if (bytes.size() < kHeader || from_network<std::int32_t>(bytes.substr(0, 4)) == 0) return items;
    const auto count = from_network<std::int32_t>(bytes.substr(kHeader, 4));
    bytes.remove_prefix(kHeader + kDimension);
    for (std::int32_t i = 0; i < count; ++i) {
      const auto length = from_network<std::int32_t>(bytes.substr(0, 4));
      if (length < 0) throw RowMismatch("a null in an array");
      const auto size = static_cast<std::size_t>(length);
      items.push_back(Column<T>::read(bytes.substr(4, size)));
      bytes.remove_prefix(4 + size);
    }
    return items;
  }
};

/// `Source` has columns(), name(i) and value(i) → std::optional<std::string_view>.
template <class T, class Source>
T read_column(const Source& row, std::size_t i) {
  const std::optional<std::string_view> bytes = row.value(i);
  if constexpr (requires {
                  typename T::value_type;
                  T(std::nullopt);
                }) {
    if (!bytes) return std::nullopt;
    return Column<typename T::value_type>::read(*bytes);
  } else {
    if (!bytes) throw RowMismatch(fmt::format("column {} is null", row.name(i)));
    return Column<T>::read(*bytes);
  }
}

/// A row to a described struct: columns in the order of the members, with their names.
template <Described T, class Source>
T read_row(const Source& row) {
  if (row.columns() != kMemberCount<T>)
    throw RowMismatch(
        fmt::format("{} columns for the {} members of {}", row.columns(), kMemberCount<T>, type_name<T>()));
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto column = [&]<std::size_t N>(std::integral_constant<std::size_t, N>) {
      constexpr std::string_view name = boost::mp11::mp_at_c<Members<T>, N>::name;
      if (row.name(N) != name)
        throw RowMismatch(fmt::format("column {} of {} is called {}", N, type_name<T>(), row.name(N)));
      return read_column<MemberType<T, N>>(row, N);
    };
    return T{column(std::integral_constant<std::size_t, I>())...};
  }(std::make_index_sequence<kMemberCount<T>>());
}

/// A parameter as PostgreSQL reads it; empty is NULL.
using Param = std::optional<std::string>;

std::string array_literal(const std::vector<Param>& items);

inline Param to_param(std::nullopt_t) { return std::nullopt; }
inline Param to_param(std::string_view value) { return std::string(value); }
inline Param to_param(const std::string& value) { return value; }
inline Param to_param(const char* value) { return value; }
inline Param to_param(bool value) { return value ? "t" : "f"; }
inline Param to_param(Timestamp value) { return rfc3339(value); }
inline Param to_param(const RawJson& value) { return value.text; }
inline Param to_param(const EmailAddress& value) { return value.str(); }
template <std::integral T>
  requires(!std::same_as<T, bool>)
Param to_param(T value) {
  return std::to_string(value);
}
inline Param to_param(double value) { return fmt::format("{}", value); }
template <std::size_t Min, std::size_t Max>
Param to_param(const Text<Min, Max>& value) {
  return value.str();
}
template <class Thing>
Param to_param(const Id<Thing>& value) {
  return value.text();
}
template <DescribedEnum E>
Param to_param(E value) {
  return std::string(enum_name(value));
}
template <class T>
Param to_param(const std::vector<T>& values);
template <class T>
Param to_param(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return to_param(*value);
}
template <class T>
Param to_param(const std::vector<T>& values) {
  std::vector<Param> items;
  items.reserve(values.size());
  for (const T& value : values) items.push_back(to_param(value));
  return array_literal(items);
}

}  // namespace kontor::reflect
