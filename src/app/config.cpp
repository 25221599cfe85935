#include "app/config.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "db/migrator.hpp"
#include "features/auth/tokens.hpp"

namespace kontor::app {
namespace {

constexpr std::string_view kDefaultModel = "gpt-4o-mini";

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

/// The secrets that people leave in from examples. Outside a demo they would be an open door.
bool is_well_known(std::string_view secret) {
  const std::string small = lowercase(secret);
  for (const std::string_view known :
       {"changeme", "change-me", "change_me", "secret", "password", "example", "your-", "xxxx"})
    if (small.find(known) != std::string::npos) return true;
  return small.empty() || small.find_first_not_of(small[0]) == std::string::npos;
}

/// Reads the settings one by one and collects what is wrong with them.
class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  std::string text(const std::string& name, std::string_view otherwise = "") const {
    const std::optional<std::string> value = environment_(name);
    return value ? std::string(trimmed(*value)) : std::string(otherwise);
  }
  /// An http(s) URL without a slash at its end.
  std::string url(const std::string& name) {
    std::string value = text(name);
    while (value.ends_with('/')) value.pop_back();
    if (!value.empty() && !value.starts_with("http://") && !value.starts_with("https://"))
      bad(name, "must begin with http:// or https://");
    return value;
  }
  void bad(std::string name, std::string message) { errors_.push_back({std::move(name), std::move(message)}); }
  void bad(const std::string& name, const Error& error) {
    if (error.fields.empty()) return bad(name, error.public_message);
    for (const FieldError& field : error.fields) bad(name, field.message);
  }
  std::vector<FieldError>& errors() { return errors_; }

 private:
  const Environment& environment_;
  std::vector<FieldError> errors_;
};

/// A file that only we may read, made whole or not at all.
void write_secret(const std::filesystem::path& path, const std::string& secret) {
  const std::filesystem::path part = path.string() + ".part";
  const int file = ::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const bool written = file >= 0 &&
                       ::write(file, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) &&
                       ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!written) throw std::runtime_error(fmt::format("cannot write {}: {}", part.string(), std::strerror(errno)));
  std::filesystem::rename(part, path);
}

/// Made at the first start and kept: everybody stays logged in over a restart.
Secret own_secret(const std::filesystem::path& home) {
  std::filesystem::create_directories(home);
  const std::filesystem::path path = home / "jwt_secret";
  if (const std::optional<std::string> kept = read_file(path); kept && kept->size() >= auth::Tokens::kShortestSecret)
    return Secret(*kept);
  const std::string made = random_token(48);
  write_secret(path, made);
  return Secret(made);
}

Secret jwt_secret(Reader& reader, const Config& config) {
  const std::string given = reader.text("JWT_SECRET");
  if (given.empty()) return own_secret(config.home);
  if (!config.demo && is_well_known(given))
    reader.bad("JWT_SECRET", "is one that everybody knows: set a random one (openssl rand -base64 48)");
  else if (given.size() < auth::Tokens::kShortestSecret)
    reader.bad("JWT_SECRET",
               fmt::format("needs at least {} characters (openssl rand -base64 48)", auth::Tokens::kShortestSecret));
  return Secret(given);
}

void read_model(Reader& reader, Config& config) {
  config.openai_api_key = Secret(reader.text("OPENAI_API_KEY"));
  config.openai_base_url = reader.url("OPENAI_BASE_URL");
  config.openai_model = reader.text("OPENAI_MODEL", kDefaultModel);
  config.has_model = !config.openai_api_key.empty() || !config.openai_base_url.empty();
}

void read_s3(Reader& reader, Config& config) {
  config.s3_endpoint = reader.url("S3_ENDPOINT");
  if (config.s3_endpoint.empty()) return;
  config.s3_bucket = reader.text("S3_BUCKET");
  config.s3_region = reader.text("S3_REGION", "us-east-1");
  config.s3_access_key = reader.text("S3_ACCESS_KEY");
  config.s3_secret_key = Secret(reader.text("S3_SECRET_KEY"));
  if (config.s3_bucket.empty()) reader.bad("S3_BUCKET", "is required with S3_ENDPOINT");
  if (config.s3_access_key.empty()) reader.bad("S3_ACCESS_KEY", "is required with S3_ENDPOINT");
  if (config.s3_secret_key.empty()) reader.bad("S3_SECRET_KEY", "is required with S3_ENDPOINT");
}

void read_office(Reader& reader, Config& config) {
  config.office = reader.text("KONTOR_OFFICE");
  if (config.office.empty()) return;
  if (!config.office.is_absolute() || ::access(config.office.c_str(), X_OK) != 0)
    reader.bad("KONTOR_OFFICE", "must be the whole path of LibreOffice's program, such as /usr/bin/soffice");
}

}  // namespace

std::map<std::string, std::string> parse_env_file(std::string_view text) {
  std::map<std::string, std::string> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("export ")) line = trimmed(line.substr(7));
    const std::size_t equals = line.find('=');
    if (line.starts_with('#') || equals == std::string_view::npos) continue;
    std::string_view value = trimmed(line.substr(equals + 1));
    const bool quoted =
        value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    if (quoted)
      value = value.substr(1, value.size() - 2);
    else if (const std::size_t comment = value.find(" #"); comment != std::string_view::npos)
      value = trimmed(value.substr(0, comment));
    values[std::string(trimmed(line.substr(0, equals)))] = value;
  }
  return values;
}

Environment environment() {
  return
      [file = parse_env_file(read_file(".env").value_or(""))](const std::string& name) -> std::optional<std::string> {
        const auto plain = [&file](const std::string& key) -> std::optional<std::string> {
          if (const char* set = std::getenv(key.c_str()); set && *set) return set;
          const auto found = file.find(key);
          return found == file.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
        };
        if (const auto value = plain(name)) return value;
        if (const auto path = plain(name + "_FILE")) {
          if (const auto content = read_file(*path)) return content;
          throw std::runtime_error(fmt::format("{}_FILE: {} cannot be read", name, *path));
        }
        return std::nullopt;
      };
}

Result<Config> load(const Environment& environment, const Flags& flags) {
  Reader reader(environment);
  Config config;
  config.demo = flags.demo;
  config.port = flags.port;
  if (!flags.host.empty()) config.host = flags.host;
  if (Result<Roles> roles = flags.roles.empty() ? Roles::all() : Roles::parse(flags.roles))
    config.roles = *roles;
  else
    reader.errors().insert(reader.errors().end(), roles.error().fields.begin(), roles.error().fields.end());
  config.home = std::filesystem::absolute(reader.text("KONTOR_HOME", "var"));
  config.redis_url = reader.text("REDIS_URL");
  config.public_url = reader.url("PUBLIC_URL");
  if (const std::string url = reader.text("DATABASE_URL"); !url.empty()) {
    Result<std::string> conninfo = db::conninfo_from_url(url);
    if (conninfo)
      config.database = std::move(*conninfo);
    else
      reader.bad("DATABASE_URL", conninfo.error());
  }
  read_model(reader, config);
  read_s3(reader, config);
  read_office(reader, config);
  config.jwt_secret = jwt_secret(reader, config);
  if (!reader.errors().empty())
    return fail(
        {.code = Code::invalid, .public_message = "These settings are wrong:", .fields = std::move(reader.errors())});
  return config;
}

}  // namespace kontor::app
