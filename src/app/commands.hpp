#pragma once

#include <string>

#include "app/config.hpp"

/// The commands beside `serve`. Each returns the exit code and throws with one clear line when it cannot do its work.
namespace kontor::app {

/// Applies the migrations, or with `only_status` prints which are applied.
int migrate(const Config& config, bool only_status);

/// Fills a template file with a JSON file; the format is that of the output's name.
int render(const std::string& template_path, const std::string& data_path, const std::string& output_path);
/// Prints the JSON Schema of a template's fields.
int render_schema(const std::string& template_path);
/// Prints what is wrong with a template or may be, one per line; 1 when it cannot be used.
int render_check(const std::string& template_path);

/// Prints the OpenAPI document.
int print_openapi();

/// Tries everything that `serve` will need, and says what is wrong and what to do about it.
int doctor(const Config& config);

}  // namespace kontor::app
