#include "features/documents/documents.hpp"
#include "features/documents/series_pattern.hpp"
#include "reflect/json_read.hpp"

namespace kontor::documents {
namespace {

Failure conflict(std::string message) { return fail({.code = Code::conflict, .public_message = std::move(message)}); }

Result<> may_be_issued(const GeneratedDocument& document) {
  if (document.number)
    return conflict(
        fmt::format("This document is issued already, as {}. To correct it, make a new one from the same "
                    "fields and void this one.",
                    *document.number));
  if (document.status == Status::failed)
    return conflict("This document could not be made, so it cannot be issued: correct its fields and make it again.");
  return {};
}

/// Why a number could not be entered into the register.
Error refused(Error error, const std::string& number) {
  if (error.internal_context == "document_numbers_idempotency_key") {
    error.public_message = "This Idempotency-Key was used for another document.";
    error.fields = {{"header.Idempotency-Key", "was used for another document"}};
  } else if (error.internal_context == "document_numbers_once") {
    error.public_message = fmt::format(
        "The number {} is taken already by a document of this kind. Change the pattern of the series, or its next "
        "number.",
        number);
  }
  return error;
}

std::vector<std::string> keys_of(const GeneratedDocument& document) {
  std::vector<std::string> keys;
  for (const StoredFile& file : reflect::from_json<std::vector<StoredFile>>(document.files.text).value())
    keys.push_back(file.key);
  return keys;
}

}  // namespace

Task<GeneratedDocument> Documents::issue(const Caller& caller, Id<GeneratedDocument> id, const IssueDocument& in,
                                         std::optional<std::string> key) {
  CO_TRY(caller.require(Permission::write_documents));
  {
    db::Transaction transaction = co_await store_.begin(caller);
    std::optional<GeneratedDocument> document = co_await store_.lock(transaction, id);
    if (!document) co_return fail(Error::not_found("document"));
    if (document->number && key && co_await series_.find_by_key(caller, *key) == id) co_return std::move(*document);
    CO_TRY(may_be_issued(*document));
    CO_TRY(co_await take_number(transaction, caller, *document, in, key));
    CO_TRY(co_await parts_.queue.insert(transaction, caller.org,
                                        RenderDocument{.document_id = id, .replaced = keys_of(*document)}));
    co_await transaction.commit();
  }
  co_await parts_.queue.wake();
  co_await tell(caller.org, id, Status::draft);
  co_return co_await find(caller, id);
}

Task<> Documents::take_number(db::Transaction& transaction, const Caller& caller, const GeneratedDocument& document,
                              const IssueDocument& in, const std::optional<std::string>& key) {
  // From here to the commit the others wait.
  const std::optional<StoredSeries> series = in.series_id ? co_await series_.lock(transaction, *in.series_id)
                                                          : co_await series_.lock_default(transaction, document.kind);
  if (!series && in.series_id) co_return fail(Error::invalid("body.series_id", "is not a series of your organisation"));
  if (!series) co_return conflict("The default series has just been changed. Try again.");
  if (series->kind != document.kind)
    co_return fail(Error::invalid("body.series_id",
                                  fmt::format("is a series for the kind {}, and this document is of the "
                                              "kind {}",
                                              reflect::enum_name(series->kind), reflect::enum_name(document.kind))));
  const TakenNumber taken = co_await series_.take(transaction, series->id);
  const std::string number =
      SeriesPattern::parse(series->pattern).value().number(taken.today, taken.seq, series->kind, series->locale);
  Result<> entered = co_await series_.enter(transaction, caller,
                                            {.series_id = series->id,
                                             .kind = series->kind,
                                             .taken = taken,
                                             .number = number,
                                             .document_id = document.id,
                                             .idempotency_key = key});
  if (!entered) co_return fail(refused(std::move(entered).error(), number));
  co_await store_.mark_issued(transaction, document.id);
  co_return Result<>();
}

Task<GeneratedDocument> Documents::make_void(const Caller& caller, Id<GeneratedDocument> id, const VoidDocument& in) {
  CO_TRY(caller.require(Permission::write_documents));
  {
    db::Transaction transaction = co_await store_.begin(caller);
    const std::optional<GeneratedDocument> document = co_await store_.lock(transaction, id);
    if (!document) co_return fail(Error::not_found("document"));
    if (!document->number) co_return conflict("This document is not issued and bears no number: it can be deleted.");
    if (!co_await series_.make_void(transaction, caller, id, in.reason.str()))
      co_return conflict("This document is void already.");
    co_await store_.mark_void(transaction, id);
    co_await transaction.commit();
    co_await tell(caller.org, id, document->status);
  }
  co_return co_await find(caller, id);
}

}  // namespace kontor::documents
