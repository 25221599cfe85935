#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kontor {

/// A UUID; new ones are version 7 (RFC 9562). Those of one process sort in the order in which they were made, whatever
/// its clock does; those of several sort by the clock, to a quarter of a microsecond.
class Uuid {
 public:
  using Bytes = std::array<std::uint8_t, 16>;

  Uuid() = default;
  explicit Uuid(const Bytes& bytes) : bytes_(bytes) {}

  /// From any thread.
  static Uuid v7();
  /// Takes the 36-character form in either case; nothing else.
  static std::optional<Uuid> parse(std::string_view text);

  std::string text() const;
  /// Writes exactly 36 characters.
  void write(char* out) const;
  const Bytes& bytes() const { return bytes_; }
  bool empty() const { return bytes_ == Bytes{}; }

  auto operator<=>(const Uuid&) const = default;

 private:
  Bytes bytes_{};
};

/// The id of a Thing: an id of another kind does not convert to it.
template <class Thing>
class Id {
 public:
  Id() = default;
  explicit Id(Uuid uuid) : uuid_(uuid) {}

  static Id make() { return Id(Uuid::v7()); }
  static std::optional<Id> parse(std::string_view text) {
    const std::optional<Uuid> uuid = Uuid::parse(text);
    return uuid ? std::optional<Id>(Id(*uuid)) : std::nullopt;
  }

  const Uuid& uuid() const { return uuid_; }
  std::string text() const { return uuid_.text(); }
  bool empty() const { return uuid_.empty(); }

  auto operator<=>(const Id&) const = default;

 private:
  Uuid uuid_;
};

}  // namespace kontor

template <>
struct std::hash<kontor::Uuid> {
  std::size_t operator()(const kontor::Uuid& uuid) const noexcept;
};

template <class Thing>
struct std::hash<kontor::Id<Thing>> {
  std::size_t operator()(const kontor::Id<Thing>& id) const noexcept { return std::hash<kontor::Uuid>{}(id.uuid()); }
};
