#include "docgen/language/parser.hpp"

#include "base/text.hpp"
#include "docgen/language/author.hpp"
#include "docgen/language/expressions.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {
namespace {

/// Words of Jinja that are no part of the language, and why.
std::string_view why_not(std::string_view word) {
  for (const std::string_view each : {"include", "import", "from", "extends", "block"})
    if (word == each) return "; a template is one file";
  if (word == "autoescape") return "; values are always escaped for where they land";
  if (word == "do") return "; write set instead";
  if (word == "break" || word == "continue") return "; write an if behind the for: for … in … if …";
  return "; its blocks are if, for, set, with, filter, macro, call, write and raw";
}

class Statements {
 public:
  explicit Statements(Tokens& tokens) : tokens_(tokens) {}

  Result<Nodes> whole() {
    TRY(Nodes nodes, until({}, 0, ""));
    return nodes;
  }

 private:
  /// Nodes up to a tag that begins with one of `ends`; that tag's name is left as the next token.
  Result<Nodes> until(std::initializer_list<std::string_view> ends, Offset opened, std::string_view block) {
    if (++depth_ > kMaxBlocks) return tokens_.error(opened, "blocks are nested too deeply");
    Nodes nodes;
    for (;;) {
      if (tokens_.is(Token::Kind::end)) {
        if (ends.size() != 0)
          return tokens_.error(opened, fmt::format("this {} is never closed: {{% end{} %}} is missing", block, block));
        break;
      }
      const Token token = tokens_.take();
      if (token.kind == Token::Kind::text) {
        nodes.push_back({.kind = Node::Kind::text, .at = token.at, .text = token.text});
      } else if (token.kind == Token::Kind::output_begin) {
        TRY(Expr expr, parse_tuple(tokens_));
        TRY(tokens_.expect(Token::Kind::output_end, "}}"));
        nodes.push_back({.kind = Node::Kind::output, .at = token.at, .expr = std::move(expr)});
      } else {
        if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a block, such as if or for");
        if (std::ranges::find(ends, tokens_.peek().text) != ends.end()) break;
        TRY(Node node, statement(token.at, block));
        nodes.push_back(std::move(node));
      }
    }
    --depth_;
    return nodes;
  }

  /// The body of a block whose head is read up to its %}, and its closing tag.
  Result<Nodes> body(Offset at, std::string_view block) {
    TRY(end_tag());
    const std::string end = fmt::format("end{}", block);
    TRY(Nodes nodes, until({end}, at, block));
    tokens_.take();
    if (block == "macro") tokens_.accept_name(last_macro_);
    TRY(end_tag());
    return nodes;
  }

  Result<Node> statement(Offset at, std::string_view block) {
    const Token word = tokens_.take();
    if (word.text == "if") return branch(at);
    if (word.text == "for") return loop(at);
    if (word.text == "set") return set(at);
    if (word.text == "with") return with(at);
    if (word.text == "filter") return filter(at);
    if (word.text == "macro") return macro(at);
    if (word.text == "call") return call(at);
    if (word.text == "write") return write(at);
    if (word.text.starts_with("end") || word.text == "else" || word.text == "elif") {
      return tokens_.error(
          word.at, block.empty() ? fmt::format("\"{}\" closes nothing: no block is open", word.text)
                                 : fmt::format("\"{}\" cannot stand here: the open block is \"{}\"", word.text, block));
    }
    static const std::vector<std::string> kWords = {
        "if",     "elif",      "else",  "endif",    "for",  "endfor",  "set",   "endset",   "with", "endwith",
        "filter", "endfilter", "macro", "endmacro", "call", "endcall", "write", "endwrite", "raw",  "endraw"};
    const std::string_view reason = why_not(word.text);
    const std::string_view guess = reason.contains("its blocks") ? nearest(word.text, kWords) : std::string_view();
    return tokens_.error(word.at, fmt::format("\"{}\" is not part of the template language{}", word.text,
                                              guess.empty() ? reason : fmt::format(": did you mean \"{}\"?", guess)));
  }

  Result<void> end_tag() { return tokens_.expect(Token::Kind::block_end, "%}"); }

  Result<Node> branch(Offset at, int chain = 0) {
    Node node{.kind = Node::Kind::branch, .at = at};
    TRY(node.expr, parse_tuple(tokens_));
    TRY(end_tag());
    TRY(node.body, until({"elif", "else", "endif"}, at, "if"));
    const Token word = tokens_.take();
    if (word.text == "elif") {
      if (chain >= kMaxBlocks) return tokens_.error(word.at, "this if has too many elif");
      TRY(Node next, branch(word.at, chain + 1));  // closes itself with the endif
      node.otherwise.push_back(std::move(next));
      return node;
    }
    TRY(end_tag());
    if (word.text == "else") {
      TRY(node.otherwise, until({"endif"}, at, "if"));
      tokens_.take();
      TRY(end_tag());
    }
    return node;
  }

  Result<Node> loop(Offset at) {
    Node node{.kind = Node::Kind::loop, .at = at};
    TRY(node.target, targets());
    if (!tokens_.accept_name("in")) return tokens_.unexpected("\"in\"");
    TRY(node.expr, parse_tuple(tokens_, false));
    if (tokens_.accept_name("if")) {
      TRY(Expr condition, parse_expression(tokens_));
      node.condition = std::make_unique<Expr>(std::move(condition));
    }
    node.recursive = tokens_.accept_name("recursive");
    node.loop_symbol = tokens_.symbol("loop");
    TRY(end_tag());
    const bool outer = std::exchange(tokens_.saw_loop, false);
    ++inner_;
    TRY(node.body, until({"else", "endfor"}, at, "for"));
    --inner_;
    node.uses_loop = std::exchange(tokens_.saw_loop, outer);
    const bool otherwise = tokens_.take().text == "else";
    TRY(end_tag());
    if (otherwise) {
      TRY(node.otherwise, until({"endfor"}, at, "for"));
      tokens_.take();
      TRY(end_tag());
    }
    return node;
  }

  Result<Node> set(Offset at) {
    Node node{.kind = Node::Kind::set, .at = at};
    TRY(node.target, targets());
    if (node.target.parts.empty()) tokens_.may_call(node.target.name);
    if (node.target.parts.empty() && tokens_.accept_sign(".")) {
      if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("a name after the point");
      node.attribute = tokens_.take().text;
    }
    if (tokens_.accept_sign("=")) {
      TRY(node.expr, parse_tuple(tokens_));
      TRY(end_tag());
      return node;
    }
    if (!node.target.parts.empty() || !node.attribute.empty()) return tokens_.unexpected("\"=\"");
    node.kind = Node::Kind::set_block;
    node.expr = {.op = Op::body, .at = at};
    if (tokens_.accept_sign("|")) {
      TRY(node.expr, parse_filters(tokens_, std::move(node.expr)));
    }
    TRY(node.body, body(at, "set"));
    return node;
  }

  Result<Node> with(Offset at) {
    Node node{.kind = Node::Kind::with, .at = at};
    while (!tokens_.is(Token::Kind::block_end)) {
      if (!node.parameters.empty()) TRY(tokens_.expect_sign(","));
      TRY(Target target, one_target());
      TRY(tokens_.expect_sign("="));
      TRY(Expr value, parse_expression(tokens_));
      if (target.parts.empty()) tokens_.may_call(target.name);
      node.parameters.push_back({std::move(target), std::move(value)});
    }
    ++inner_;
    TRY(node.body, body(at, "with"));
    --inner_;
    return node;
  }

  Result<Node> filter(Offset at) {
    Node node{.kind = Node::Kind::filter_block, .at = at};
    TRY(node.expr, parse_filters(tokens_, {.op = Op::body, .at = at}));
    ++inner_;
    TRY(node.body, body(at, "filter"));
    --inner_;
    return node;
  }

  Result<Node> macro(Offset at) {
    if (inner_ > 0) return tokens_.error(at, "a macro cannot be made inside of another block than if");
    Node node{.kind = Node::Kind::macro, .at = at};
    if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of the macro");
    node.target = name();
    tokens_.may_call(node.target.name);
    TRY(tokens_.expect_sign("("));
    for (bool first = true; !tokens_.accept_sign(")"); first = false) {
      if (!first) TRY(tokens_.expect_sign(","));
      if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a parameter");
      node.parameters.push_back({name(), std::nullopt});
      tokens_.may_call(node.parameters.back().target.name);
      if (tokens_.accept_sign("=")) {
        TRY(node.parameters.back().value, parse_expression(tokens_));
      } else if (node.parameters.size() > 1 && node.parameters[node.parameters.size() - 2].value) {
        return tokens_.error(at, "a parameter without a default cannot stand behind one that has a default");
      }
    }
    last_macro_ = node.target.name;
    node.loop_symbol = tokens_.symbol("caller");
    ++inner_;
    TRY(node.body, body(at, "macro"));
    --inner_;
    return node;
  }

  Result<Node> call(Offset at) {
    Node node{.kind = Node::Kind::call_block, .at = at};
    if (tokens_.is_sign("("))
      return tokens_.error(at, "a call with parameters is not part of the language: give them to the macro");
    node.loop_symbol = tokens_.symbol("caller");
    TRY(node.expr, parse_expression(tokens_));
    if (node.expr.op != Op::call) return tokens_.error(at, "call is written {% call macro(…) %} … {% endcall %}");
    ++inner_;
    TRY(node.body, body(at, "call"));
    --inner_;
    return node;
  }

  Result<Node> write(Offset at) {
    static const std::vector<std::string> kOptions = {"max_words", "tone", "name"};
    Node node{.kind = Node::Kind::written, .at = at};
    while (!tokens_.is(Token::Kind::block_end)) {
      if (!node.options.empty()) tokens_.accept_sign(",");
      if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("max_words, tone or name");
      const Token option = tokens_.take();
      if (std::ranges::find(kOptions, option.text) == kOptions.end()) {
        const std::string_view guess = nearest(option.text, kOptions);
        return tokens_.error(option.at, fmt::format("write has no option \"{}\": {}", option.text,
                                                    guess.empty() ? "there are max_words, tone and name"
                                                                  : fmt::format("did you mean \"{}\"?", guess)));
      }
      if (std::ranges::find(node.options, option.text, &std::pair<std::string, Expr>::first) != node.options.end())
        return tokens_.error(option.at, fmt::format("{} is given twice", option.text));
      TRY(tokens_.expect_sign("="));
      TRY(Expr value, parse_expression(tokens_));
      if (option.text == "max_words" && value.op == Op::constant && !may_be_words(value.value))
        return tokens_.error(value.at, fmt::format("max_words must be a whole number from 1 to {}", kMaxPassageWords));
      node.options.emplace_back(option.text, std::move(value));
    }
    ++inner_;
    TRY(node.body, body(at, "write"));
    --inner_;
    const auto blank = [](const Node& each) { return each.kind == Node::Kind::text && trimmed(each.text).empty(); };
    if (std::ranges::all_of(node.body, blank))
      return tokens_.error(at, "this write says nothing: its body is the instruction");
    return node;
  }

  static bool may_be_words(const Value& value) {
    const Decimal* number = value.as<Decimal>();
    const auto words = number ? number->whole() : std::nullopt;
    return words && *words >= 1 && *words <= kMaxPassageWords;
  }

  /// The name that is the next token.
  Target name() {
    std::string text = tokens_.take().text;
    const int symbol = tokens_.symbol(text);
    return {.name = std::move(text), .symbol = symbol};
  }

  /// a, or a, b, or (a, (b, c)).
  Result<Target> targets() {
    TRY(Target first, one_target());
    if (!tokens_.is_sign(",")) return first;
    Target all;
    all.parts.push_back(std::move(first));
    while (tokens_.accept_sign(",")) {
      if (tokens_.is_name("in") || tokens_.is_sign("=")) break;
      TRY(Target next, one_target());
      all.parts.push_back(std::move(next));
    }
    return all;
  }

  Result<Target> one_target(int depth = 0) {
    if (depth > kMaxBlocks) return tokens_.error(tokens_.peek().at, "these brackets are nested too deeply");
    if (tokens_.accept_sign("(")) {
      Target all;
      while (!tokens_.accept_sign(")")) {
        if (!all.parts.empty()) TRY(tokens_.expect_sign(","));
        if (tokens_.accept_sign(")")) break;
        TRY(Target next, one_target(depth + 1));
        all.parts.push_back(std::move(next));
      }
      if (all.parts.empty()) return tokens_.unexpected("a name");
      return all;
    }
    if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("a name");
    return name();
  }

  Tokens& tokens_;
  int depth_ = 0;
  int inner_ = 0;  ///< blocks with names of their own around this place
  std::string last_macro_;
};

}  // namespace

Result<Nodes> parse(const Source& source, Offset from, Lines lines) {
  TRY(std::vector<Token> list, tokens(source, from, lines));
  Tokens reader(source, std::move(list));
  return Statements(reader).whole();
}

}  // namespace kontor::docgen
