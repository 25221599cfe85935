#pragma once

#include <string>
#include <vector>

namespace kontor::test {

/// Conninfo of a new database of PrivatePostgres::shared() with the schema of migrations/, for the superuser; the
/// program's own role in it is kontor_app. The migrations run once in a test program, then databases are copies.
std::string new_migrated_database();

/// The text of each migration, the first at 0: for a test of what one does to data that were there before it.
std::vector<std::string> migration_texts();

}  // namespace kontor::test
