#pragma once

#include <boost/describe/enum.hpp>

#include "base/id.hpp"
#include "base/result.hpp"

namespace kontor {

struct User;
struct Organization;

/// What a person may do in the organisation; each role may do all that the ones before it may.
enum class Role { user, admin, owner };
BOOST_DESCRIBE_ENUM(Role, user, admin, owner)

enum class Permission {
  read,             ///< see the organisation's templates and documents
  write_documents,  ///< make and delete documents
  edit_templates,   ///< make, change and delete templates
  manage_users,     ///< add people and change their roles
  manage_organization,
  manage_jobs,  ///< see the jobs in the background, try them again, cancel them, pause queues
};

/// Who asks, as the access token proves it. Every rule of a feature takes it first.
struct Caller {
  Id<User> user;
  Id<Organization> org;
  Role role = Role::user;

  bool may(Permission permission) const;
  /// Error{forbidden} when the role does not carry the permission.
  Result<> require(Permission permission) const;
};

}  // namespace kontor
