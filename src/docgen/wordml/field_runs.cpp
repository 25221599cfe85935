#include "docgen/wordml/story.hpp"

/// Fields among the runs of a story.
namespace kontor::docgen::wordml {
namespace {

constexpr std::size_t kMostFields = 100;  // one within the other

}  // namespace

void Story::simple_field(Xml node) {
  if (in_instruction()) return;
  fields_.push_back({.instruction = std::string(text_in(node, "w:instr"))});
  begin_result();
  const std::size_t count = fields_.size();
  inlines(node);
  fields_.resize(std::min(fields_.size(), count));
  if (fields_.size() == count) end_field(open_->look.run);
}

void Story::field_character(Xml node, const RunProperties& look) {
  const std::string_view type = text_in(node, "w:fldCharType");
  if (type == "begin") {
    if (fields_.size() >= kMostFields)
      return reading_.fail_with(office::bad_file("The file has fields without an end."));
    fields_.emplace_back();
    if (const Xml box = node.child("w:ffData").child("w:checkBox")) {
      const Xml checked = box.child("w:checked") ? box.child("w:checked") : box.child("w:default");
      fields_.back().check_box = checked && is_on(val(checked));
    }
  } else if (type == "separate" && !fields_.empty()) {
    begin_result();
  } else if (type == "end" && !fields_.empty()) {
    end_field(look);
  }
}

void Story::begin_result() {
  OpenField& field = fields_.back();
  if (field.in_result) return;
  field.in_result = true;
  const FieldCode code = FieldCode::read(field.instruction);
  field.field = page_field_of(code);
  field.link = link_of(code);
}

void Story::end_field(const RunProperties& look) {
  const bool had_result = fields_.back().in_result;
  begin_result();
  OpenField field = std::move(fields_.back());
  const std::string link = current_link();
  fields_.pop_back();
  if (in_instruction()) return;
  if (field.check_box && !had_result) return text(*field.check_box ? "☒" : "☐", look);
  if (!field.field) return;
  if (OpenField* outer = collecting()) {
    outer->result.text += field.result.text;
    return;
  }
  field.result.link = link;
  if (!field.dressed) reading_.dresses().put_on(field.result, look);
  field.result.field = std::make_shared<const PageField>(std::move(*field.field));
  if (field.result.text.empty()) field.result.text = "1";
  if (open_) open_->runs.push_back(std::move(field.result));
}

bool Story::in_instruction() const {
  return std::ranges::any_of(fields_, [](const OpenField& field) { return !field.in_result; });
}

/// The outermost field whose result is made by the pages.
OpenField* Story::collecting() {
  for (OpenField& field : fields_)
    if (field.in_result && field.field) return &field;
  return nullptr;
}

std::string Story::current_link() const {
  for (auto field = fields_.rbegin(); field != fields_.rend(); ++field)
    if (!field->link.empty()) return field->link;
  return open_ ? open_->link : std::string();
}

}  // namespace kontor::docgen::wordml
