#include "docgen/language/parser.hpp"

#include "base/text.hpp"
#include "docgen/language/expressions.hpp"

namespace kontor::docgen {
namespace {

constexpr int kMaxBlocks = 50;

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
      const Token token = tokens_.peek();
      if (token.kind == Token::Kind::end) {
        if (ends.size() != 0)
          return tokens_.error(opened, fmt::format("this {} is never closed: {{% end{} %}} is missing", block, block));
        break;
      }
      tokens_.take();
      if (token.kind == Token::Kind::text) {
        nodes.push_back({.kind = Node::Kind::text, .at = token.at, .text = token.text});
      } else if (token.kind == Token::Kind::output_begin) {
        TRY(Expr expr, parse_expression(tokens_));
        TRY(tokens_.expect(Token::Kind::output_end, "}}"));
        nodes.push_back({.kind = Node::Kind::output, .at = token.at, .expr = std::move(expr)});
      } else {
        if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("if, for, set, write or raw");
        if (std::ranges::find(ends, tokens_.peek().text) != ends.end()) break;
        TRY(Node node, statement(token.at, block));
        nodes.push_back(std::move(node));
      }
    }
    --depth_;
    return nodes;
  }

  Result<Node> statement(Offset at, std::string_view block) {
    const Token word = tokens_.take();
    if (word.text == "if") return branch(at);
    if (word.text == "for") return loop(at);
    if (word.text == "set") return set(at);
    if (word.text == "write") return write(at);
    if (word.text.starts_with("end") || word.text == "else" || word.text == "elif") {
      return tokens_.error(
          word.at, block.empty() ? fmt::format("\"{}\" closes nothing: no block is open", word.text)
                                 : fmt::format("\"{}\" cannot stand here: the open block is \"{}\"", word.text, block));
    }
    static const std::vector<std::string> kWords = {"if",  "elif",   "else", "endif",  "for",   "endfor",
                                                    "set", "endset", "raw",  "endraw", "write", "endwrite"};
    const std::string_view guess = nearest(word.text, kWords);
    return tokens_.error(word.at, fmt::format("\"{}\" is not part of the template language{}", word.text,
                                              guess.empty() ? "; its blocks are if, for, set, write and raw"
                                                            : fmt::format(": did you mean \"{}\"?", guess)));
  }

  Result<void> end_tag() { return tokens_.expect(Token::Kind::block_end, "%}"); }

  Result<Node> branch(Offset at, int chain = 0) {
    Node node{.kind = Node::Kind::branch, .at = at};
    TRY(node.expr, parse_expression(tokens_));
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
    TRY(names(node.names));
    if (!tokens_.accept_name("in")) return tokens_.unexpected("\"in\"");
    TRY(node.expr, parse_expression(tokens_, false));
    if (tokens_.accept_name("if")) {
      TRY(Expr condition, parse_expression(tokens_));
      node.condition = std::make_unique<Expr>(std::move(condition));
    }
    TRY(end_tag());
    const bool outer = std::exchange(tokens_.saw_loop, false);
    TRY(node.body, until({"else", "endfor"}, at, "for"));
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
    TRY(names(node.names));
    if (node.names.size() == 1 && tokens_.accept_sign(".")) {
      if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("a name after the point");
      node.names.push_back(tokens_.take().text);
      node.in_namespace = true;
    }
    if (tokens_.accept_sign("=")) {
      TRY(node.expr, parse_expression(tokens_));
      if (tokens_.is_sign(",")) {
        Expr tuple{.op = Op::list, .at = node.expr.at};
        tuple.parts.push_back(std::move(node.expr));
        while (tokens_.accept_sign(",")) {
          TRY(Expr item, parse_expression(tokens_));
          tuple.parts.push_back(std::move(item));
        }
        node.expr = std::move(tuple);
      }
      TRY(end_tag());
      return node;
    }
    if (node.names.size() != 1) return tokens_.unexpected("\"=\"");
    node.kind = Node::Kind::set_block;
    TRY(end_tag());
    TRY(node.body, until({"endset"}, at, "set"));
    tokens_.take();
    TRY(end_tag());
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
      node.options.emplace_back(option.text, std::move(value));
    }
    TRY(end_tag());
    TRY(node.body, until({"endwrite"}, at, "write"));
    tokens_.take();
    TRY(end_tag());
    return node;
  }

  Result<void> names(std::vector<std::string>& out) {
    do {
      if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("a name");
      out.push_back(tokens_.take().text);
    } while (tokens_.accept_sign(","));
    return {};
  }

  Tokens& tokens_;
  int depth_ = 0;
};

}  // namespace

Result<Nodes> parse(const Source& source, Offset from, Lines lines) {
  TRY(std::vector<Token> list, tokens(source, from, lines));
  Tokens reader(source, std::move(list));
  return Statements(reader).whole();
}

}  // namespace kontor::docgen
