#include "model/explanation/selector_edit.h"

#include <algorithm>
#include <cctype>

namespace claimscope::explanation {
namespace {

bool isWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool isIdentifier(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::all_of(text.begin(), text.end(), isWord);
}

/// The end of a string constant that begins at `at`; npos when it is raw, triple-quoted or open, which is left alone.
std::size_t stringEnd(const std::string& text, std::size_t at, std::size_t end, std::string& value) {
  const char quote = text[at];
  if (at + 2 < end && text[at + 1] == quote && text[at + 2] == quote) {
    return std::string::npos;
  }
  for (std::size_t i = at + 1; i < end; ++i) {
    if (text[i] == '\\') {
      return std::string::npos;
    }
    if (text[i] == quote) {
      return i + 1;
    }
    value += text[i];
  }
  return std::string::npos;
}

}  // namespace

std::vector<Literal> literalsOf(const cel::Selector& selector, std::size_t term) {
  const std::string& text = selector.expression();
  const cel::Range range = selector.terms()[term].range;
  const auto inName = [&](std::size_t at) {
    return std::any_of(selector.references().begin(), selector.references().end(),
                       [&](const cel::Reference& reference) { return at >= reference.range.begin && at < reference.range.end; });
  };
  std::vector<Literal> out;
  for (std::size_t i = range.begin; i < range.end && i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      std::string value;
      const std::size_t end = stringEnd(text, i, range.end, value);
      if (end == std::string::npos) {
        return out;
      }
      // An index such as attributes["domain"] names something even when the name is computed.
      const bool index = i > range.begin && text[i - 1] == '[';
      if (!inName(i) && !index) {
        out.push_back({Literal::Kind::text, {i, end}, std::move(value)});
      }
      i = end;
    } else if (isWord(c)) {
      std::size_t end = i;
      while (end < range.end && isWord(text[end])) {
        ++end;
      }
      const std::string word = text.substr(i, end - i);
      const bool negative = i > range.begin && text[i - 1] == '-';
      if (!inName(i) &&
          std::all_of(word.begin(), word.end(), [](char d) { return std::isdigit(static_cast<unsigned char>(d)) != 0; })) {
        out.push_back({Literal::Kind::number, {negative ? i - 1 : i, end}, (negative ? "-" : "") + word});
      } else if (!inName(i) && (word == "true" || word == "false")) {
        out.push_back({Literal::Kind::boolean, {i, end}, word});
      }
      i = end;
    } else {
      ++i;
    }
  }
  return out;
}

std::string withBytes(const std::string& expression, cel::Range range, std::string_view text) {
  std::string out = expression;
  return out.replace(range.begin, range.end - range.begin, text);
}

namespace {

std::string joined(const cel::Selector& selector, std::size_t skip, const std::string& instead) {
  std::string out;
  for (std::size_t t = 0; t < selector.terms().size(); ++t) {
    std::string text = t == skip ? instead : selector.terms()[t].text;
    if (text.empty()) {
      continue;
    }
    const bool loose = t != skip && (text.find("||") != std::string::npos || text.find('?') != std::string::npos);
    out += (out.empty() ? "" : " && ") + (loose ? "(" + text + ")" : text);
  }
  return out;
}

}  // namespace

std::string withoutTerm(const cel::Selector& selector, std::size_t term) {
  return joined(selector, term, {});
}

std::string guardedTerm(const cel::Selector& selector, std::size_t term, const std::vector<cel::Reference>& missing) {
  std::string guard;
  for (const cel::Reference& reference : missing) {
    const std::string subject = reference.subject == cel::Reference::Subject::attribute ? "attributes" : "capacity";
    guard += isIdentifier(reference.id.view())
                 ? "has(" + referenceText(reference.subject, reference.domain.view(), reference.id.view()) + ") && "
                 : celString(reference.id.view()) + " in device." + subject + "[" + celString(reference.domain.view()) + "] && ";
  }
  const std::string& text = selector.terms()[term].text;
  const bool loose = text.find("||") != std::string::npos || text.find('?') != std::string::npos;
  return joined(selector, term, guard + (loose ? "(" + text + ")" : text));
}

std::string referenceText(cel::Reference::Subject subject, std::string_view domain, std::string_view id) {
  const std::string map = subject == cel::Reference::Subject::attribute ? "device.attributes[" : "device.capacity[";
  return map + celString(domain) + "]" + (isIdentifier(id) ? "." + std::string(id) : "[" + celString(id) + "]");
}

std::string celString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return out + "\"";
}

}  // namespace claimscope::explanation
