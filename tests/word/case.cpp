#include "word/case.hpp"

#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "word/package.hpp"

namespace kontor::test {
namespace {

constexpr std::string_view kWordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kRelationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Puts a part beside the document, with its type and its relation.
class Package {
 public:
  explicit Package(std::map<std::string, std::string> parts) : parts_(std::move(parts)) {}

  std::string add(const std::string& name, std::string_view kind, std::string content) {
    const std::string id = fmt::format("rId{}", ++relations_);
    rels_ += fmt::format(R"(<Relationship Id="{}" Type="{}{}" Target="{}.xml"/>)", id, kRelationTypes, kind, name);
    types_ += fmt::format(R"(<Override PartName="/word/{}.xml" ContentType="{}{}+xml"/>)", name, kWordTypes, kind);
    parts_[fmt::format("word/{}.xml", name)] = std::move(content);
    return id;
  }
  void add_part(const std::string& name, std::string_view type, std::string content) {
    types_ += fmt::format(R"(<Override PartName="/{}" ContentType="{}"/>)", name, type);
    parts_[name] = std::move(content);
  }
  void replace(const std::string& name, std::string content) { parts_[name] = std::move(content); }

  std::string zipped() {
    std::string& types = parts_.at("[Content_Types].xml");
    types.insert(types.rfind("</Types>"), types_);
    if (relations_ > 0) {
      parts_["word/_rels/document.xml.rels"] = fmt::format(
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Relationships "
          "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
          rels_);
    }
    return zip(parts_);
  }

 private:
  std::map<std::string, std::string> parts_;
  std::string rels_, types_;
  int relations_ = 0;
};

}  // namespace

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) ADD_FAILURE() << file << " cannot be read";
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& file, std::string_view contents) {
  std::ofstream(file, std::ios::binary) << contents;
}

std::string Case::section(std::string_view of) const {
  const auto found = sections.find(std::string(of));
  if (found == sections.end()) return "";
  const std::string& text = found->second;
  const auto begin = text.find_first_not_of('\n'), end = text.find_last_not_of('\n');
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

std::string Case::file() const {
  Package package(word_parts(""));
  std::string references;
  for (const char* kind : {"header", "footer"}) {
    for (const char* pages : {"first", "even", "default"}) {
      const std::string content = section(fmt::format("{} {}", kind, pages));
      if (content.empty()) continue;
      const std::string id = package.add(fmt::format("{}_{}", kind, pages), kind,
                                         word_root(kind == std::string_view("header") ? "hdr" : "ftr", content));
      references += fmt::format(R"(<w:{}Reference w:type="{}" r:id="{}"/>)", kind, pages, id);
      if (pages == std::string_view("even"))
        package.add("settings", "settings", word_root("settings", "<w:evenAndOddHeaders/>"));
    }
  }
  for (const char* notes : {"footnotes", "endnotes", "comments"})
    if (has(notes)) package.add(notes, notes, word_root(notes, section(notes)));
  for (const auto& [title, content] : sections) {
    if (!title.starts_with("part ")) continue;
    std::istringstream words(title.substr(5));
    std::string part, type;
    words >> part >> type;
    package.add_part(part, type, section(title));
  }
  const bool first = has("header first") || has("footer first");
  const std::string body = fmt::format(
      R"(<w:body>{}<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" )"
      R"(w:left="1701" w:header="708" w:footer="708" w:gutter="0"/>{}</w:sectPr></w:body>)",
      section("body"), references, first ? "<w:titlePg/>" : "");
  package.replace("word/document.xml", word_root("document", body));
  return package.zipped();
}

Case read_case(const std::filesystem::path& file) {
  Case result{.name = file.stem().string()};
  std::istringstream lines(contents(file));
  std::string* section = &result.sections["about"];
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== "))
      section = &result.sections[line.substr(3)];
    else
      *section += line + "\n";
  }
  return result;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(KONTOR_WORD_CASES))
    if (entry.path().extension() == ".case") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::filesystem::path case_file(std::string_view name, std::string_view extension) {
  return std::filesystem::path(KONTOR_WORD_CASES) / fmt::format("{}.{}", name, extension);
}

}  // namespace kontor::test
