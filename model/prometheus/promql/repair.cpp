// Repair: small changes that make a refused expression one that Prometheus accepts.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "model/base/words.h"
#include "model/prometheus/promql/function.h"
#include "model/prometheus/promql/parser.h"
#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

std::string applied(std::string_view text, const std::vector<Edit>& edits) {
  std::string out(text);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    out.replace(edit->where.begin, edit->where.end - edit->where.begin, edit->text);
  }
  return out;
}

bool accepted(std::string_view text, const std::vector<Edit>& edits) {
  return !edits.empty() && parse(applied(text, edits)).valid();
}

/// Names like it, the nearest first.
std::vector<std::string_view> nearFunctions(std::string_view name) {
  if (name == "holt_winters") {
    return {"double_exponential_smoothing"};  // its name since Prometheus 3
  }
  const std::size_t most = std::max<std::size_t>(2, name.size() / 3) + 1;
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const Function& function : allFunctions()) {
    const std::size_t distance = words::editDistance(lower, function.name, most);
    if (distance < most) {
      found.emplace_back(distance, function.name);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string_view> out;
  for (const auto& [distance, near] : found) {
    out.push_back(near);
  }
  return out;
}

void wrap(std::vector<Edit>& edits, Range where, std::string before) {
  edits.push_back({{where.begin, where.begin}, std::move(before)});
  edits.push_back({{where.end, where.end}, ")"});
}

/// A range where an instant vector was given, and the reverse, at each place where the types do not fit.
void types(const Expression& expression, std::string_view text, std::size_t choice, std::vector<Edit>& edits) {
  for (const ParseError& error : expression.errors) {
    const std::string source(text.substr(error.where.begin, error.where.end - error.where.begin));
    if (error.message.find("expected type range vector") != std::string::npos && error.message.ends_with("got instant vector")) {
      for (const Node& node : expression.nodes) {
        if (node.where == error.where && node.kind == NodeKind::selector) {
          edits.push_back({{node.plainEnd, node.plainEnd}, "[5m]"});
        } else if (node.where == error.where && node.kind != NodeKind::number && node.type == ValueType::vector) {
          edits.push_back({{node.where.end, node.where.end}, "[5m:]"});
        }
      }
    } else if (error.message.find("expected type instant vector") != std::string::npos &&
               error.message.ends_with("got range vector")) {
      wrap(edits, error.where, "rate(");
    } else if (error.message.find("expected type instant vector") != std::string::npos && error.message.ends_with("got scalar")) {
      wrap(edits, error.where, "vector(");
    } else if (error.message.find("must use BOOL") != std::string::npos) {
      edits.push_back({{error.where.end, error.where.end}, " bool"});
    } else if (error.message.starts_with("ranges only allowed") && source.ends_with("]")) {
      edits.push_back({{error.where.end - 1, error.where.end - 1}, ":"});
    } else if (error.message.starts_with("unknown function")) {
      const std::vector<std::string_view> near = nearFunctions(source);
      if (choice < near.size()) {
        edits.push_back({error.where, std::string(near[choice])});
      }
    } else if (error.message.starts_with("trailing commas")) {
      edits.push_back({error.where, ""});
    }
  }
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.where.begin < b.where.begin; });
}

/// What people leave out or write as in another language.
std::vector<std::vector<Edit>> syntax(std::string_view text, const ParseError& error) {
  std::vector<std::vector<Edit>> out;
  const Range end{text.size(), text.size()};
  for (const std::string_view closing : {")", "))", ")))", "}", "\"}", "]", "])"}) {
    out.push_back({{end, std::string(closing)}});
  }
  const std::size_t at = std::min(error.where.begin, text.size());
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("=") && !rest.starts_with("==")) {
    out.push_back({{{at, at + 1}, "=="}});
  }
  if (!error.where.begin && text.empty()) {
    return {};
  }
  if (rest.starts_with(")")) {
    out.push_back({{{at, at + 1}, ""}});
  }
  if (rest.starts_with("&&") || rest.starts_with("||")) {
    out.push_back({{{at, at + 2}, rest[0] == '&' ? "and" : "or"}});
  }
  // by job instead of by (job)
  std::size_t word = at;
  while (word < text.size() && (std::isalnum(static_cast<unsigned char>(text[word])) != 0 || text[word] == '_')) {
    ++word;
  }
  if (word > at) {
    out.push_back({{{at, at}, "("}, {{word, word}, ")"}});
    out.push_back({{{at, at}, "\""}, {{word, word}, "\""}});
  }
  return out;
}

}  // namespace

std::vector<Edit> repair(std::string_view text, const Expression& expression) {
  if (expression.errors.empty() || text.size() > 4096) {
    return {};
  }
  for (std::size_t choice = 0; choice < 8; ++choice) {
    std::vector<Edit> edits;
    types(expression, text, choice, edits);
    if (accepted(text, edits)) {
      return edits;
    }
  }
  for (std::vector<Edit>& candidate : syntax(text, expression.errors.front())) {
    if (accepted(text, candidate)) {
      return std::move(candidate);
    }
  }
  return {};
}

}  // namespace claimscope::promql
