#include "pages/files.hpp"

#include <zip.h>

#include <fstream>
#include <memory>
#include <pugixml.hpp>
#include <stdexcept>

#include "pages/words.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kOfficeTime = 300s;  // a first start and fifty files on a busy machine
constexpr auto kKontorTime = 30s;   // a hundred times what it should take
constexpr std::size_t kOpening = 5;

std::string part_of(zip_t* archive, const std::string& name) {
  zip_stat_t found;
  if (zip_stat(archive, name.c_str(), 0, &found) != 0) return "";
  std::string content(found.size, '\0');
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive, name.c_str(), 0), zip_fclose);
  if (!file || zip_fread(file.get(), content.data(), found.size) != static_cast<zip_int64_t>(found.size))
    throw std::runtime_error(name + " cannot be read");
  return content;
}

/// The body first.
std::vector<std::string> printed_parts(zip_t* archive) {
  std::vector<std::string> parts;
  for (const std::string_view kind : {"document", "footnotes", "endnotes", "header", "footer"})
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
      const std::string_view name = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
      if (name.starts_with(std::string("word/").append(kind)) && name.ends_with(".xml")) parts.emplace_back(name);
    }
  return parts;
}

bool is(pugi::xml_node node, const char* name) { return std::string_view(node.name()) == name; }

void collect(pugi::xml_node node, std::vector<Opening>& openings);

/// The text of a paragraph; text boxes in it are paragraphs of their own.
void append_text(pugi::xml_node node, std::string& text, std::vector<Opening>& openings) {
  for (const auto child : node) {
    if (is(child, "w:t"))
      text += child.text().get();
    else if (is(child, "w:tab") || is(child, "w:br") || is(child, "w:cr"))
      text += ' ';
    else if (is(child, "w:noBreakHyphen"))
      text += '-';
    else if (is(child, "w:txbxContent"))
      collect(child, openings);
    else if (!is(child, "mc:Fallback") && !is(child, "w:del") && !is(child, "w:moveFrom") && !is(child, "w:pPr") &&
             !is(child, "w:rPr"))
      append_text(child, text, openings);
  }
}

void collect(pugi::xml_node node, std::vector<Opening>& openings) {
  for (const auto child : node) {
    if (is(child, "mc:Fallback")) continue;
    if (!is(child, "w:p")) {
      collect(child, openings);
      continue;
    }
    std::string text;
    append_text(child, text, openings);
    Opening opening = words_in(text);
    opening.resize(std::min(opening.size(), kOpening));
    if (!opening.empty()) openings.push_back(std::move(opening));
  }
}

/// Beside the tests in the directory of the build.
std::string kontor() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  return (program.parent_path() / "../../kontor").lexically_normal().string();
}

Environment without_dialogs(const std::filesystem::path& home) {
  return {{"HOME", home.string()}, {"SAL_USE_VCLPLUGIN", "svp"}, {"LC_ALL", "C.UTF-8"}};
}

Printed made(const std::filesystem::path& pdf, const std::string& said) {
  std::error_code none;
  if (std::filesystem::file_size(pdf, none) > 0 && !none) return {pdf, ""};
  return {{}, said.empty() ? "no PDF came out" : said.substr(0, said.find_last_not_of(" \n") + 1)};
}

}  // namespace

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Opening> openings_of(const std::filesystem::path& docx) {
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open(docx.c_str(), ZIP_RDONLY, nullptr),
                                                               zip_discard);
  if (!archive) throw std::runtime_error(docx.string() + " is no .docx");
  std::vector<Opening> openings;
  for (const std::string& name : printed_parts(archive.get())) {
    const std::string xml = part_of(archive.get(), name);
    pugi::xml_document part;
    if (!part.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
      throw std::runtime_error(docx.string() + ": " + name + " is no XML");
    collect(part, openings);
  }
  return openings;
}

std::vector<Printed> printed_by_office(const std::vector<std::filesystem::path>& files,
                                       const std::filesystem::path& work) {
  const auto out = work / "libreoffice";
  std::vector<std::string> command{"soffice",    "-env:UserInstallation=file://" + (work / "profile").string(),
                                   "--headless", "--convert-to",
                                   "pdf",        "--outdir",
                                   out.string()};
  for (const auto& file : files) command.push_back(std::filesystem::absolute(file).string());
  const Process::Outcome outcome = Process::run(command, without_dialogs(work), kOfficeTime);
  std::vector<Printed> printed;
  for (const auto& file : files)
    printed.push_back(made(out / file.filename().replace_extension("pdf"), "LibreOffice: " + outcome.output));
  return printed;
}

std::vector<Printed> printed_by_kontor(const std::vector<std::filesystem::path>& files,
                                       const std::filesystem::path& work) {
  const auto out = work / "kontor";
  std::filesystem::create_directory(out);
  std::ofstream(work / "fields.json") << "{}";
  std::vector<Printed> printed;
  for (const auto& file : files) {
    const auto pdf = out / file.filename().replace_extension("pdf");
    std::string said;
    try {
      said = Process::run({kontor(), "render", std::filesystem::absolute(file).string(),
                           (work / "fields.json").string(), "-o", pdf.string()},
                          {}, kKontorTime)
                 .output;
    } catch (const std::exception& stopped) {
      said = stopped.what();
    }
    printed.push_back(made(pdf, said));
  }
  return printed;
}

}  // namespace kontor::test
