#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "base/caller.hpp"
#include "base/id.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::jobs {

/// Work to be done later, as a described struct: `struct RenderDocument { static constexpr std::string_view kind =
/// "render_document"; Id<Document> document_id; };`. Delivery is at least once: who does it must not mind doing it
/// twice.
template <class T>
concept Job = reflect::Described<T> && requires {
  { T::kind } -> std::convertible_to<std::string_view>;
};

/// A job as a worker holds it, for the length of its lease.
struct Claim {
  Id<Claim> id;
  Id<Organization> org_id;
  std::string kind;
  reflect::RawJson payload;
  int attempts = 0;  ///< this one included; also the token that proves that the lease is still ours
  int max_attempts = 0;

  bool last_attempt() const { return attempts >= max_attempts; }
};
KONTOR_DESCRIBE(Claim, id, org_id, kind, payload, attempts, max_attempts)

}  // namespace kontor::jobs
