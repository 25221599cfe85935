#include "docgen/word/file.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "docgen/language/parser.hpp"
#include "docgen/office/lone_tags.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/office/package.hpp"
#include "docgen/office/package_lists.hpp"
#include "docgen/office/parts.hpp"
#include "docgen/office/properties.hpp"
#include "docgen/word/extras.hpp"
#include "docgen/word/landing.hpp"
#include "docgen/word/lift.hpp"
#include "docgen/word/links.hpp"
#include "docgen/word/outline.hpp"

namespace kontor::docgen::word {
namespace {

/// All parts with text of one file: 3,000 pages. What compiling needs in memory is a few times that.
constexpr std::size_t kMaxXml = std::size_t{32} << 20;
/// A filled part: a table of 30,000 rows.
constexpr std::size_t kMaxFilled = std::size_t{64} << 20;

constexpr std::string_view kTypes = "[Content_Types].xml";

/// The parts that can hold tags, by the end of their content type.
constexpr std::string_view kTagged[] = {
    "wordprocessingml.header+xml",   "wordprocessingml.footer+xml",   "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml", "wordprocessingml.comments+xml", "drawingml.chart+xml",
    "drawingml.diagramData+xml",     "drawingml.diagramDrawing+xml",  "package.core-properties+xml",
    "extended-properties+xml",       "custom-properties+xml"};
constexpr std::string_view kMain[] = {"wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
                                      "ms-word.document.macroEnabled.main+xml",
                                      "ms-word.template.macroEnabledTemplate.main+xml"};

struct Named {
  std::size_t entry;
  std::string label;  ///< "" for the document's own text
  bool word;          ///< in Word's own markup, not a chart or a property
};

/// "word/header1.xml" → "header 1".
std::string label_of(std::string_view name) {
  std::string stem(name.substr(name.rfind('/') + 1));
  stem.resize(std::min(stem.find('.'), stem.size()));
  if (stem == "core" || stem == "app" || stem == "custom") return "document properties";
  const std::size_t digits = stem.find_first_of("0123456789");
  if (digits != std::string::npos && digits > 0) stem.insert(digits, " ");
  return stem;
}

bool ends_with_any(std::string_view type, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return type.ends_with(end); });
}

/// The parts that can hold tags, the document first.
Result<std::vector<Named>> tagged_parts(const Archive& archive) {
  const auto types = archive.find(kTypes);
  if (!types) return fail(bad_file("This is no Word file: the archive holds no [Content_Types].xml."));
  TRY(const std::string xml, archive.unpack(archive.entries()[*types]));
  std::vector<Named> out;
  bool main = false;
  Scanner scanner(xml);
  for (;;) {
    auto mark = scanner.next();
    if (!mark) return fail(bad_file("[Content_Types].xml: " + mark.error().public_message));
    if (mark->kind == Mark::Kind::end) break;
    if (!mark->name.ends_with("Override") || mark->kind == Mark::Kind::close) continue;
    const std::string_view tag = std::string_view(xml).substr(mark->begin, mark->end - mark->begin);
    const std::string type(attribute_of(tag, "ContentType"));
    const std::string name = unescaped(attribute_of(tag, "PartName"));
    const auto entry = archive.find(std::string_view(name).substr(name.starts_with('/') ? 1 : 0));
    if (!entry) continue;
    if (ends_with_any(type, kMain) && !main) {
      out.insert(out.begin(), {*entry, "", true});
      main = true;
    } else if (ends_with_any(type, kTagged)) {
      out.push_back({*entry, label_of(name), type.find("wordprocessingml") != std::string::npos});
    }
  }
  if (main) return out;
  if (xml.find("spreadsheetml") != std::string::npos)
    return fail(bad_file("This is an Excel workbook, not a Word file."));
  if (xml.find("presentationml") != std::string::npos)
    return fail(bad_file("This is a presentation, not a Word file."));
  return fail(bad_file("This is no Word file: the archive holds no document."));
}

constexpr std::string_view kDrawing = "<wp:docPr ";

/// Word wants each drawing to have a number of its own; a loop repeats them.
void number_drawings(std::string& xml, Additions& additions) {
  std::set<std::string, std::less<>> seen;
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = xml.find(kDrawing); at != std::string::npos; at = xml.find(kDrawing, at + 1)) {
    const std::size_t id = xml.find(" id=\"", at), end = xml.find('>', at);
    if (id == std::string::npos || id > end) continue;
    const std::size_t begin = id + 5;
    std::string number = xml.substr(begin, xml.find('"', begin) - begin);
    const std::size_t behind = begin + number.size();
    if (seen.insert(std::move(number)).second) continue;
    out.append(xml, copied, begin - copied) += std::to_string(additions.drawing());
    copied = behind;
  }
  if (copied > 0) xml = std::move(out.append(xml, copied));
}

/// Reads the parts one after another into one file.
class Reader {
 public:
  explicit Reader(Archive archive) : file_(std::make_shared<File>(File{.archive = std::move(archive), .parts = {}})) {}

  Result<Reading> run() {
    TRY(const std::vector<Named> parts, tagged_parts(file_->archive));
    for (const Named& part : parts) TRY(read(part));
    file_->source = Source("", [places = places_](Offset at) { return (*places)(at); });
    if (const auto entry = file_->archive.find("docProps/core.xml")) {
      TRY(std::string xml, file_->archive.unpack(file_->archive.entries()[*entry]));
      file_->title = title_of(xml);
      file_->properties = {*entry, std::move(xml)};
    }
    file_->furnishings = std::make_shared<const Furnishings>(
        [archive = &file_->archive](std::string_view name) {
          const auto entry = archive->find(name);
          return entry ? archive->unpack(archive->entries()[*entry]).value_or("") : std::string();
        },
        file_->archive.entries()[parts.front().entry].name);
    return Reading{std::move(file_), std::move(findings_)};
  }

 private:
  Result<void> read(const Named& named) {
    const Archive::Entry& entry = file_->archive.entries()[named.entry];
    TRY(std::string unpacked, file_->archive.unpack(entry));
    TRY(Linked linked, with_addresses(std::move(unpacked), relations_of_part(entry.name), kMaxXml));
    const std::string& xml = linked.xml;
    if ((xml_ += xml.size()) > kMaxXml)
      return fail(Error{.code = Code::too_large,
                        .public_message = "The text of a Word template may have at most 32 MiB of XML."});
    TRY(check_sound(xml, entry.name));
    if (named.label.empty()) file_->locale = locale_of_letters(xml);
    if (xml.find('{') == std::string::npos) {
      if (const auto sound = outline(xml, ""); !sound)
        return fail(bad_file(fmt::format("\"{}\" {}.", entry.name, sound.error().public_message)));
      return {};
    }
    const auto offset = static_cast<Offset>(source_.size());
    auto part = rewritten(xml, named.label, offset);
    if (!part) return fail(bad_file(fmt::format("\"{}\" {}.", entry.name, part.error().public_message)));
    findings_.insert(findings_.end(), part->findings.begin(), part->findings.end());
    if (!part->tagged) return {};
    TRY(check_prefix(named, xml));
    source_ += part->text.source;
    for (Point& point : part->text.points) places_->points.push_back(std::move(point));
    const Source source(source_, [places = places_](Offset at) { return (*places)(at); });
    auto nodes = parse(source, offset, Lines::as_jinja);
    const bool sound = std::ranges::none_of(part->findings, &Finding::error);
    std::vector<Finding> wrong = wrong_tags(part->tags);
    if (!nodes && wrong.empty() && sound)
      for (FieldError& each : nodes.error().fields)
        wrong.push_back({Spot{.place = std::move(each.location), .column = 0}, std::move(each.message), true});
    findings_.insert(findings_.end(), wrong.begin(), wrong.end());
    if (nodes)
      file_->parts.push_back({named.entry, entry.name, std::move(*nodes), part->marked,
                              xml.find(kDrawing) != std::string::npos, std::move(part->links),
                              std::move(linked.spent)});
    return {};
  }

  /// Of a part of that name; empty when it has none, or what cannot be read.
  std::string relations_of_part(std::string_view name) const {
    const auto entry = file_->archive.find(relations_of(name));
    return entry ? file_->archive.unpack(file_->archive.entries()[*entry]).value_or("") : std::string();
  }

  /// Values come as <w:t>, <w:br/> and the like, so the part has to call Word's markup that.
  static Result<void> check_prefix(const Named& named, std::string_view xml) {
    if (!named.word || xml.find("xmlns:w=") != std::string_view::npos) return {};
    return fail(
        bad_file("The file uses unusual names for Word's markup. Open it in Word or LibreOffice and save it again."));
  }

  std::shared_ptr<File> file_;
  std::vector<Finding> findings_;
  std::string source_;
  std::size_t xml_ = 0;
  std::shared_ptr<Places> places_ = std::make_shared<Places>();
};

}  // namespace

Result<Reading> read(std::string_view bytes) {
  TRY(Archive archive, Archive::read(std::string(bytes)));
  return Reader(std::move(archive)).run();
}

Result<Filled> fill(std::shared_ptr<const File> file, const std::shared_ptr<Map>& fields, EvaluateOptions options) {
  options.max_output = kMaxFilled;
  Filled out{.file = std::move(file), .parts = {}, .additions = {}};
  WordLanding landing(out.file->furnishings);
  std::vector<FieldError> errors;
  for (const File::Part& part : out.file->parts) {
    landing.additions().enter(part.name);
    auto xml = evaluate(out.file->source, part.nodes, fields, landing, options);
    if (xml && part.draws) number_drawings(*xml, landing.additions());
    if (xml && !part.links.empty()) xml = related(*xml, part.links, landing.additions());
    if (xml && (part.marked || landing.lifts())) {
      xml = lifted(*xml);
      if (!xml) xml.error().fields = {{part.name, xml.error().public_message}};
    }
    if (!xml)
      errors.insert(errors.end(), xml.error().fields.begin(), xml.error().fields.end());
    else
      out.parts.push_back({part.entry, std::move(*xml)});
  }
  if (!errors.empty()) return fail(template_error(std::move(errors)));
  out.additions = std::move(landing.additions());
  return out;
}

namespace {

/// The file's properties when the template leaves some of them to us.
std::optional<Filled::Part> properties_of(const Filled& filled, const WriteOptions& options) {
  const auto& properties = filled.file->properties;
  if (!properties) return std::nullopt;
  const auto part = std::ranges::find(filled.parts, properties->entry, &Filled::Part::entry);
  auto completed =
      completed_properties(part == filled.parts.end() ? properties->xml : part->xml, options.author, options.created);
  if (!completed) return std::nullopt;
  return Filled::Part{properties->entry, std::move(*completed)};
}

}  // namespace

Result<std::string> packed(const Filled& filled, const WriteOptions& options) {
  std::vector<Changed> changed;
  for (const Filled::Part& part : filled.parts) changed.push_back({part.entry, "", part.xml});
  const auto properties = properties_of(filled, options);
  if (properties) {
    std::erase_if(changed, [&](const Changed& each) { return each.entry == properties->entry; });
    changed.push_back({properties->entry, "", properties->xml});
  }
  std::vector<Extra> extras;
  const bool spent =
      std::ranges::any_of(filled.file->parts, [](const File::Part& part) { return !part.spent_relations.empty(); });
  if (spent || !filled.additions.empty()) {
    TRY(extras, extra_parts(filled));
    for (const Extra& extra : extras) changed.push_back({extra.entry, extra.name, extra.content});
  }
  return packed(filled.file->archive, changed);
}

}  // namespace kontor::docgen::word
