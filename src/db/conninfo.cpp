#include <libpq-fe.h>

#include "db/migrator.hpp"

namespace kontor::db {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

using Settings = std::map<std::string, std::string>;

std::optional<Settings> parse(const std::string& conninfo) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), &message));
  PQfreemem(message);  // may quote the input, and with it a password
  if (!options) return std::nullopt;
  Settings settings;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    if (option->val && *option->val) settings[option->keyword] = option->val;
  }
  return settings;
}

std::string joined(const Settings& settings) {
  std::string text;
  for (const auto& [name, value] : settings) {
    if (!text.empty()) text += ' ';
    text += name + "='";
    for (const char c : value) {
      if (c == '\'' || c == '\\') text += '\\';
      text += c;
    }
    text += '\'';
  }
  return text;
}

std::string setting(const Settings& settings, const char* name, const char* otherwise) {
  const auto found = settings.find(name);
  return found == settings.end() ? otherwise : found->second;
}

/// SQLAlchemy's asyncpg takes `ssl=require` where libpq takes `sslmode=require`.
void rename_ssl(std::string& url) {
  const std::size_t query = url.find('?');
  for (const char* mark : {"?ssl=", "&ssl="}) {
    const std::size_t at = url.find(mark, query == std::string::npos ? url.size() : query);
    if (at == std::string::npos) continue;
    const std::size_t value = at + 5;
    const std::size_t end = std::min(url.find('&', value), url.size());
    const std::string wanted = url.substr(value, end - value);
    const std::string mode = wanted == "true" ? "require" : wanted == "false" ? "disable" : wanted;
    url.replace(at + 1, end - at - 1, "sslmode=" + mode);
  }
}

}  // namespace

Result<std::string> conninfo_from_url(std::string_view url) {
  std::string text(url);
  if (const std::size_t scheme = text.find("://"); scheme != std::string::npos) {
    const std::string name = text.substr(0, text.substr(0, scheme).find('+'));
    if (name == "postgresql" || name == "postgres") text.replace(0, scheme, "postgresql");
    rename_ssl(text);
  }
  const std::optional<Settings> settings = parse(text);
  if (!settings || settings->empty()) {
    return fail(Error::invalid("DATABASE_URL",
                               "is not an address of PostgreSQL like postgresql://user:password@host:5432/database"));
  }
  return joined(*settings);
}

std::string without_password(const std::string& conninfo) {
  const std::optional<Settings> settings = parse(conninfo);
  if (!settings) return "?";
  return fmt::format("{}@{}:{}/{}", setting(*settings, "user", "?"), setting(*settings, "host", "localhost"),
                     setting(*settings, "port", "5432"), setting(*settings, "dbname", "?"));
}

std::string with_role(const std::string& conninfo, std::string_view role) {
  std::optional<Settings> settings = parse(conninfo);
  if (role.empty() || !settings) return conninfo;
  std::string& options = (*settings)["options"];
  if (!options.empty()) options += ' ';
  options += fmt::format("-c role={}", role);
  return joined(*settings);
}

}  // namespace kontor::db
