#pragma once

#include <span>

#include "base/embedded.hpp"
#include "http/message.hpp"

namespace kontor::http {

/// The files of the web app, as they were embedded: with ETag, in the best encoding that the client takes. A path that
/// is no file and no API is a page of the app, so index.html answers it.
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files) : files_(files) {}

  Response answer(const Request& request) const;

 private:
  const EmbeddedFile* find(std::string_view path) const;

  std::span<const EmbeddedFile> files_;
};

/// One file to one client.
Response serve(const EmbeddedFile& file, const Request& request, std::string_view cache_control);

}  // namespace kontor::http
