#pragma once

#include <span>
#include <string_view>

namespace kontor {

// A file that was built into the program by kontor_embed (cmake/embed.cmake). All views are of static, read-only
// memory.
struct EmbeddedFile {
  std::string_view path;  // relative to the embedded folder, with '/', e.g. "assets/index-3f2a.js"
  std::string_view type;  // Content-Type, with the charset where text needs one
  std::string_view etag;  // strong, in its quotes, of the identity bytes; a variant's own tag is the server's to make
  std::string_view identity;  // the bytes as they are
  std::string_view gzip;      // empty when the type gains nothing by it or it would not be smaller
  std::string_view brotli;    // the same
};

// Each is defined by the kontor_embed call that has its name. Sorted by path.
namespace embedded {
std::span<const EmbeddedFile> web();
std::span<const EmbeddedFile> api_page();
std::span<const EmbeddedFile> migrations();
std::span<const EmbeddedFile> templates();
std::span<const EmbeddedFile> prompts();
}  // namespace embedded

}  // namespace kontor
