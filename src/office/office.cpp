#include "office/office.hpp"

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <sstream>
#include <system_error>

#include "office/locked_process.hpp"

namespace kontor::office {
namespace {

namespace fs = std::filesystem;

/// A directory for one file and for all that the office suite writes; gone with the object.
class Workshop {
 public:
  Workshop() {
    // mkdtemp puts its own letters in place of the six at the end.
    std::string name = (fs::temp_directory_path() / "kontor-office-").string() + std::string(6, 'X');
    if (!mkdtemp(name.data()))
      throw std::system_error(errno, std::generic_category(), "cannot make a directory for the office suite");
    path_ = name;
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() {
    std::error_code left;
    fs::remove_all(path_, left);
  }

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Error refused(std::string why) { return {.code = Code::unavailable, .public_message = std::move(why)}; }

Result<std::string> made(const fs::path& pdf, std::size_t most) {
  std::error_code absent;
  const std::uintmax_t size = fs::file_size(pdf, absent);
  if (absent || size == 0) return fail(refused("LibreOffice made no pages of this file."));
  if (size > most) return fail(refused("The pages that LibreOffice made of this file are too large."));
  std::ifstream in(pdf, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  std::string out = std::move(bytes).str();
  if (!out.starts_with("%PDF-")) return fail(refused("LibreOffice made no pages of this file."));
  return out;
}

}  // namespace

Result<std::string> Office::pdf_of(std::string_view docx) const {
  static std::mutex one_at_a_time;  // each takes a quarter of a gigabyte
  const std::scoped_lock alone(one_at_a_time);
  const Workshop workshop;
  const fs::path& place = workshop.path();
  std::ofstream(place / "document.docx", std::ios::binary)
      .write(docx.data(), static_cast<std::streamsize>(docx.size()));
  const Outcome outcome =
      run_locked({program_.string(), "-env:UserInstallation=file://" + (place / "profile").string(), "--headless",
                  "--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export", "--outdir", place.string(),
                  (place / "document.docx").string()},
                 {"HOME=" + place.string(), "TMPDIR=" + place.string(), "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                  "SAL_USE_VCLPLUGIN=svp"},
                 place.string(), {.time = limits_.time, .memory = limits_.memory, .file = limits_.file});
  if (outcome == Outcome::late)
    return fail(refused(fmt::format("LibreOffice did not finish this file within {} seconds.", limits_.time.count())));
  return made(place / "document.pdf", limits_.file);
}

}  // namespace kontor::office
