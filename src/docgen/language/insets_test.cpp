#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "docgen/codes/bilevel_png.hpp"
#include "docgen/codes/qr.hpp"
#include "docgen/docgen.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/document.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace json = boost::json;

/// A black PNG of that size in base64.
std::string png(int width, int height) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string bytes = bilevel_png(width, height, [](int, int) { return true; });
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (int k = 3; k >= 0; --k) out += digits[bits >> 6 * k & 63];
  }
  const std::size_t padding = (3 - bytes.size() % 3) % 3;
  out.replace(out.size() - padding, padding, padding, '=');
  return out;
}

Result<Paper> filled(std::string_view source, const json::object& data,
                     const FillOptions& options = {.lenient = true}) {
  TRY(const Template compiled, Template::compile(source));
  return compiled.fill(data, options);
}

const Document& document_of(const Result<Paper>& paper) {
  static const Document nothing;
  EXPECT_TRUE(paper) << (paper ? "" : describe(paper.error()));
  return paper ? paper->document() : nothing;
}

std::string error(std::string_view source, const json::object& data) {
  const auto paper = filled(source, data);
  return paper ? "no error" : describe(paper.error());
}

template <class T>
const T& block(const Document& document, std::size_t i) {
  return std::get<T>(document.section().blocks.at(i).any);
}

const Figure& figure(const Runs& runs) {
  const auto found = std::ranges::find_if(runs, [](const Run& run) { return run.figure != nullptr; });
  static const Figure nothing;
  EXPECT_NE(found, runs.end()) << "no picture here";
  return found == runs.end() ? nothing : *found->figure;
}

TEST(ImageFilter, PutsAPictureIntoTheLine) {
  const auto paper =
      filled("Seal: {{ seal | image(width='40mm', alt='Our \"seal\"') }} end", {{"seal", png(200, 100)}});
  const Runs& runs = block<Paragraph>(document_of(paper), 0).runs;
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[0].text, "Seal: ");
  EXPECT_EQ(runs[2].text, " end");
  const Figure& picture = figure(runs);
  EXPECT_DOUBLE_EQ(picture.width_mm, 40);
  EXPECT_DOUBLE_EQ(picture.height_mm, 20);
  EXPECT_EQ(picture.alt, "Our \"seal\"");
}

TEST(ImageFilter, KnowsTheUnitsOfPaper) {
  const std::string data = png(96, 96);
  for (const auto& [size, expected] : {std::pair{"'40mm'", 40.0},
                                       {"'4cm'", 40.0},
                                       {"'1in'", 25.4},
                                       {"'72pt'", 25.4},
                                       {"'96px'", 25.4},
                                       {"40", 40.0}}) {
    const auto paper = filled(fmt::format("{{{{ p | image(height={}) }}}}", size), {{"p", data}});
    EXPECT_NEAR(figure(block<Paragraph>(document_of(paper), 0).runs).width_mm, expected, 1e-9) << size;
  }
  const auto natural = filled("{{ p | image }}", {{"p", data}});
  EXPECT_NEAR(figure(block<Paragraph>(document_of(natural), 0).runs).width_mm, 25.4, 1e-9);
  const auto large = filled("{{ p | image }}", {{"p", png(4000, 100)}});
  EXPECT_NEAR(figure(block<Paragraph>(document_of(large), 0).runs).width_mm, 165, 1e-9)
      << "not wider than a page's text";
  EXPECT_THAT(error("{{ p | image(width='4 parsec') }}", {{"p", data}}),
              HasSubstr("image: \"4 parsec\" is not a size such as \"40mm\""));
  EXPECT_THAT(error("{{ p | image(width='9m') }}", {{"p", data}}), HasSubstr("is not a size"));
  EXPECT_THAT(error("{{ p | image(width='2000mm') }}", {{"p", data}}), HasSubstr("from 1 mm to 1000 mm"));
}

TEST(ImageFilter, TakesDataUrisDrawingsAndPicturesThatCameWithTheDocument) {
  const auto uri = filled("{{ p | image }}", {{"p", "data:image/png;base64," + png(10, 10)}});
  EXPECT_EQ(figure(block<Paragraph>(document_of(uri), 0).runs).width, 10);
  const auto drawing = filled("{{ p | image(width='50.8mm') }}",
                              {{"p",
                                "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' "
                                "height='10' fill='red'/></svg>"}});
  const Figure& drawn = figure(block<Paragraph>(document_of(drawing), 0).runs);
  EXPECT_EQ(drawn.width, 600) << "300 dots to the inch";
  EXPECT_EQ(drawn.height, 300);
  EXPECT_TRUE(drawn.bytes.starts_with("\x89PNG"));
  const std::string logo = *from_base64(png(30, 10));
  const auto asset = filled("{{ 'logo' | image }}", {}, {.assets = {{"logo", logo}}, .lenient = true});
  EXPECT_EQ(figure(block<Paragraph>(document_of(asset), 0).runs).width, 30);
}

TEST(ImageFilter, SaysWhatAFileIsWhenItIsNoPicture) {
  EXPECT_THAT(error("{{ p | image }}", {{"p", "logo"}}),
              HasSubstr("line 1, column 8: image: \"logo\" is neither a picture in base64 nor the name of one"));
  EXPECT_THAT(error("{{ p | image }}", {{"p", "data:image/gif;base64,R0lGODlhAQABAAAAACw="}}),
              HasSubstr("must be a PNG or a JPEG picture, but this file is of the kind GIF"));
  EXPECT_THAT(error("{{ p | image }}", {}), HasSubstr("p: is missing"));
  EXPECT_THAT(error("{{ 'x' | image(widht='1mm') }}", {}), HasSubstr("the filter image is written image"));
}

TEST(QrFilter, MakesACodeOfAnyText) {
  const auto paper =
      filled("| h |\n|---|\n| {{ url | qr(size='25mm', level='H') }} |\n", {{"url", "https://a.b/?c=1"}});
  const Figure& code = figure(block<Table>(document_of(paper), 0).rows[1].cells[0].runs);
  EXPECT_EQ(code.bytes, qr_png(*qr_code("https://a.b/?c=1", QrLevel::high)));
  EXPECT_DOUBLE_EQ(code.width_mm, 25);
  EXPECT_EQ(code.alt, "https://a.b/?c=1");
  EXPECT_TRUE(code.crisp);
  EXPECT_THAT(error("{{ 'x' | qr(level='Z') }}", {}), HasSubstr("the error levels of qr are"));
}

constexpr std::string_view kSeller =
    R"({"seller":{"name":"ООО «Ромашка»","inn":"7707083893","kpp":"770701001","address":"Москва","bank":"ПАО СБЕРБАНК",
    "bik":"044525225","correspondent_account":"30101810400000000225","account":"40702810200000012345"},"total":"1200,50"})";

TEST(PaymentFilter, ReadsTheRequisitesOfAnObject) {
  const auto paper =
      filled("{{ seller | payment_qr(sum=total, purpose='Счёт № 7') }}", json::parse(kSeller).as_object());
  EXPECT_EQ(
      figure(block<Paragraph>(document_of(paper), 0).runs).bytes,
      qr_png(*qr_code("ST00012|Name=ООО «Ромашка»|PersonalAcc=40702810200000012345|BankName=ПАО СБЕРБАНК|BIC=044525225"
                      "|CorrespAcc=30101810400000000225|Sum=120050|Purpose=Счёт № 7|PayeeINN=7707083893"
                      "|KPP=770701001")));
}

TEST(PaymentFilter, ChoosesTheEuropeanCodeByTheIban) {
  const auto paper =
      filled("{{ {'name': 'A B', 'iban': iban} | payment_qr(sum=12.3) }}", {{"iban", "DE89 3704 0044 0532 0130 00"}});
  EXPECT_EQ(figure(block<Paragraph>(document_of(paper), 0).runs).bytes,
            qr_png(*qr_code("BCD\n002\n1\nSCT\n\nA B\nDE89370400440532013000\nEUR12.30")));
}

TEST(PaymentFilter, NamesTheFieldsThatAreWrong) {
  json::object data = json::parse(kSeller).as_object();
  data["seller"].as_object()["bik"] = "0445";
  data["seller"].as_object()["account"] = "4070281O900000012345";
  EXPECT_THAT(error("{{ seller | payment_qr(sum=-1) }}", data),
              AllOf(HasSubstr("seller.account \"4070281O900000012345\" must be 20 digits"),
                    HasSubstr("seller.bik \"0445\" must be 9 digits"), HasSubstr("; sum -1 is not an amount")));
}

TEST(LinkFilter, LinksToAddressesThatRunNothing) {
  const auto paper = filled("See {{ site | link('our *site*') }}, {{ mail | link }}.",
                            {{"site", "www.example.com/a?b=c&d"}, {"mail", "ann@example.com"}});
  const Runs& runs = block<Paragraph>(document_of(paper), 0).runs;
  ASSERT_EQ(runs.size(), 5u);
  EXPECT_EQ(runs[1].text, "our *site*");
  EXPECT_EQ(runs[1].link, "https://www.example.com/a?b=c&d");
  EXPECT_EQ(runs[3].text, "ann@example.com");
  EXPECT_EQ(runs[3].link, "mailto:ann@example.com");
  EXPECT_THAT(error("{{ site | link }}", {{"site", "javascript:alert(1)"}}),
              HasSubstr("link: \"javascript:alert(1)\" is not an address"));
}

TEST(MarkdownFilter, IsInTheLineWhenItIsOneParagraph) {
  const auto paper = filled("**Note:** {{ note | markdown }} end", {{"note", "be *quick*, see [us](https://a.b)"}});
  const Runs& runs = block<Paragraph>(document_of(paper), 0).runs;
  EXPECT_EQ(plain_text(runs), "Note: be quick, see us end");
  EXPECT_TRUE(runs[3].italic);
  EXPECT_EQ(runs[5].link, "https://a.b");
}

TEST(MarkdownFilter, PartsTheParagraphWhenItHasBlocks) {
  const auto paper = filled("Before {{ note | markdown }} behind", {{"note", "# H\n\n- a\n  - b\n\n1. c\n\n> q\n"}});
  const Document& document = document_of(paper);
  ASSERT_EQ(document.section().blocks.size(), 6u);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 0).runs), "Before ");
  EXPECT_EQ(block<Heading>(document, 1).level, 1);
  EXPECT_EQ(block<ListBlock>(document, 2).items[0].size(), 2u);
  EXPECT_TRUE(block<ListBlock>(document, 3).ordered);
  EXPECT_EQ(block<Quote>(document, 4).blocks.size(), 1u);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 5).runs), " behind");
}

TEST(MarkdownFilter, BecomesLinesInACell) {
  const auto paper = filled("| h |\n|---|\n| {{ note | markdown }} |\n",
                            {{"note", "a\n\n- b\n- c\n\n| x | y |\n|---|---|\n| 1 | 2 |"}});
  EXPECT_EQ(plain_text(block<Table>(document_of(paper), 0).rows[1].cells[0].runs), "a\n• b\n• c\nx | y\n1 | 2");
}

TEST(MarkdownFilter, LetsNobodyReachBeyondTheText) {
  const auto paper =
      filled("{{ note | markdown }}", {{"note",
                                        "::: page-break ::: [x](javascript:y)\n<script>x</script> \U000F0080"
                                        "0\U000F0081"}});
  const Document& document = document_of(paper);
  ASSERT_EQ(document.section().blocks.size(), 2u);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 0).runs), "::: page-break ::: x");
  EXPECT_EQ(plain_text(block<Paragraph>(document, 1).runs), "<script>x</script> \uFFFD0\uFFFD");
}

TEST(MarkdownFilter, MindsNoDepth) {
  const auto quotes = filled("{{ note | markdown }}", {{"note", std::string(20'000, '>') + " deep"}});
  ASSERT_TRUE(quotes);
  EXPECT_THAT(*write(*quotes, Format::text), HasSubstr("deep"));
  std::string emphasis;
  for (int i = 0; i < 5000; ++i) emphasis += "*a _b ";
  for (int i = 0; i < 5000; ++i) emphasis += "b_ a*";
  EXPECT_TRUE(filled("{{ note | markdown }}", {{"note", emphasis}}));
}

TEST(RichFilter, StylesEachPiece) {
  const auto paper =
      filled("{{ r | rich }}",
             {{"r", json::parse(R"([{"text":"a "},{"text":"b","bold":true,"color":"#C00","size":14,"underline":true},
                             {"text":"2","superscript":true},{"text":"l","url":"https://a.b"}])")}});
  const Runs& runs = block<Paragraph>(document_of(paper), 0).runs;
  ASSERT_EQ(runs.size(), 4u);
  EXPECT_TRUE(runs[1].bold);
  ASSERT_TRUE(runs[1].dress);
  EXPECT_EQ(runs[1].dress->color, "cc0000");
  EXPECT_EQ(runs[1].dress->size, 14);
  EXPECT_EQ(runs[2].dress->rise, 1);
  EXPECT_EQ(runs[3].link, "https://a.b");
  EXPECT_THAT(error("{{ r | rich }}", {{"r", json::parse(R"([{"text":"x","colour":"#fff"}])")}}),
              HasSubstr("r[0].colour: is not a field of this template: did you mean \"color\"?"));
  EXPECT_THAT(error("{{ r | rich }}", {{"r", json::parse(R"([{"text":"x","color":"red"}])")}}), HasSubstr("#c00000"));
}

TEST(Insets, AreTextWhereOnlyTextCanStand) {
  const auto compiled =
      Template::compile("{{ u | link('us') }} {{ q | qr }} {{ m | markdown }}", {.syntax = Syntax::text});
  const auto paper = compiled->fill(json::object{{"u", "https://a.b"}, {"q", "Q1"}, {"m", "*x*"}});
  ASSERT_TRUE(paper);
  EXPECT_EQ(*write(*paper, Format::text), "us (https://a.b) Q1 *x*");
}

TEST(Insets, AreWrittenInEveryFormat) {
  const auto paper = filled(
      "# T\n\nScan {{ q | qr(size='30mm') }} or {{ u | link('click') }}.\n\n| a | b |\n|---|---|\n| x | {{ q | qr }} "
      "|\n",
      {{"q", "hello"}, {"u", "https://a.b"}});
  ASSERT_TRUE(paper) << describe(paper.error());
  const std::string html = *write(*paper, Format::html);
  EXPECT_THAT(html, AllOf(HasSubstr("<img alt=\"hello\""), HasSubstr("data:image/png;base64,"),
                          HasSubstr("<a href=\"https://a.b\">click</a>")));
  const std::string docx = *write(*paper, Format::docx);
  EXPECT_THAT(docx, AllOf(HasSubstr("word/media/picture1.png"), testing::Not(HasSubstr("picture2.png"))));
  EXPECT_THAT(*write(*paper, Format::text), HasSubstr("Scan hello or click."));
  const std::string pdf = *write(*paper, Format::pdf);
  EXPECT_THAT(pdf, HasSubstr("/Subtype/Image"));
}

TEST(Insets, TellTheFormWhatToAskFor) {
  const auto schema = infer_schema(
      "{{ photo | image }}{% if seal %}{{ seal | image }}{% endif %}{{ note | markdown }}{{ url | qr }}"
      "{{ title | rich }}{{ seller.bic }}{{ seller | payment_qr(sum=total) }}");
  ASSERT_TRUE(schema) << describe(schema.error());
  const json::object& properties = schema->at("properties").as_object();
  EXPECT_EQ(properties.at("photo").at("contentEncoding"), "base64");
  EXPECT_EQ(properties.at("photo").at("x-kind"), "picture");
  EXPECT_EQ(properties.at("note").at("format"), "textarea");
  EXPECT_EQ(properties.at("url").at("type"), "string");
  EXPECT_EQ(properties.at("title").at("type"), "array");
  EXPECT_EQ(properties.at("total").at("format"), "money");
  const json::object& seller = properties.at("seller").at("properties").as_object();
  std::vector<std::string> names;
  for (const auto& entry : seller) names.emplace_back(entry.key());
  EXPECT_THAT(names, testing::ElementsAre("bic", "name", "account", "bank", "correspondent_account", "inn", "kpp"));
  const std::string required = json::serialize(schema->at("required"));
  EXPECT_THAT(required, AllOf(HasSubstr("photo"), testing::Not(HasSubstr("seal"))));
}

}  // namespace
}  // namespace kontor::docgen
