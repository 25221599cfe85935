#include "docgen/layout/text/glyph_store.hpp"

namespace kontor::docgen::layout {

/// The run's destructor is never called: all that it would do is give back memory, which goes as a whole.
std::shared_ptr<const GlyphRun> GlyphStore::keep(const GlyphRun& run) {
  std::pmr::polymorphic_allocator<> memory(memory_.get());
  return {memory_, new (memory.allocate_object<GlyphRun>()) GlyphRun{.face = run.face,
                                                                     .size = run.size,
                                                                     .stretch = run.stretch,
                                                                     .embolden = run.embolden,
                                                                     .slant = run.slant,
                                                                     .glyphs = {run.glyphs, memory},
                                                                     .text = {run.text, memory}}};
}

}  // namespace kontor::docgen::layout
