#include "app/assets.hpp"

#include <charconv>

namespace kontor::app {
namespace {

std::string_view find(std::span<const EmbeddedFile> files, std::string_view path) {
  for (const EmbeddedFile& file : files)
    if (file.path == path) return file.identity;
  return {};
}

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> all = [] {
    std::vector<db::Migration> found;
    for (const EmbeddedFile& file : embedded::migrations()) {  // sorted: 0001_name.sql, 0002_…
      std::string_view name = file.path;
      int number = 0;
      std::from_chars(name.data(), name.data() + name.find('_'), number);
      name.remove_prefix(name.find('_') + 1);
      name.remove_suffix(std::string_view(".sql").size());
      found.push_back({.number = number, .name = name, .sql = file.identity});
    }
    return found;
  }();
  return all;
}

const connectors::Prompts& prompts() {
  static const connectors::Prompts all = [] {
    std::vector<connectors::PromptFile> files;
    for (const EmbeddedFile& file : embedded::prompts()) files.push_back({file.path, file.identity});
    return connectors::Prompts(files);
  }();
  return all;
}

const std::vector<documents::BuiltInTemplate>& built_in_templates() {
  static const std::vector<documents::BuiltInTemplate> all = [] {
    std::vector<documents::BuiltInTemplate> found;
    for (const EmbeddedFile& file : embedded::templates()) {
      if (!file.path.ends_with(".md")) continue;
      const std::string_view name = file.path.substr(0, file.path.size() - 3);
      found.push_back({name, file.identity, find(embedded::templates(), std::string(name) + ".sample.json")});
    }
    return found;
  }();
  return all;
}

}  // namespace kontor::app
