#include "docgen/wordml/settings.hpp"

namespace kontor::docgen::wordml {

Settings Settings::read(Xml root) {
  Settings out;
  if (const auto tab = length(root.child("w:defaultTabStop"), "w:val"); tab && *tab > 0) out.default_tab = *tab;
  out.even_and_odd = toggle(root, "w:evenAndOddHeaders").value_or(false);
  out.hyphenates = toggle(root, "w:autoHyphenation").value_or(false);
  const Xml compatibility = root.child("w:compat");
  out.mark_after_page_break = toggle(compatibility, "w:splitPgBreakAndParaMark").value_or(false);
  out.adds_space = toggle(compatibility, "w:doNotUseHTMLParagraphAutoSpacing").value_or(false);
  for (const Xml setting : compatibility.children("w:compatSetting"))
    if (text_in(setting, "w:name") == "compatibilityMode") out.compatibility = integer(val(setting), out.compatibility);
  return out;
}

}  // namespace kontor::docgen::wordml
