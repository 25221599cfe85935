#include "base/caller.hpp"

namespace kontor {

bool Caller::may(Permission permission) const {
  switch (permission) {
    case Permission::read:
    case Permission::write_documents:
      return true;
    case Permission::edit_templates:
    case Permission::manage_users:
    case Permission::manage_organization:
    case Permission::manage_jobs:
      return role == Role::admin || role == Role::owner;
  }
  return false;
}

Result<> Caller::require(Permission permission) const {
  if (may(permission)) return {};
  return fail({.code = Code::forbidden,
               .public_message = "Your role does not allow this. Ask an administrator of your organisation."});
}

}  // namespace kontor
