#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "reflect/sql_row.hpp"

namespace kontor {
struct Organization;
}

namespace kontor::db {

/// One SQL text with a name of its own, prepared once on each connection that uses it. Make it a named constant beside
/// its one caller: `const Statement kFind{"SELECT … WHERE id = $1"};`. Lives as long as the program.
class Statement {
 public:
  explicit Statement(std::string_view sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  const std::string& sql() const { return sql_; }
  const std::string& name() const { return name_; }

 private:
  std::string sql_;
  std::string name_;
};

using Params = std::vector<reflect::Param>;

template <class... T>
Params args(const T&... values) {
  Params params;
  params.reserve(sizeof...(T));
  (params.push_back(reflect::to_param(values)), ...);
  return params;
}

/// Whose rows a statement may see; row-level security reads it (migrations/0001). Nothing else opens a row.
struct Scope {
  std::string org_id;  ///< rows of this organisation
  std::string role;    ///< "system": the rows that the program itself keeps for everybody (jobs, …)
  std::string key;     ///< the one row that this secret or address opens, before anybody is known (login, refresh)

  static Scope tenant(const Id<Organization>& org) { return {.org_id = org.text(), .role = {}, .key = {}}; }
  static Scope system() { return {.org_id = {}, .role = "system", .key = {}}; }
  static Scope holder_of(std::string key) { return {.org_id = {}, .role = {}, .key = std::move(key)}; }

  bool operator==(const Scope&) const = default;
};

}  // namespace kontor::db
