#pragma once

#include <string>
#include <vector>

#include "connectors/composer/fields.hpp"

namespace kontor::connectors {

using Sentences = std::vector<std::string>;
using Paragraphs = std::vector<Sentences>;

/// A section of a document in each language. Fields that are missing leave out their sentence.
Paragraphs introduction_in_russian(const Fields& fields);  ///< of a proposal: what follows is left to what follows
Paragraphs proposal_in_russian(const Fields& fields);
Paragraphs contract_in_russian(const Fields& fields);
Paragraphs invoice_in_russian(const Fields& fields);
Paragraphs document_in_russian(const Fields& fields);

Paragraphs scope_in_russian(const Fields& fields);
Paragraphs terms_in_russian(const Fields& fields);    ///< the price, the time, the payment
Paragraphs closing_in_russian(const Fields& fields);  ///< a last word to the reader
Paragraphs item_in_russian(const Fields::Item& item);
Paragraphs services_in_russian(const Fields& fields);  ///< what a contract is about
Paragraphs done_in_russian(const Fields& fields);      ///< the same when it is done
Paragraphs debt_in_russian(const Fields& fields);      ///< what was said about a debt, in a letter that asks for it
Paragraphs job_in_russian(const Fields& fields);       ///< the opening of a letter that offers one

Paragraphs introduction_in_english(const Fields& fields);
Paragraphs proposal_in_english(const Fields& fields);
Paragraphs contract_in_english(const Fields& fields);
Paragraphs invoice_in_english(const Fields& fields);
Paragraphs document_in_english(const Fields& fields);

Paragraphs scope_in_english(const Fields& fields);
Paragraphs terms_in_english(const Fields& fields);
Paragraphs closing_in_english(const Fields& fields);
Paragraphs item_in_english(const Fields::Item& item);
Paragraphs services_in_english(const Fields& fields);
Paragraphs done_in_english(const Fields& fields);
Paragraphs debt_in_english(const Fields& fields);
Paragraphs job_in_english(const Fields& fields);

/// "a, b and c"; "a, b; c" when a part has a comma itself. Past `most` parts the rest is called `others`.
std::string joined(std::vector<std::string> parts, std::string_view conjunction, std::string_view others,
                   std::size_t most = 6);

}  // namespace kontor::connectors
