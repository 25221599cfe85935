#include <cmath>

#include "db/test_database.hpp"

namespace kontor::db {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

enum class Colour { red, dark_blue };
BOOST_DESCRIBE_ENUM(Colour, red, dark_blue)

struct Everything {
  bool yes;
  int small;
  std::int64_t large;
  double fraction;
  std::string words;
  std::optional<std::string> nothing;
  Text<1, 100> name;
  EmailAddress email;
  Timestamp at;
  Id<Everything> id;
  Colour colour;
  reflect::RawJson json;
  std::vector<std::string> tags;
  std::vector<Id<Everything>> ids;
  std::vector<Colour> colours;
  std::vector<std::string> none;
  std::optional<Timestamp> sometime;
  std::optional<reflect::RawJson> no_json;
};
KONTOR_DESCRIBE(Everything, yes, small, large, fraction, words, nothing, name, email, at, id, colour, json, tags, ids,
                colours, none, sometime, no_json)

const Statement kBack{R"sql(
  SELECT $1::boolean AS yes, $2::smallint AS small, $3::bigint AS large, $4::float8 AS fraction, $5::text AS words,
         $6::text AS nothing, $7::text AS name, $8::text AS email, $9::timestamptz AS at, $10::uuid AS id,
         $11::text AS colour, $12::json AS json, $13::text[] AS tags, $14::uuid[] AS ids, $15::text[] AS colours,
         $16::text[] AS none, $17::timestamptz AS sometime, $18::json AS no_json)sql"};
const Statement kTime{"SELECT $1::timestamptz"};
const Statement kFraction{"SELECT $1::float8"};
const Statement kWhole{"SELECT $1::bigint"};
const Statement kText{"SELECT $1::text"};
const Statement kTexts{"SELECT $1::text[]"};

class Types : public DatabaseTest {};

TEST_F(Types, ComeBackAsTheyWent) {
  const std::string odd = "O'Рейлли \"дуб\" \\ $1; DROP TABLE x; -- \n\t%";
  const std::vector<std::string> tags{"", "NULL", "a,b", "{}", "\"", "\\", "ёлка", " край "};
  const std::vector ids{Id<Everything>::make(), Id<Everything>::make()};
  const Timestamp at = *parse_rfc3339("2026-11-23T14:00:00.123456Z");
  const std::string json = R"({"b": [1.50, "дом\n"],  "a": null})";
  const auto back = read(kBack, args(true, -7, std::int64_t{1} << 40, 0.1, odd, std::nullopt,
                                     Text<1, 100>::parse("Олег \"Нож\"").value(),
                                     EmailAddress::parse("иван@почта.рф").value(), at, ids[0], Colour::dark_blue,
                                     reflect::RawJson{json}, tags, ids, std::vector{Colour::red, Colour::dark_blue},
                                     std::vector<std::string>{}, std::optional(at), std::optional<reflect::RawJson>{}))
                        .first<Everything>()
                        .value();
  EXPECT_TRUE(back.yes);
  EXPECT_EQ(back.small, -7);
  EXPECT_EQ(back.large, std::int64_t{1} << 40);
  EXPECT_EQ(back.fraction, 0.1);
  EXPECT_EQ(back.words, odd);
  EXPECT_EQ(back.nothing, std::nullopt);
  EXPECT_EQ(back.name.str(), "Олег \"Нож\"");
  EXPECT_EQ(back.email.str(), "иван@почта.рф");
  EXPECT_EQ(back.at, at);
  EXPECT_EQ(back.id, ids[0]);
  EXPECT_EQ(back.colour, Colour::dark_blue);
  EXPECT_EQ(back.json.text, json) << "kept as it came, blanks and all";
  EXPECT_THAT(back.tags, ElementsAreArray(tags));
  EXPECT_THAT(back.ids, ElementsAreArray(ids));
  EXPECT_THAT(back.colours, ElementsAre(Colour::red, Colour::dark_blue));
  EXPECT_TRUE(back.none.empty());
  EXPECT_EQ(back.sometime, at);
  EXPECT_FALSE(back.no_json);
}

TEST_F(Types, KeepEveryMomentToTheMicrosecond) {
  for (const char* moment : {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1999-12-31T23:59:59.999999Z",
                             "2000-01-01T00:00:00.000001Z", "2024-02-29T12:00:00Z", "9999-12-31T23:59:59.999999Z"}) {
    const Timestamp at = parse_rfc3339(moment).value();
    EXPECT_EQ(read(kTime, args(at)).value<Timestamp>(), at) << moment;
  }
}

TEST_F(Types, KeepEveryBitOfANumber) {
  for (const double number : {0.1, -0.0, 1e300, 5e-324, 1.0 / 3, HUGE_VAL}) {
    const auto back = read(kFraction, args(number)).value<double>();
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back), std::bit_cast<std::uint64_t>(number)) << number;
  }
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t number : {Limits::min(), std::int64_t{-1}, std::int64_t{0}, Limits::max()})
    EXPECT_EQ(read(kWhole, args(number)).value<std::int64_t>(), number);
}

TEST_F(Types, KeepALongText) {
  std::string book;
  while (book.size() < 3'000'000) book += "Всё хорошо, что \"хорошо\" кончается. ";
  EXPECT_EQ(read(kText, args(book)).value<std::string>(), book);
}

TEST_F(Types, ANullWhereNoneIsExpectedIsABugThatShows) {
  EXPECT_THROW(read(kText, args(std::nullopt)).value<std::string>(), reflect::RowMismatch);
  EXPECT_THROW(read(kTexts, args("{a,NULL,b}")).value<std::vector<std::string>>(), reflect::RowMismatch);
}

}  // namespace
}  // namespace kontor::db
