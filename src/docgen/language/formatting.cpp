#include "docgen/language/formatting.hpp"

#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

/// What stands between the % or : and the letter of a format.
struct Spec {
  std::string fill = " ";
  char align = 0;  ///< < > ^ or = (zeros behind the sign)
  char sign = '-';
  bool alternative = false;
  bool grouped = false;
  std::size_t width = 0;
  std::optional<int> precision;
  char type = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number at the front of text, taken off it; nothing when it is more than kMaxColumns.
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  while (!text.empty() && is_digit(text.front())) {
    number = number * 10 + static_cast<std::size_t>(text.front() - '0');
    if (number > kMaxColumns) return std::nullopt;
    text.remove_prefix(1);
  }
  return number;
}

std::string grouped(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string in_base(std::uint64_t number, unsigned base, bool large) {
  std::string out;
  do {
    out += (large ? "0123456789ABCDEF" : "0123456789abcdef")[number % base];
    number /= base;
  } while (number > 0);
  std::ranges::reverse(out);
  return out;
}

class Formatter {
 public:
  explicit Formatter(const FilterCall& call) : call_(call) {}

  Result<std::string> write(const Value& value, const Spec& spec) {
    switch (spec.type) {
      case 's':
      case 'r':
      case 0: {
        if (spec.type == 0 && value.as<Decimal>()) return number(value, spec);
        std::string text = spec.type == 'r' ? value.shown() : value.is_none() ? "None" : value.str();
        if (spec.precision) text = cut(text, 0, static_cast<std::size_t>(*spec.precision));
        return placed(text, spec, '<');
      }
      case 'c':
        return placed(std::string(cut(value.str(), 0, 1)), spec, '<');
      default:
        return number(value, spec);
    }
  }

 private:
  Result<std::string> number(const Value& value, const Spec& spec) {
    TRY(const Decimal number, call_.number(value.as<bool>() ? Value(Decimal(value.truthy() ? 1 : 0)) : value));
    TRY(std::string digits, digits_of(number.absolute(), spec));
    if (spec.grouped) digits = grouped(std::move(digits));
    const bool negative = number.is_negative();
    const std::string sign = negative ? "-" : spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
    if (spec.align == '=') {
      const std::size_t width = spec.width > sign.size() ? spec.width - sign.size() : 0;
      return sign + padded(digits, width, spec.fill, Side::left);
    }
    return placed(sign + digits, spec, '>');
  }

  Result<std::string> digits_of(const Decimal& number, const Spec& spec) {
    const int precision = spec.precision.value_or(6);
    switch (spec.type) {
      case 'd':
      case 'i':
      case 'u':
      case 'n':
        return Decimal::floor_divide(number, 1).value_or(number).str();
      case 'x':
      case 'X':
      case 'o':
      case 'b': {
        const auto whole = number.whole();
        if (!whole) return call_.error(fmt::format("{} is not a whole number", number.str()));
        const unsigned base = spec.type == 'o' ? 8 : spec.type == 'b' ? 2 : 16;
        const std::string mark = spec.alternative ? fmt::format("0{}", spec.type) : "";
        return mark + in_base(static_cast<std::uint64_t>(*whole), base, spec.type == 'X');
      }
      case 'f':
      case 'F':
      case '%': {
        const auto scaled = spec.type == '%' ? Decimal::multiply(number, 100) : std::optional(number);
        const auto rounded = scaled ? scaled->rounded(std::min(precision, Decimal::kMaxScale)) : std::nullopt;
        if (!rounded) return call_.error("the number is too large for this format");
        std::string out = rounded->str();
        if (precision > Decimal::kMaxScale) out.append(static_cast<std::size_t>(precision - Decimal::kMaxScale), '0');
        return out + (spec.type == '%' ? "%" : "");
      }
      case 'e':
      case 'E':
      case 'g':
      case 'G':
        return spec.precision || spec.type == 'e' || spec.type == 'E' ? scientific(number, spec)
                                                                      : Result<std::string>(number.normalized().str());
      case 0:
        if (spec.precision) return call_.error("a precision needs a format such as \"%.2f\"");
        return number.str();
      default:
        return call_.error(fmt::format("\"{}\" is not a format that is known here", spec.type));
    }
  }

  Result<std::string> scientific(const Decimal&, const Spec& spec) {
    return call_.error(fmt::format("the format \"{}\" is for floats; write \"f\"", spec.type));
  }

  static std::string placed(const std::string& text, const Spec& spec, char otherwise) {
    const char align = spec.align ? spec.align : otherwise;
    return padded(text, spec.width, spec.fill, align == '<' ? Side::right : align == '^' ? Side::both : Side::left);
  }

  const FilterCall& call_;
};

/// Hands out the arguments: one after another, or by name.
class Given {
 public:
  explicit Given(const FilterCall& call) : call_(call) {}

  const Value* next() {
    while (at_ < call_.arguments.size() && !call_.key(at_).empty()) ++at_;
    return at_ < call_.arguments.size() ? &call_.arguments[at_++] : nullptr;
  }
  const Value* at(std::size_t place) const {
    return place < call_.arguments.size() && call_.key(place).empty() ? &call_.arguments[place] : nullptr;
  }
  const Value* named(std::string_view name) const {
    if (const Value* value = call_.named(name)) return value;
    const Map* fields = call_.arguments.size() == 1 ? call_.arguments[0].map() : nullptr;
    return fields ? fields->find(name) : nullptr;
  }

 private:
  const FilterCall& call_;
  std::size_t at_ = 0;
};

/// The part of a percent format behind the % and the name, up to and with its letter.
std::optional<Spec> percent_spec(std::string_view& text) {
  Spec spec;
  for (; !text.empty() && std::string_view("-+ 0#").contains(text.front()); text.remove_prefix(1)) {
    const char flag = text.front();
    if (flag == '-')
      spec.align = '<';
    else if (flag == '0' && spec.align != '<')
      spec.align = '=', spec.fill = "0";
    else if (flag == '+' || (flag == ' ' && spec.sign != '+'))
      spec.sign = flag;
    else if (flag == '#')
      spec.alternative = true;
  }
  if (spec.align == '<') spec.fill = " ";
  const auto width = take_number(text);
  if (!width) return std::nullopt;
  spec.width = *width;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto precision = take_number(text);
    if (!precision) return std::nullopt;
    spec.precision = static_cast<int>(*precision);
  }
  if (text.empty()) return std::nullopt;
  spec.type = text.front();
  text.remove_prefix(1);
  const bool number = std::string_view("sc").find(spec.type) == std::string_view::npos && spec.type != 'r';
  if (spec.align == 0 || (spec.align == '=' && !number)) {
    spec.align = '>';
    spec.fill = " ";
  }
  return spec;
}

/// `*>+08,.2f`, without what it is in.
std::optional<Spec> brace_spec(std::string_view text) {
  Spec spec;
  const std::string_view first = cut(text, 0, 1);
  const auto aligns = [](char c) { return c == '<' || c == '>' || c == '^' || c == '='; };
  if (text.size() > first.size() && aligns(text[first.size()])) {
    spec.fill = first;
    spec.align = text[first.size()];
    text.remove_prefix(first.size() + 1);
  } else if (!text.empty() && aligns(text.front())) {
    spec.align = text.front();
    text.remove_prefix(1);
  }
  if (!text.empty() && (text.front() == '+' || text.front() == '-' || text.front() == ' ')) {
    spec.sign = text.front();
    text.remove_prefix(1);
  }
  if (text.starts_with('#')) {
    spec.alternative = true;
    text.remove_prefix(1);
  }
  if (text.starts_with('0') && spec.align == 0) spec.align = '=', spec.fill = "0";
  const auto width = take_number(text);
  if (!width) return std::nullopt;
  spec.width = *width;
  if (text.starts_with(',')) {
    spec.grouped = true;
    text.remove_prefix(1);
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto precision = take_number(text);
    if (!precision) return std::nullopt;
    spec.precision = static_cast<int>(*precision);
  }
  if (!text.empty()) {
    spec.type = text.front();
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return spec;
}

}  // namespace

Result<std::string> percent_format(const FilterCall& call, std::string_view pattern) {
  Given given(call);
  Formatter formatter(call);
  std::string out;
  while (!pattern.empty()) {
    const std::size_t at = pattern.find('%');
    out += pattern.substr(0, at);
    if (at == std::string_view::npos) break;
    pattern.remove_prefix(at + 1);
    if (pattern.starts_with('%')) {
      out += '%';
      pattern.remove_prefix(1);
      continue;
    }
    std::optional<std::string_view> name;
    if (pattern.starts_with('(')) {
      const std::size_t end = pattern.find(')');
      if (end == std::string_view::npos) return call.error("a name in the format is never closed: ) is missing");
      name = pattern.substr(1, end - 1);
      pattern.remove_prefix(end + 1);
    }
    const auto spec = percent_spec(pattern);
    if (!spec) return call.error("the format ends behind a %, or its width is too large; a plain percent sign is %%");
    const Value* value = name ? given.named(*name) : given.next();
    if (!value)
      return call.error(name ? fmt::format("the format asks for \"{}\", which is not given", *name)
                             : "the format asks for more values than are given");
    TRY(const std::string text, formatter.write(*value, *spec));
    out += text;
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return out;
}

Result<std::string> brace_format(const FilterCall& call, std::string_view pattern) {
  Given given(call);
  Formatter formatter(call);
  std::string out;
  while (!pattern.empty()) {
    const std::size_t at = std::min(pattern.find_first_of("{}"), pattern.size());
    out += pattern.substr(0, at);
    pattern.remove_prefix(at);
    if (pattern.empty()) break;
    if (pattern.starts_with("{{") || pattern.starts_with("}}")) {
      out += pattern.front();
      pattern.remove_prefix(2);
      continue;
    }
    const std::size_t end = pattern.find('}');
    if (pattern.front() == '}' || end == std::string_view::npos)
      return call.error("a brace of the format stands alone; a plain brace is written twice");
    std::string_view inside = pattern.substr(1, end - 1);
    pattern.remove_prefix(end + 1);
    const std::size_t colon = std::min(inside.find(':'), inside.size());
    std::string_view name = inside.substr(0, colon);
    inside.remove_prefix(std::min(colon + 1, inside.size()));
    bool shown = false;
    if (name.ends_with("!r") || name.ends_with("!s")) {
      shown = name.ends_with("!r");
      name.remove_suffix(2);
    }
    const auto spec = brace_spec(inside);
    if (!spec) return call.error(fmt::format("\"{}\" is not a format that is known here", inside));
    std::string_view digits = name;
    const auto place = take_number(digits);
    const Value* value = name.empty() ? given.next() : digits.empty() && place ? given.at(*place) : given.named(name);
    if (!value) return call.error(fmt::format("the format asks for \"{{{}}}\", which is not given", name));
    TRY(const std::string text, formatter.write(shown ? Value(value->shown()) : *value, *spec));
    out += text;
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return out;
}

}  // namespace kontor::docgen
