#pragma once

#include "async/task.hpp"
#include "features/documents/series_store.hpp"
#include "reflect/page.hpp"

namespace kontor::documents {

/// The organisation's series of numbers and their register. Numbers are taken by Documents::issue. One object per loop.
class Numbering {
 public:
  Numbering(db::Database& database, const Clock& clock) : store_(database), clock_(clock) {}

  Task<std::vector<Series>> list(const Caller& caller);
  Task<Series> find(const Caller& caller, Id<Series> id);
  /// What is wrong in the pattern is told at `body.pattern` or `body.reset`.
  Task<Series> create(const Caller& caller, const CreateSeries& in);
  Task<Series> change(const Caller& caller, Id<Series> id, const ChangeSeries& in);
  Task<SeriesPreview> preview(const Caller& caller, const PreviewSeries& in);
  /// The newest first.
  Task<reflect::Page<RegisteredNumber>> numbers(const Caller& caller, Id<Series> id, const ListNumbers& filter);

 private:
  SeriesStore store_;
  const Clock& clock_;
};

/// The number that the next document of the series would get, were it issued today.
std::string next_number(const StoredSeries& series);

}  // namespace kontor::documents
