#include "base/text.hpp"
#include "docgen/codes/payment.hpp"
#include "docgen/codes/qr.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/measures.hpp"
#include "docgen/language/rich_text.hpp"
#include "docgen/language/typed_address.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/model/svg.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

constexpr std::size_t kMaxMarkdown = std::size_t{1} << 20;  // as long as a template may be

/// The error of a part that knows no place, told with the name of the filter.
Failure at_filter(Given call, const Error& error) {
  std::string message = error.public_message;
  if (!error.fields.empty()) {
    message.clear();
    for (const FieldError& each : error.fields)
      message += fmt::format("{}{} {}", message.empty() ? "" : "; ", each.location, each.message);
  }
  return call.error(fmt::format("{}: {}", call.expr.name, message));
}

Result<std::optional<double>> size_at(Given call, std::size_t i) {
  if (!call.has(i)) return std::nullopt;
  const auto size = millimetres(call.arguments[i]);
  if (!size) return at_filter(call, size.error());
  return *size;
}

std::string text_at(Given call, std::size_t i, std::string otherwise) {
  return call.has(i) ? call.arguments[i].str() : std::move(otherwise);
}

/// The bytes that a field means: a data URI, an SVG as it is, the name of a picture that came with the document, or
/// base64.
Result<std::string> file_of(Given call, std::string_view what) {
  TRY(const std::string text, call.text());
  if (text.starts_with("data:")) {
    if (auto bytes = from_data_uri(text)) return std::move(*bytes);
    return call.error(fmt::format("{}: the data URI of {} is damaged", call.expr.name, what));
  }
  if (looks_like_svg(text)) return text;
  if (const std::string_view asset = call.around.asset(text); !asset.empty()) return std::string(asset);
  constexpr std::size_t kLeast = 40;  // no file is smaller, and names are not longer
  if (auto bytes = from_base64(text); bytes && bytes->size() >= kLeast) return std::move(*bytes);
  const bool name = text.size() < kLeast;
  return call.error(name ? fmt::format("{}: \"{}\" is neither {} in base64 nor the name of one that came with the "
                                       "document",
                                       call.expr.name, text, what)
                         : fmt::format("{}: this is not {} in base64", call.expr.name, what));
}

Result<Value> placed(Given call, Result<std::shared_ptr<const Figure>> figure) {
  if (!figure) return at_filter(call, figure.error());
  return call.around.inset(call.expr.at, {Inset::Picture{std::move(*figure)}});
}

Result<Value> image(Given call) {
  TRY(std::string bytes, file_of(call, "a picture"));
  TRY(const auto width, size_at(call, 0));
  TRY(const auto height, size_at(call, 1));
  return placed(call, figure_of(std::move(bytes), {width, height}, text_at(call, 2, "")));
}

/// A code `size` wide with its quiet zone.
Result<Value> code(Given call, std::string_view text, std::optional<double> size, QrLevel level, std::string alt) {
  constexpr double kDefaultSize = 35;  // modules of half a millimetre for what an invoice holds
  const auto made = qr_code(text, level);
  if (!made) return at_filter(call, made.error());
  auto figure = figure_of(qr_png(*made), {size.value_or(kDefaultSize), size.value_or(kDefaultSize)}, std::move(alt));
  if (figure) {
    auto crisp = std::make_shared<Figure>(**figure);
    crisp->crisp = true;
    figure = std::move(crisp);
  }
  return placed(call, std::move(figure));
}

Result<Value> qr(Given call) {
  constexpr std::size_t kMaxAlt = 200;
  TRY(const std::string text, call.text());
  TRY(const auto size, size_at(call, 0));
  const auto level = qr_level(text_at(call, 1, "M"));
  if (!level) return call.error("the error levels of qr are \"L\", \"M\", \"Q\" and \"H\"");
  return code(call, text, size, *level, text_at(call, 2, text.size() <= kMaxAlt ? text : "QR"));
}

constexpr std::array<std::string_view, kMaxParameters> kPaymentParameters = {
    "scheme", "size", "sum",  "purpose", "reference", "name", "account", "bank", "bik", "correspondent_account",
    "inn",    "kpp",  "iban", "bic",     "alt"};
constexpr std::size_t kScheme = 0, kSize = 1, kSum = 2, kAlt = 14;

/// PaymentValues among the arguments win over those of the object.
Result<PaymentValues> requisites(Given call, std::optional<Decimal>& sum) {
  const auto take_sum = [&](const Value& value) -> Result<void> {
    TRY(sum, call.number(value));
    return {};
  };
  PaymentValues out;
  for (std::size_t i = kSum; i < kAlt; ++i) {
    if (!call.has(i) || call.arguments[i].is_none()) continue;
    if (i == kSum) {
      TRY(take_sum(call.arguments[i]));
    } else {
      out.emplace_back(kPaymentParameters[i], call.arguments[i].str());
    }
  }
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  const Map* map = call.input.map();
  if (!map) return call.error(fmt::format("payment_qr needs an object of requisites, but got {}", call.input.kind()));
  for (const auto& [name, value] : map->entries) {
    if (value.is_missing() || value.is_none() || value.list() || value.map()) continue;
    if (name == "sum" || name == "Sum") {
      if (!sum) TRY(take_sum(value));
    } else {
      out.emplace_back(name, value.str());
    }
  }
  return out;
}

Result<PaymentScheme> scheme_of(Given call, const PaymentValues& given) {
  const std::string name = lowercase(text_at(call, kScheme, ""));
  if (name == "ru" || name == "st00012") return PaymentScheme::st00012;
  if (name == "eu" || name == "epc") return PaymentScheme::epc;
  if (!name.empty()) return call.error("the schemes of payment_qr are \"ru\" and \"eu\"");
  const bool iban = std::ranges::any_of(
      given, [](const auto& each) { return (each.first == "iban" || each.first == "IBAN") && !each.second.empty(); });
  return iban ? PaymentScheme::epc : PaymentScheme::st00012;
}

Result<Value> payment_qr(Given call) {
  std::optional<Decimal> sum;
  TRY(const PaymentValues given, requisites(call, sum));
  TRY(const PaymentScheme scheme, scheme_of(call, given));
  const auto text = payment_text(scheme, given, sum);
  if (!text) {
    Error error = text.error();
    const std::string object = path_of(call.expr.parts[0]);
    for (FieldError& each : error.fields) {
      const bool argument =
          std::ranges::any_of(std::span(kPaymentParameters).subspan(kSum, kAlt - kSum), [&](auto name) {
            const auto at =
                static_cast<std::size_t>(std::ranges::find(kPaymentParameters, name) - kPaymentParameters.begin());
            return name == each.location && call.has(at);
          });
      if (!argument && object != "…") each.location = fmt::format("{}.{}", object, each.location);
    }
    return at_filter(call, error);
  }
  TRY(const auto size, size_at(call, kSize));
  const std::string alt = call.around.locale() == Locale::ru ? "QR-код для оплаты" : "QR code for the payment";
  return code(call, *text, size, QrLevel::medium, text_at(call, kAlt, alt));  // both standards ask for level M
}

Result<Value> link(Given call) {
  TRY(const std::string typed, call.text());
  std::string address = typed_address(typed);
  if (address.empty())
    return call.error(fmt::format("link: \"{}\" is not an address such as https://example.com", typed));
  std::string shown = text_at(call, 0, std::string(trimmed(typed)));
  if (shown.empty()) shown = address;
  return call.around.inset(call.expr.at, {Inset::Link{std::move(address), std::move(shown)}});
}

Result<Value> markdown(Given call) {
  TRY(std::string text, call.text());
  if (text.size() > kMaxMarkdown) return call.error("markdown: the text may have at most 1 MiB");
  return call.around.inset(call.expr.at, {Inset::Markdown{std::move(text)}});
}

Result<Value> rich(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  auto runs = rich_text(call.input);
  if (!runs) return at_filter(call, runs.error());
  return call.around.inset(call.expr.at, {Inset::Rich{std::move(*runs)}});
}

Result<Value> subdoc(Given call) {
  TRY(std::string bytes, file_of(call, "a Word file"));
  return call.around.inset(call.expr.at, {Inset::WordFile{std::move(bytes)}});
}

constexpr Filter kFilters[] = {
    {"image", "image or image(width=\"40mm\")", Takes::picture, 0, {"width", "height", "alt"}, image},
    {"qr", "qr or qr(size=\"30mm\", level=\"M\")", Takes::text, 0, {"size", "level", "alt"}, qr},
    {"payment_qr", "payment_qr(sum=total, purpose=\"…\"), with scheme=\"ru\" or \"eu\"", Takes::payment, 0,
     kPaymentParameters, payment_qr},
    {"link", "link or link(\"text\")", Takes::text, 0, {"text"}, link},
    {"markdown", "markdown", Takes::markdown, 0, {}, markdown},
    {"rich", "rich", Takes::rich_text, 0, {}, rich},
    {"subdoc", "subdoc", Takes::word_file, 0, {}, subdoc},
};

}  // namespace

std::span<const Filter> inset_filters() { return kFilters; }

}  // namespace kontor::docgen
