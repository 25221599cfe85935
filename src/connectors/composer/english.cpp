#include "connectors/composer/phrases.hpp"

namespace kontor::connectors {
namespace {

std::string list(const Fields& fields) { return joined(fields.items(), "and", "the other items listed"); }

std::string sentence(std::string text) {
  if (!text.ends_with('.')) text += '.';
  return text;
}

void add_period(const Fields& fields, Sentences& out) {
  const auto start = fields.start();
  const auto end = fields.end();
  if (start && end && start->is_date && end->is_date) {
    out.push_back(fmt::format("The work runs from {} to {}.", start->text, end->text));
  } else if (const auto deadline = fields.deadline()) {
    const bool whole = deadline->text.contains(". ") || deadline->text.contains(" — ");
    out.push_back(sentence(deadline->is_date ? "It is to be completed by " + deadline->text
                           : whole           ? deadline->text
                                             : "Time frame: " + deadline->text));
  }
}

Paragraphs kept(Paragraphs paragraphs) {
  std::erase_if(paragraphs, [](const Sentences& sentences) { return sentences.empty(); });
  if (paragraphs.empty()) paragraphs = {{"The details are set out in this document."}};
  return paragraphs;
}

}  // namespace

Paragraphs introduction_in_english(const Fields& fields) {
  Sentences thanks{"Thank you for your request."};
  Sentences offer;
  std::string below = "Below is our proposal";
  if (const auto subject = fields.subject()) below += fmt::format(" “{}”", *subject);
  if (const auto client = fields.client()) below += " for " + *client;
  thanks.push_back(sentence(below));
  if (const auto wish = fields.wish()) thanks.push_back(fmt::format("You wrote: “{}”.", *wish));
  if (const auto items = fields.items(false); !items.empty())
    offer.push_back(sentence("It covers " + joined(items, "and", "other items", 4)));
  offer.push_back("Quantities, prices and terms are set out below.");
  offer.push_back("If anything should be different, tell us and we will send an updated version.");
  return {thanks, offer};
}

Paragraphs proposal_in_english(const Fields& fields) {
  Sentences offer;
  Sentences terms;
  const auto client = fields.client();
  const auto subject = fields.subject();
  if (client && subject) {
    offer.push_back(
        sentence(fmt::format("This proposal has been prepared for {}. Its subject is: {}", *client, *subject)));
  } else if (client) {
    offer.push_back(sentence("This proposal has been prepared for " + *client));
  } else if (subject) {
    offer.push_back(sentence("The subject of this proposal is: " + *subject));
  }
  if (const auto wish = fields.wish()) offer.push_back(fmt::format("Your request says: “{}”.", *wish));
  if (!fields.items().empty()) offer.push_back(sentence("The proposal covers " + list(fields)));

  if (const auto total = fields.total()) terms.push_back(sentence("The total comes to " + *total));
  add_period(fields, terms);
  if (const auto payment = fields.payment()) terms.push_back(sentence("Payment: " + *payment));
  if (const auto valid = fields.valid_until())
    terms.push_back(
        sentence(valid->is_date ? "The proposal is valid until " + valid->text : "Validity: " + valid->text));
  if (!offer.empty() || !terms.empty())
    terms.push_back(
        "If the scope, a quantity or a date needs to change, let us know and we will send an updated version.");
  return kept({offer, terms});
}

Paragraphs scope_in_english(const Fields& fields) {
  Sentences body;
  if (!fields.items().empty()) {
    body.push_back(sentence("The scope is " + list(fields)));
  } else if (const auto subject = fields.subject()) {
    body.push_back(sentence("The subject is: " + *subject));
  }
  return kept({body});
}

Paragraphs terms_in_english(const Fields& fields) {
  Sentences body;
  if (const auto total = fields.total()) body.push_back(sentence("The total comes to " + *total));
  add_period(fields, body);
  if (const auto payment = fields.payment()) body.push_back(sentence("Payment: " + *payment));
  if (const auto due = fields.payment_due())
    body.push_back(sentence(due->is_date ? "Please pay by " + due->text : "Payment is due: " + due->text));
  return kept({body});
}

Paragraphs closing_in_english(const Fields& fields) {
  Sentences body{"If you have a question or something should be different, write to us."};
  if (const auto valid = fields.valid_until(); valid && valid->is_date)
    body.push_back(sentence("The proposal is valid until " + valid->text));
  body.push_back("Thank you for turning to us.");
  return {body};
}

Paragraphs item_in_english(const Fields::Item& item) {
  Sentences body{sentence(item.quantity.empty() ? item.name : fmt::format("{}: {}", item.name, item.quantity))};
  if (!item.note.empty()) body.push_back(sentence(item.note));
  return {body};
}

Paragraphs services_in_english(const Fields& fields) {
  Sentences body;
  if (!fields.items().empty()) body.push_back(sentence("The services cover " + list(fields)));
  return kept({body});
}

Paragraphs done_in_english(const Fields& fields) {
  Sentences body;
  const auto start = fields.start();
  const auto end = fields.end();
  const bool period = start && end && start->is_date && end->is_date;
  const std::string when = period ? fmt::format("From {} to {} the Contractor completed", start->text, end->text)
                                  : std::string("The Contractor completed");
  if (!fields.items().empty()) body.push_back(sentence(when + ": " + list(fields)));
  return kept({body});
}

Paragraphs debt_in_english(const Fields& fields) {
  Sentences body;
  if (auto history = fields.history()) body.push_back(sentence(std::move(*history)));
  body.push_back("We value working with you and would like to settle this without a dispute.");
  return {body};
}

Paragraphs job_in_english(const Fields& fields) {
  std::string offer = "We are glad to offer you this position: " + fields.job().value_or("");
  if (const auto department = fields.department()) offer += fmt::format(" ({})", *department);
  return {{"Thank you for your interest in our company.", sentence(std::move(offer))}};
}

Paragraphs contract_in_english(const Fields& fields) {
  Sentences subject;
  Sentences terms;
  const auto client = fields.client();
  const std::string customer = client ? fmt::format("The Client, {},", *client) : "The Client";
  const std::string what = !fields.items().empty() ? list(fields) : fields.subject().value_or("");
  if (!what.empty())
    subject = {sentence("Under this contract the Contractor shall provide the following: " + what),
               customer + " shall accept the performance and pay for it on the terms of this contract."};
  else if (client)
    subject.push_back(fmt::format(
        "This contract is made between the Contractor and {} (the Client) on the terms set out in it.", *client));
  if (const auto total = fields.total()) terms.push_back(sentence("The contract price is " + *total));
  add_period(fields, terms);
  if (const auto payment = fields.payment()) terms.push_back(sentence("Payment: " + *payment));
  return kept({subject, terms});
}

Paragraphs invoice_in_english(const Fields& fields) {
  Sentences body;
  if (const auto client = fields.client()) body.push_back(sentence("This invoice is issued to " + *client));
  if (!fields.items().empty()) body.push_back(sentence("It covers " + list(fields)));
  if (const auto total = fields.total()) body.push_back(sentence("The amount due is " + *total));
  if (const auto due = fields.payment_due())
    body.push_back(sentence(due->is_date ? "Please pay by " + due->text : "Payment is due: " + due->text));
  if (const auto payment = fields.payment()) body.push_back(sentence("Payment terms: " + *payment));
  return kept({body});
}

Paragraphs document_in_english(const Fields& fields) {
  Sentences body;
  if (const auto client = fields.client()) body.push_back(sentence("This document has been prepared for " + *client));
  if (const auto subject = fields.subject()) body.push_back(sentence("Its subject is: " + *subject));
  if (!fields.items().empty()) body.push_back(sentence("It covers " + list(fields)));
  if (const auto total = fields.total()) body.push_back(sentence("The total comes to " + *total));
  add_period(fields, body);
  return kept({body});
}

}  // namespace kontor::connectors
