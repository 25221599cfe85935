#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "reflect/sql_row.hpp"

struct pg_result;

namespace kontor::db {

struct FreeResult {
  void operator()(pg_result* result) const;
};
using ResultPtr = std::unique_ptr<pg_result, FreeResult>;

/// A view of one row; lives as long as its Rows.
class Row {
 public:
  Row(const pg_result* result, int index) : result_(result), index_(index) {}
  std::size_t columns() const;
  std::string_view name(std::size_t column) const;
  std::optional<std::string_view> value(std::size_t column) const;

 private:
  const pg_result* result_;
  int index_;
};

/// What a statement gave. Owns the memory of the rows.
class Rows {
 public:
  explicit Rows(ResultPtr result) : result_(std::move(result)) {}

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  Row operator[](std::size_t i) const { return Row(result_.get(), static_cast<int>(i)); }
  /// Rows that an INSERT, UPDATE or DELETE touched.
  std::size_t affected() const;
  /// The command tag: "COMMIT", "INSERT 0 1", …
  std::string_view command() const;

  template <class T>
  std::vector<T> as() const {
    std::vector<T> all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.push_back(reflect::read_row<T>((*this)[i]));
    return all;
  }

  template <class T>
  std::optional<T> first() const {
    if (empty()) return std::nullopt;
    return reflect::read_row<T>((*this)[0]);
  }

  /// The single value of the single row: `SELECT count(*) …`.
  template <class T>
  T value() const {
    if (empty()) throw reflect::RowMismatch("a value was wanted and no row came");
    return reflect::read_column<T>((*this)[0], 0);
  }

 private:
  ResultPtr result_;
};

}  // namespace kontor::db
