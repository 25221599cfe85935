// The company's own Excel files as templates: from the upload to the filled workbook.
#include <gmock/gmock.h>

#include "support/company.hpp"
#include "support/word_file.hpp"

namespace kontor::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string offer() {
  return excel_file_of({{"Offer for {{ client.name }}"},
                        {"{%tr for item in items %}"},
                        {"{{ item.name }}", "{{ item.price }}"},
                        {"{%tr endfor %}"},
                        {"{{ stamp | qr(size='20mm') }}"}});
}

boost::json::object offer_payload() {
  return {
      {"client", {{"name", "Ромашка & Co"}}},
      {"items", boost::json::array{{{"name", "Oak <table>"}, {"price", 1200.5}}, {{"name", "Стул"}, {"price", 99}}}},
      {"stamp", "https://example.com/7"}};
}

class ExcelTemplates : public testing::Test {
 protected:
  HttpResponse upload(const std::string& bytes) {
    return anna_.http.send("POST", "/api/v1/templates/upload?file_name=Offer.xlsx", bytes,
                           {{"Content-Type", "application/octet-stream"}});
  }
  HttpResponse generated(const std::string& id, boost::json::object more) {
    boost::json::object body = {{"template_id", id}, {"payload", offer_payload()}};
    for (auto& [name, value] : more) body[name] = value;
    return anna_.http.post("/api/v1/documents", body);
  }
  std::size_t documents() { return anna_.http.get("/api/v1/documents").json().at("items").as_array().size(); }

  Person anna_ = new_company();
};

TEST_F(ExcelTemplates, GiveAFilledWorkbookAndNothingElse) {
  const HttpResponse made = upload(offer());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("document_template.syntax"), "excel");
  EXPECT_EQ(made.text("document_template.formats.0"), "xlsx");
  EXPECT_EQ(made.text("document_template.formats.1"), "");
  const HttpResponse asked = generated(made.text("document_template.id"), {});
  ASSERT_EQ(asked.status, 201) << asked.body;
  const HttpResponse ready = finished(anna_, asked.text("id"));
  ASSERT_EQ(ready.text("status"), "ready") << ready.body;
  EXPECT_EQ(ready.text("files.0.format"), "xlsx");
  const std::string sheet = sheet_of_workbook(anna_.http.get(ready.text("files.0.url")).body);
  EXPECT_THAT(sheet, HasSubstr("Offer for Ромашка &amp; Co"));
  EXPECT_THAT(sheet, HasSubstr("Oak &lt;table&gt;"));
  EXPECT_THAT(sheet, HasSubstr("<v>1200.5</v>"));
  EXPECT_THAT(sheet, HasSubstr("<drawing "));
  EXPECT_THAT(sheet, Not(HasSubstr("{{")));
}

TEST_F(ExcelTemplates, RefuseOtherFormatsBeforeADocumentIsMade) {
  const std::string id = upload(offer()).text("document_template.id");
  for (const std::string format : {"pdf", "docx", "html"}) {
    const HttpResponse refused = generated(id, {{"formats", boost::json::array{format}}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_THAT(refused.locations(), ElementsAre("body.formats"));
    EXPECT_THAT(refused.body, HasSubstr("cannot have " + format + ": this template gives xlsx only"));
  }
  for (const std::string format : {"csv", "txt"}) {
    const HttpResponse refused = generated(id, {{"formats", boost::json::array{format}}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_THAT(refused.locations(), ElementsAre("body.formats[0]"));
  }
  EXPECT_EQ(documents(), 0u);
}

}  // namespace
}  // namespace kontor::test
