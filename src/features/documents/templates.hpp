#pragma once

#include "async/task.hpp"
#include "features/documents/template_content.hpp"
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
  /// What that version is made of: its text, or the bytes of its Word file.
  Async<Content> content(const Caller& caller, const Template& version);
  /// The same with a name for the disk.
  Task<TakenFile> file(const Caller& caller, Id<Template> id, std::optional<int> version);

  /// What is wrong in the source is told by line and column at `body.source`.
  Task<Template> create(const Caller& caller, const CreateTemplate& in);
  /// Another source keeps what the author refined in the schema, as a new file does.
  Task<Template> change(const Caller& caller, Id<Template> id, const ChangeTemplate& in);
  Task<> remove(const Caller& caller, Id<Template> id);

  /// What a file would make, or why it makes nothing. Saves nothing.
  Task<InspectedTemplate> inspect(const Caller& caller, IncomingFile file, const std::optional<Id<Template>>& of);
  /// A template from a file. Its errors are told by paragraph or line at `body`.
  Task<UploadedTemplate> upload(const Caller& caller, IncomingFile file, const UploadTemplate& about);
  /// A new version from a file, with what the author had refined. A sample that no longer fits is dropped.
  Task<UploadedTemplate> replace_file(const Caller& caller, Id<Template> id, IncomingFile file);

 private:
  Async<Content> content(db::Transaction& transaction, const Template& version);
  Async<> keep(db::Transaction& transaction, Template& version, TakenFile file);

  TemplateStore store_;
  async::CpuPool& cpu_;
  const Clock& clock_;
};

}  // namespace kontor::documents
