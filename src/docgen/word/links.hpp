#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/office/edits.hpp"
#include "docgen/word/additions.hpp"

/// Links whose address holds tags. Word keeps an address apart from its link, in the part's relations, and the link
/// only names the relation. A link in a loop needs another address each time, so the address is put in the place of
/// that name before the part is read, filled there as any text is, and gets a relation of its own afterwards.
namespace kontor::docgen::word {

using namespace office;

/// The attribute by which a link names its relation.
inline constexpr std::string_view kRelationId = "r:id";

struct Linked {
  std::string xml;
  std::vector<std::string> spent;  ///< relations that nothing in the part names any more
};
/// The part with the addresses that hold tags in the places of their relations. Word encodes braces and spaces in
/// addresses (%7B%7B); inside of tags that is undone. Error{too_large} when it would have more than `most` bytes.
Result<Linked> with_addresses(std::string xml, std::string_view relations, std::size_t most);
std::string without_relations(std::string_view relations, std::span<const std::string> ids);

/// Appends a value in the address that `out` ends with. A value that begins the address is one itself and keeps its
/// signs; any other is encoded, so that it stays one piece of the address. In a phone number spaces and brackets go.
void write_in_address(std::string_view text, std::string& out);

/// The filled part with its links related to their addresses; a link whose address is empty links to nothing. `links`
/// are their places, for the errors: all bad addresses at once.
Result<std::string> related(std::string_view xml, const std::vector<Spot>& links, Additions& additions);

}  // namespace kontor::docgen::word
