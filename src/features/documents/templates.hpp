#pragma once

#include "async/task.hpp"
#include "features/documents/template_store.hpp"
#include "reflect/page.hpp"

namespace kontor::async {
class CpuPool;
}

namespace kontor::documents {

/// The organisation's templates and their versions. One object per loop.
class Templates {
 public:
  Templates(db::Database& database, async::CpuPool& cpu, const Clock& clock)
      : store_(database), cpu_(cpu), clock_(clock) {}

  Task<reflect::Page<TemplateSummary>> list(const Caller& caller, const ListTemplates& filter);
  Task<Template> find(const Caller& caller, Id<Template> id);
  Task<Template> find(const Caller& caller, Id<Template> id, int version);
  Task<std::vector<TemplateVersion>> versions(const Caller& caller, Id<Template> id);
  /// What is wrong in the source is told by line and column at `body.source`.
  Task<Template> create(const Caller& caller, const CreateTemplate& in);
  Task<Template> change(const Caller& caller, Id<Template> id, const ChangeTemplate& in);
  Task<> remove(const Caller& caller, Id<Template> id);

 private:
  TemplateStore store_;
  async::CpuPool& cpu_;
  const Clock& clock_;
};

}  // namespace kontor::documents
