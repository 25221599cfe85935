#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "features/documents/template_store.hpp"

namespace kontor::async {
class CpuPool;
}

namespace kontor::documents {

/// A template that comes with Kontor.
struct BuiltInTemplate {
  std::string_view name;  ///< "ru/proposal"
  std::string_view source;
  std::string_view sample;  ///< a payload as JSON; empty without one
};

/// What a new organisation begins with: the built-in templates of its language, as templates of its own, to change or
/// to delete. One object per loop.
class StarterTemplates {
 public:
  /// The files outlive it.
  StarterTemplates(db::Database& database, async::CpuPool& cpu, std::span<const BuiltInTemplate> files)
      : store_(database), cpu_(cpu), files_(files) {}

  /// In the transaction that makes the organisation: so each organisation gets them once, and one that is deleted stays
  /// deleted. They belong to the owner; the first of the list is as new as `newest`. Throws for a file that is no
  /// template: those are a part of the program.
  Async<> insert(db::Transaction& transaction, const Caller& owner, Locale locale, Timestamp newest);
  /// The same for an organisation that is there already.
  Async<> add(const Caller& owner, Locale locale, Timestamp newest);

 private:
  Async<const std::vector<Template>*> of(Locale locale);

  TemplateStore store_;
  async::CpuPool& cpu_;
  std::span<const BuiltInTemplate> files_;
  std::array<std::vector<Template>, 2> compiled_;  ///< by language, once somebody asked; without ids and times
};

}  // namespace kontor::documents
