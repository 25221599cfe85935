#pragma once

#include <cstddef>
#include <cstdint>

/// What a template may cost. A template is written by a person, so each of these is far above what a document needs and
/// far below what would trouble the machine that fills it.
namespace kontor::docgen {

/// Blocks in blocks: each is a few frames of the parser's and the evaluator's stack, and nobody can read more.
inline constexpr int kMaxBlocks = 50;
/// Brackets in brackets within one expression, for the same reason.
inline constexpr int kMaxBrackets = 100;
/// Operators in one expression: a chain such as 1 + 1 + 1 … makes a tree that is as deep as it is long.
inline constexpr int kMaxOperations = 500;
/// Macros and recursive loops that call one another at a time.
inline constexpr int kMaxCalls = 50;
/// Everything together that may be open at a time: a thousand frames of some kilobytes fit any thread's stack.
inline constexpr int kMaxDepth = 1'000;
/// Lists in lists. JSON that we read stops at 32; the rest is for what a template builds itself.
inline constexpr int kMaxNesting = 60;
/// Values in a list that a template builds, those of the lists in it included: comparing, printing and sorting walk all
/// of them, however they are shared.
inline constexpr std::uint32_t kMaxWeight = 500'000;
/// Items that `range` makes at once, as in Jinja's sandbox.
inline constexpr std::int64_t kMaxRange = 100'000;
/// Columns that text is padded or broken to: wider than any page.
inline constexpr int kMaxColumns = 10'000;
/// One text, in bytes: the longest document that comes out.
inline constexpr std::size_t kMaxText = std::size_t{8} << 20;
/// Bytes of text that are made for the price of one step; with the limit of steps this bounds the memory of all texts
/// that are alive at once.
inline constexpr std::size_t kBytesPerStep = 32;
/// Steps that building one item of a list costs; an item takes more memory than the bytes of a text do.
inline constexpr std::uint64_t kStepsPerItem = 4;

}  // namespace kontor::docgen
