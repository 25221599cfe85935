#include "docgen/docx/package.hpp"

#include <zip.h>

#include <ctime>
#include <stdexcept>

namespace kontor::docgen::docx {
namespace {

/// libzip writes local time; this is the moment whose local time reads as `utc` does. Zip knows no year before 1980.
std::time_t moment(std::chrono::sys_seconds utc) {
  const std::time_t seconds = std::max<std::time_t>(utc.time_since_epoch().count(), 315'532'800);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  parts.tm_isdst = -1;
  return std::mktime(&parts);
}

[[noreturn]] void broken(zip_error_t* error) {
  throw std::runtime_error(fmt::format("libzip: {}", zip_error_strerror(error)));
}

}  // namespace

std::string zipped(const Parts& parts, std::chrono::sys_seconds modified) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (!target) broken(&error);
  zip_source_keep(target);  // survives the archive that writes to it
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept(target, zip_source_free);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (!archive) broken(&error);
  const std::time_t time = moment(modified);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = source ? zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0 || zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), time, 0) != 0) {
      if (source && index < 0) zip_source_free(source);
      zip_discard(archive);
      throw std::runtime_error("libzip: a part could not be added");
    }
  }
  if (zip_close(archive) != 0) {
    zip_error_set(&error, ZIP_ER_WRITE, 0);
    zip_discard(archive);
    broken(&error);
  }
  if (zip_source_open(target) != 0) broken(zip_source_error(target));
  zip_source_seek(target, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  return out;
}

}  // namespace kontor::docgen::docx
