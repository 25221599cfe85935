#include "blob/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "base/secret.hpp"

namespace kontor::blob {
namespace {

[[noreturn]] void cannot(std::string_view what, const std::filesystem::path& path) {
  throw Unavailable(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor || ::fsync(descriptor.get()) != 0) cannot("sync", folder);
}

/// mkdir -p whose new entries survive a power cut.
void make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(folder.parent_path());
  if (errno == EEXIST) return;
  if (errno != ENOENT) cannot("make", folder);
  make_folder(folder.parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) cannot("make", folder);
  sync_folder(folder.parent_path());
}

}  // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

NewFile::NewFile(const std::filesystem::path& waiting_room, std::filesystem::path place)
    : place_(std::move(place)), path_(waiting_room / random_token(16)) {
  descriptor_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!descriptor_) cannot("make", path_);
}

NewFile::~NewFile() {
  if (!committed_) ::unlink(path_.c_str());
}

void NewFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot("write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void NewFile::commit() {
  if (::fsync(descriptor_.get()) != 0) cannot("sync", path_);
  descriptor_ = Descriptor();
  make_folder(place_.parent_path());
  if (::rename(path_.c_str(), place_.c_str()) != 0) cannot("move into place", place_);
  committed_ = true;
  sync_folder(place_.parent_path());
}

std::optional<std::string> read_file(const std::filesystem::path& path, std::uint64_t offset, std::size_t size) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about{};
  if (!descriptor && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!descriptor || ::fstat(descriptor.get(), &about) != 0) cannot("read", path);
  if (!S_ISREG(about.st_mode)) return std::nullopt;
  const auto whole = static_cast<std::uint64_t>(about.st_size);
  std::string bytes(offset >= whole ? 0 : std::min<std::uint64_t>(size, whole - offset), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const auto got =
        ::pread(descriptor.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) cannot("read", path);
    if (got == 0) bytes.resize(done);
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace kontor::blob
