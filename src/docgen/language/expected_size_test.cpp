#include "docgen/language/expected_size.hpp"

#include <gmock/gmock.h>

#include "docgen/language/evaluator.hpp"
#include "docgen/language/parser.hpp"

namespace kontor::docgen {
namespace {

using namespace testing;

struct Sample {
  explicit Sample(std::string text, std::size_t rows) : source(std::move(text)) {
    auto order = std::make_shared<Map>();
    order->set("rows", Value(List(rows, Value(std::string("a value of twenty-two")))));
    fields->set("order", Value(order));
    nodes = *parse(source, 0, Lines::as_jinja);
  }
  std::size_t expected(std::size_t limit = kMaxText) const { return expected_size(nodes, *fields, limit); }
  std::size_t made() const {
    PlainLanding landing;
    return evaluate(source, nodes, fields, landing, {})->size();
  }

  Source source;
  std::shared_ptr<Map> fields = std::make_shared<Map>();
  Nodes nodes;
};

TEST(ExpectedSize, IsNearToWhatALongTableTakes) {
  const Sample table("Rows: {% for row in order.rows %}<row><cell>{{ row }}</cell></row>{% endfor %} and no more",
                     1000);
  EXPECT_THAT(static_cast<double>(table.expected()), DoubleNear(static_cast<double>(table.made()), 5000));
}

TEST(ExpectedSize, CountsTheLongerOfTwoWays) {
  const Sample branch("{% if order %}short{% else %}a much longer text{% endif %}", 0);
  EXPECT_EQ(branch.expected(), std::string_view("a much longer text").size());
}

TEST(ExpectedSize, StopsAtTheLimit) {
  const Sample nested(
      "{% for a in order.rows %}{% for b in order.rows %}{% for c in order.rows %}{% for d in order.rows %}"
      "text{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
      200'000);
  EXPECT_EQ(nested.expected(1'000'000), 1'000'000);
}

}  // namespace
}  // namespace kontor::docgen
