#pragma once

#include <string>

namespace kontor::test {

/// Conninfo of a new database of PrivatePostgres::shared() with the schema of migrations/, for the superuser; the
/// program's own role in it is kontor_app. The migrations run once in a test program, then databases are copies.
std::string new_migrated_database();

}  // namespace kontor::test
