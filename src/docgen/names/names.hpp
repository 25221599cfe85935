#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// A name or a post in a case; or, where no rule decides, as it was given, with the reason.
struct Declined {
  std::string text;
  std::string doubt;  ///< empty when the rules decided; else a sentence without its point

  bool sure() const { return doubt.empty(); }
};

/// A person's full name, or a surname with initials: «Иванова Ивана Ивановича», «Иванова И. И.». Letters keep their
/// size. `gender` where the name itself does not say it.
Declined decline_name(std::string_view name, Case in, std::optional<Gender> gender = std::nullopt);

/// A post: «генерального директора», «индивидуального предпринимателя», «заместителя директора по развитию».
Declined decline_post(std::string_view post, Case in);

/// A name, a post, or a post and a name behind it («директор Иванов Иван Иванович»), whichever it is.
Declined decline(std::string_view text, Case in, std::optional<Gender> gender = std::nullopt);

}  // namespace kontor::docgen
