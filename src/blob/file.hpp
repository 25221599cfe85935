#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace kontor::blob {

/// A file descriptor that is closed.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// A file that is written in the waiting room and moved to its place by commit(); removed when that never comes.
/// Everything blocks, and throws Unavailable with what failed and why.
class NewFile {
 public:
  NewFile(const std::filesystem::path& waiting_room, std::filesystem::path place);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  void append(std::string_view bytes);
  void commit();

 private:
  std::filesystem::path place_;
  std::filesystem::path path_;
  Descriptor descriptor_;
  bool committed_ = false;
};

/// Nothing when there is no such file.
std::optional<std::string> read_file(const std::filesystem::path& path, std::uint64_t offset, std::size_t size);

}  // namespace kontor::blob
