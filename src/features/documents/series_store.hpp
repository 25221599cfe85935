#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "features/documents/page_cursor.hpp"
#include "features/documents/series.hpp"

namespace kontor::documents {

/// A number of the register that a document gets.
struct Registration {
  Id<Series> series_id;
  Kind kind;
  TakenNumber taken;
  std::string number;
  Id<GeneratedDocument> document_id;
  std::optional<std::string> idempotency_key;
};

class SeriesStore {
 public:
  explicit SeriesStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Caller& caller) { return database_.begin(db::Scope::tenant(caller.org)); }

  Async<std::vector<StoredSeries>> list(const Caller& caller);
  Async<std::optional<StoredSeries>> find(const Caller& caller, Id<Series> id);
  /// One more than `limit`, if there are so many; the newest first.
  Async<std::vector<RegisteredNumber>> numbers(const Caller& caller, Id<Series> id, std::optional<NumberState> state,
                                               std::optional<PageCursor> after, int limit);

  /// Until the transaction ends nobody else takes a number of the series or changes it. What it has counted may be
  /// older than the lock: reread() tells.
  Async<std::optional<StoredSeries>> lock(db::Transaction& transaction, Id<Series> id);
  Async<StoredSeries> reread(db::Transaction& transaction, Id<Series> id);
  Async<std::optional<StoredSeries>> lock_default(db::Transaction& transaction, Kind kind);
  /// Of a locked series: the next number of the period, which is given back when the transaction rolls back.
  Async<TakenNumber> take(db::Transaction& transaction, Id<Series> id);
  /// Error{conflict} when the kind has a document of that number, or the caller has used the key for another.
  Task<> enter(db::Transaction& transaction, const Caller& caller, const Registration& registration);
  /// False when it is void already, or there is no such number.
  Async<bool> make_void(db::Transaction& transaction, const Caller& caller, Id<GeneratedDocument> document,
                        const std::string& reason);
  /// The document that the caller's key was used for.
  Async<std::optional<Id<GeneratedDocument>>> find_by_key(const Caller& caller, const std::string& idempotency_key);

  /// Error{conflict} when the kind has a series of that pattern.
  Task<> insert(db::Transaction& transaction, const Caller& caller, const StoredSeries& made);
  Task<> update(db::Transaction& transaction, const StoredSeries& changed);
  /// The kind's default is none any more; a new one has to follow in the transaction.
  Async<> end_default(db::Transaction& transaction, Kind kind);
  /// The period that lasts goes on behind `last`, unless it is further already.
  Async<> go_on_behind(db::Transaction& transaction, Id<Series> id, int last);
  /// The period that lasts, which must have no number yet, begins behind `last`.
  Async<> start_behind(db::Transaction& transaction, Id<Series> id, int last);
  /// In the period that lasts.
  Async<bool> has_numbers(db::Transaction& transaction, Id<Series> id);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
