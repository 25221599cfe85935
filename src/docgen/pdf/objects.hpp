#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::pdf {

/// The file in the making: numbered objects, written once and in one pass into one buffer. Streams go into the file at
/// once; all other objects are collected and packed into object streams, which makes a tagged document a third smaller.
class Objects {
 public:
  using Id = std::uint32_t;

  Objects();

  /// A number for an object that others refer to before it is written.
  Id reserve();
  /// Begins an object that is no stream: the text appended to what is returned, until the next begin(), is it.
  std::string& begin(Id id);
  std::string& begin_new(Id& id) { return begin(id = reserve()); }

  enum class Packing {
    deflate,  ///< `bytes` are packed here
    as_is     ///< `entries` say how they are packed, or they are not
  };
  /// `entries` are those of the dictionary but for its length: "/Type/XObject/Width 10".
  void stream(Id id, std::string_view entries, std::string_view bytes, Packing packing);
  Id new_stream(std::string_view entries, std::string_view bytes, Packing packing);

  /// Ends the file and gives its bytes. The file's identifier is made from all bytes before it.
  std::string finish(Id catalog, Id information);

 private:
  struct Place {
    std::uint32_t where = 0;  ///< offset in the file, or the number of the object stream
    std::uint32_t index = 0;  ///< in the object stream
    std::uint8_t kind = 0;    ///< as in cross-reference streams: 0 free, 1 in the file, 2 in an object stream
  };

  void flush();
  void cross_references(Id catalog, Id information);

  std::string out_, scratch_;
  std::vector<Place> places_;
  std::string collected_;                            ///< the objects of the object stream in the making
  std::vector<std::pair<Id, std::size_t>> members_;  ///< their numbers and offsets
};

}  // namespace kontor::docgen::pdf
