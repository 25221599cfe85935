#pragma once

#include "features/documents/preview.hpp"
#include "features/documents/templates.hpp"
#include "features/organization/letterhead.hpp"

namespace kontor::documents {

/// Shows documents that do not exist yet. One object per loop.
class Previews {
 public:
  Previews(Templates& templates, organization::Letterheads& letterheads, async::CpuPool& cpu, const Clock& clock)
      : templates_(templates), letterheads_(letterheads), cpu_(cpu), clock_(clock) {}

  /// For whoever may make a document.
  Task<DocumentPreview> of_template(const Caller& caller, Id<Template> id, const PreviewTemplate& in);
  /// For whoever may save a template. Mistakes in the source are problems of the preview.
  Task<DocumentPreview> of_source(const Caller& caller, const PreviewSource& in);

 private:
  Task<docgen::Template> compiled(const Caller& caller, const Template& tmpl);

  struct Kept {
    Id<Template> id;
    int version;
    docgen::Template compiled;
  };

  Templates& templates_;
  organization::Letterheads& letterheads_;
  async::CpuPool& cpu_;
  const Clock& clock_;
  std::vector<Kept> kept_;  ///< versions never change; the one used last is at the end
};

}  // namespace kontor::documents
