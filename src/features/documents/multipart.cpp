#include "features/documents/multipart.hpp"

#include "base/text.hpp"

namespace kontor::documents {
namespace {

constexpr std::size_t kMaxParts = 10;      // two are known
constexpr std::size_t kMaxBoundary = 72;   // RFC 2046: 70 and the two hyphens
constexpr std::size_t kMaxHeaders = 4096;  // of one part: a name of 255 letters fits many times
constexpr std::string_view kLine = "\r\n";

Failure broken(std::string_view what) {
  return fail(Error::invalid("body", fmt::format("is no form (multipart/form-data): {}", what)));
}

/// `name="value"` behind a semicolon; browsers write a quote in a value as %22.
std::string parameter(std::string_view header, std::string_view name) {
  const std::string mark = fmt::format("; {}=\"", name);
  const std::size_t at = header.find(mark);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = header.substr(at + mark.size());
  std::string value(rest.substr(0, rest.find('"')));
  for (std::size_t quote; (quote = value.find("%22")) != std::string::npos;) value.replace(quote, 3, "\"");
  return value;
}

/// From the headers' lines.
Result<FormPart> part_of(std::string_view headers, std::string_view content) {
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find(kLine), headers.size());
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + kLine.size(), headers.size()));
    if (!lowercase(line.substr(0, line.find(';'))).starts_with("content-disposition: form-data")) continue;
    FormPart part{.name = parameter(line, "name"), .file_name = parameter(line, "filename"), .content = content};
    if (part.name.empty()) return broken("a part has no name");
    return part;
  }
  return broken("a part has no Content-Disposition");
}

}  // namespace

bool is_form(std::string_view media_type) { return lowercase(media_type).starts_with("multipart/form-data"); }

// The boundary is what the body begins with, so that nobody has to carry the letters of the header's parameter along.
Result<std::vector<FormPart>> form_parts(std::string_view body) {
  const std::size_t first = body.find(kLine);
  if (!body.starts_with("--") || first == std::string_view::npos || first <= 2 || first > kMaxBoundary)
    return broken("it does not begin with a boundary");
  const std::string boundary = fmt::format("{}{}", kLine, body.substr(0, first));
  std::vector<FormPart> parts;
  for (std::size_t at = first + kLine.size();;) {
    const std::size_t head = body.find("\r\n\r\n", at);
    if (head == std::string_view::npos || head - at > kMaxHeaders) return broken("a part has no headers");
    const std::size_t begin = head + 4;
    const std::size_t end = body.find(boundary, begin);
    if (end == std::string_view::npos) return broken("it is cut off");
    TRY(FormPart part, part_of(body.substr(at, head - at), body.substr(begin, end - begin)));
    parts.push_back(std::move(part));
    at = end + boundary.size();
    if (body.substr(at).starts_with("--")) return parts;
    if (!body.substr(at).starts_with(kLine)) return broken("a boundary is followed by something else");
    if (parts.size() == kMaxParts) return broken("it has too many parts");
    at += kLine.size();
  }
}

}  // namespace kontor::documents
