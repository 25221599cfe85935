#pragma once

#include <string>
#include <string_view>

namespace kontor::db {

class BlockingSession;

/// Makes sure that a role exists which row-level security binds, and that tables made from now on are open to it.
/// Returns its name, or nothing when the connected role is bound by itself. Throws MigrationFailure when it may not be
/// made.
std::string prepare_app_role(BlockingSession& session);

/// Takes from the role what no program needs: changing the list of migrations, and what stands in the audit log.
void protect_history(BlockingSession& session, std::string_view role);

}  // namespace kontor::db
