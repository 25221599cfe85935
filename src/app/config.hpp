#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/roles.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace kontor::app {

/// Everything that can be set from outside, checked. The only place that reads the environment.
struct Config {
  std::filesystem::path home = "var";
  std::string host = "127.0.0.1";
  unsigned short port = 8000;
  Roles roles = Roles::all();
  bool demo = false;

  std::string database;  ///< libpq's conninfo; empty: our own PostgreSQL below the home
  std::string redis_url;
  std::string public_url;
  Secret jwt_secret;
  Argon2id argon2id;

  std::string openai_base_url;
  std::string openai_model;
  Secret openai_api_key;
  bool has_model = false;  ///< a key, or a local server that needs none

  std::filesystem::path office;  ///< LibreOffice, for the PDF of Word templates; empty: our own pages

  std::string s3_endpoint;
  std::string s3_bucket;
  std::string s3_region;
  std::string s3_access_key;
  Secret s3_secret_key;

  bool embedded() const { return database.empty(); }
  bool behind_tls() const { return public_url.starts_with("https://"); }
};

/// What may stand on the command line of `serve`.
struct Flags {
  std::string host;
  unsigned short port = 8000;
  std::string roles;
  bool demo = false;
};

/// A variable of the environment, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The process's environment, over the `.env` file of the current directory, with NAME_FILE read from files.
Environment environment();

/// Every bad setting at once, each with its name. Makes the home and, when none is given, a secret in it.
Result<Config> load(const Environment& environment, const Flags& flags);

/// The lines `NAME=value` of a .env file: comments, blank lines, quotes and `export` as a shell has them.
std::map<std::string, std::string> parse_env_file(std::string_view text);

}  // namespace kontor::app
