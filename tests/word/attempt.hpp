#pragma once

#include <string>
#include <string_view>

namespace kontor::test {

/// What became of a template in a process of its own, under limits of time and memory.
struct Attempt {
  bool ended = false;    ///< by itself: neither a crash nor a limit
  bool filled = false;   ///< there is a document
  std::string said;      ///< the error, or the document's bytes
  double seconds = 0;    ///< of CPU
  double megabytes = 0;  ///< that its peak lies above what the process had before
};

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr double kSlower = 10, kFatter = 6;  ///< sanitizers keep what was freed, and shadows of it
#else
inline constexpr double kSlower = 1, kFatter = 1;
#endif

/// Compiles the Word template, fills it with the fields (JSON) and writes it.
Attempt attempt(std::string_view file, std::string_view fields = "{}");

}  // namespace kontor::test
