#include "http/static_files.hpp"

#include "base/text.hpp"
#include "http/problem.hpp"

namespace kontor::http {
namespace {

/// Whether a comma-separated header such as `gzip, br;q=0.8` takes `wanted` with a weight above zero.
bool accepts(std::string_view header, std::string_view wanted) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    const std::string_view item = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t semicolon = item.find(';');
    if (trimmed(item.substr(0, semicolon)) != wanted) continue;
    const std::string_view weight = semicolon == std::string_view::npos ? "" : trimmed(item.substr(semicolon + 1));
    return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000";
  }
  return false;
}

struct Variant {
  std::string_view encoding;  ///< empty for the bytes as they are
  std::string_view bytes;
};

Variant best(const EmbeddedFile& file, std::string_view accepted) {
  if (!file.brotli.empty() && accepts(accepted, "br")) return {"br", file.brotli};
  if (!file.gzip.empty() && accepts(accepted, "gzip")) return {"gzip", file.gzip};
  return {"", file.identity};
}

/// A strong tag is one for one sequence of bytes: each encoding has its own.
std::string tag(const EmbeddedFile& file, const Variant& variant) {
  if (variant.encoding.empty()) return std::string(file.etag);
  return fmt::format("{}-{}\"", file.etag.substr(0, file.etag.size() - 1), variant.encoding);
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || (!if_none_match.empty() && if_none_match.find(etag) != std::string_view::npos);
}

/// The build puts a hash of the content into the names below assets/: they never change.
std::string_view cache_control(std::string_view path) {
  return path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

Response serve(const EmbeddedFile& file, const Request& request, std::string_view caching) {
  const Variant variant = best(file, request.header("Accept-Encoding"));
  const std::string etag = tag(file, variant);
  Response response;
  response.add_header("Cache-Control", caching);
  response.add_header("ETag", etag);
  response.add_header("Vary", "Accept-Encoding");
  if (matches(request.header("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  response.content_type = file.type;
  response.static_body = variant.bytes;
  if (!variant.encoding.empty()) response.add_header("Content-Encoding", variant.encoding);
  return response;
}

const EmbeddedFile* StaticFiles::find(std::string_view path) const {
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), path,
                       [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

Response StaticFiles::answer(const Request& request) const {
  const auto nothing = [&] {
    return problem(404, fmt::format("There is nothing at {}.", request.path), request.request_id);
  };
  if (request.method != Method::get && request.method != Method::head) return nothing();
  const std::string_view path = std::string_view(request.path).substr(1);
  if (const EmbeddedFile* file = find(path)) return serve(*file, request, cache_control(path));
  const bool is_page = !path.starts_with("api/") && path.find('.') == std::string_view::npos;
  const EmbeddedFile* index = is_page ? find("index.html") : nullptr;
  return index ? serve(*index, request, "no-cache") : nothing();
}

}  // namespace kontor::http
