#pragma once

#include <expected>
#include <utility>

#include "base/error.hpp"

namespace kontor {

/// A value, or the reason why input could not give one.
template <class T = void>
using Result = std::expected<T, Error>;

using Failure = std::unexpected<Error>;

inline Failure fail(Error error) { return Failure(std::move(error)); }

}  // namespace kontor

#define KONTOR_TRY_CAT_(a, b) a##b
#define KONTOR_TRY_NAME_(line) KONTOR_TRY_CAT_(kontor_try_, line)
#define KONTOR_TRY_PICK_(_1, _2, name, ...) name

#define KONTOR_TRY_DO_(ret, tmp, expr)                         \
  {                                                            \
    auto&& tmp = (expr);                                       \
    if (!tmp) ret ::std::unexpected(::std::move(tmp).error()); \
  }                                                            \
  static_assert(true)

#define KONTOR_TRY_LET_(ret, tmp, decl, expr)                \
  auto&& tmp = (expr);                                       \
  if (!tmp) ret ::std::unexpected(::std::move(tmp).error()); \
  decl = *::std::move(tmp)

#define KONTOR_TRY1_(expr) KONTOR_TRY_DO_(return, KONTOR_TRY_NAME_(__LINE__), expr)
#define KONTOR_TRY2_(decl, expr) KONTOR_TRY_LET_(return, KONTOR_TRY_NAME_(__LINE__), decl, expr)
#define KONTOR_CO_TRY1_(expr) KONTOR_TRY_DO_(co_return, KONTOR_TRY_NAME_(__LINE__), expr)
#define KONTOR_CO_TRY2_(decl, expr) KONTOR_TRY_LET_(co_return, KONTOR_TRY_NAME_(__LINE__), decl, expr)

/// `TRY(const Money sum, parse(text));` takes the value or returns the error. `TRY(check(x));` for Result<void>.
#define TRY(...) KONTOR_TRY_PICK_(__VA_ARGS__, KONTOR_TRY2_, KONTOR_TRY1_)(__VA_ARGS__)
/// The same in a coroutine: `CO_TRY(const Document document, co_await documents.find(caller, id));`
#define CO_TRY(...) KONTOR_TRY_PICK_(__VA_ARGS__, KONTOR_CO_TRY2_, KONTOR_CO_TRY1_)(__VA_ARGS__)
