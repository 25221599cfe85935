#include "app/roles.hpp"

#include "base/text.hpp"
#include "reflect/describe.hpp"

namespace kontor::app {

Roles Roles::all() {
  Roles roles;
  roles.bits_ = ~0U;
  return roles;
}

Result<Roles> Roles::parse(std::string_view text) {
  Roles roles;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view name = trimmed(text.substr(0, end));
    const std::optional<Role> role = reflect::enum_value<Role>(name);
    if (!role)
      return fail(
          Error::invalid("--roles", fmt::format("\"{}\" is not a role: {}", name, reflect::enum_choices<Role>())));
    roles.bits_ |= 1U << static_cast<unsigned>(*role);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (roles.bits_ == 0) return fail(Error::invalid("--roles", "names no role"));
  return roles;
}

}  // namespace kontor::app
