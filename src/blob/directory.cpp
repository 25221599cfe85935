#include "blob/directory.hpp"

#include <limits>

#include "blob/file.hpp"

namespace kontor::blob {
namespace {

constexpr const char* kWaitingRoom = ".incoming";  // a part of a key cannot begin with a dot

/// Shared with the pool: a Writer may die while a thread still writes for it.
class DirectoryWriter final : public Writer {
 public:
  DirectoryWriter(std::shared_ptr<NewFile> file, async::CpuPool& pool) : file_(std::move(file)), pool_(pool) {}

  Async<> append(std::string bytes) override {
    co_await pool_.run([file = file_, bytes = std::move(bytes)] { file->append(bytes); });
  }
  Async<> commit() override {
    co_await pool_.run([file = file_] { file->commit(); });
  }

 private:
  std::shared_ptr<NewFile> file_;
  async::CpuPool& pool_;
};

}  // namespace

Directory::Directory(std::filesystem::path root, async::CpuPool& pool) : root_(std::move(root)), pool_(pool) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(root_ / kWaitingRoom, error);
  if (!error) fs::permissions(root_, fs::perms::owner_all, error);
  if (error) throw Unavailable(fmt::format("cannot use {} for files: {}", root_.string(), error.message()));
  // Another process may be writing here now; only what is a day old was left behind.
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& left : fs::directory_iterator(root_ / kWaitingRoom, error))
    if (const auto changed = fs::last_write_time(left, error); !error && changed < yesterday) fs::remove(left, error);
}

Async<> Directory::put(Key key, std::string bytes) {
  co_await pool_.run([root = root_, key = std::move(key), bytes = std::move(bytes)] {
    NewFile file(root / kWaitingRoom, root / key.str());
    file.append(bytes);
    file.commit();
  });
}

Async<std::unique_ptr<Writer>> Directory::write(Key key) {
  auto file = co_await pool_.run([root = root_, key = std::move(key)] {
    return std::make_shared<NewFile>(root / kWaitingRoom, root / key.str());
  });
  co_return std::make_unique<DirectoryWriter>(std::move(file), pool_);
}

Task<std::string> Directory::get(Key key) { return read(std::move(key), 0, std::numeric_limits<std::size_t>::max()); }

Task<std::string> Directory::read(Key key, std::uint64_t offset, std::size_t size) {
  auto bytes = co_await pool_.run([path = root_ / key.str(), offset, size] { return read_file(path, offset, size); });
  if (!bytes) co_return fail(Error::not_found("file"));
  co_return std::move(*bytes);
}

Async<std::optional<std::uint64_t>> Directory::size(Key key) {
  co_return co_await pool_.run([path = root_ / key.str()]() -> std::optional<std::uint64_t> {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (!error) return size;
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
        error == std::errc::is_a_directory)
      return std::nullopt;
    throw Unavailable(fmt::format("cannot look at {}: {}", path.string(), error.message()));
  });
}

Async<bool> Directory::remove(Key key) {
  co_return co_await pool_.run([path = root_ / key.str()] {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return false;
    const bool removed = std::filesystem::remove(path, error);
    if (error && error != std::errc::not_a_directory)
      throw Unavailable(fmt::format("cannot remove {}: {}", path.string(), error.message()));
    return removed;
  });
}

Async<> Directory::check() {
  co_await pool_.run([root = root_] {
    NewFile file(root / kWaitingRoom, root / kWaitingRoom / "check");
    file.append("check");
  });
}

}  // namespace kontor::blob
