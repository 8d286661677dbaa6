#include "tests/app/exporter/parsed_page.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>

#include "model/base/words.h"

namespace claimscope::exporter {
namespace {

class Reader {
 public:
  Reader(std::string_view text, bool openMetrics) : m_openMetrics(openMetrics) {
    check(!text.empty() && text.back() == '\n', "the last line has no end");
    check(text.find('\r') == std::string_view::npos, "a carriage return");
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      m_line = text.substr(0, end);
      text.remove_prefix(end + 1);
      check(!m_ended, "something after # EOF");
      checkUtf8();
      readLine();
    }
    check(m_ended == openMetrics, "# EOF is the last line of OpenMetrics, and of nothing else");
    closeFamily();
  }
  std::vector<Family> families;

 private:
  void check(bool right, const std::string& what) const {
    if (!right) {
      throw std::runtime_error(what + " in: " + std::string(m_line.substr(0, 300)));
    }
  }
  void checkUtf8() const {
    // oneLine() changes what is no UTF-8, and controls, which no label value of ours has.
    check(words::oneLine(m_line) == m_line, "not a line of harmless UTF-8");
  }
  static bool isName(std::string_view name, bool label) {
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [label](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c == ':' && !label);
    });
  }

  void readLine() {
    if (m_line == "# EOF") {
      m_ended = true;
    } else if (m_line.starts_with("# ")) {
      readComment(m_line.substr(2));
    } else {
      readSample(m_line);
    }
  }

  void readComment(std::string_view text) {
    const std::size_t first = text.find(' ');
    const std::size_t second = text.find(' ', first + 1);
    check(first != std::string_view::npos && second != std::string_view::npos, "a comment that is no HELP, TYPE or UNIT");
    const std::string_view word = text.substr(0, first);
    const std::string name(text.substr(first + 1, second - first - 1));
    const std::string rest(text.substr(second + 1));
    check(isName(name, false), "a bad name");
    if (families.empty() || families.back().name != name) {
      closeFamily();
      check(m_names.insert(name).second, "a family twice");
      families.push_back({name, {}, {}, {}, {}});
    }
    Family& family = families.back();
    check(family.samples.empty(), "a comment behind the samples of its family");
    std::string& field = word == "HELP" ? family.help : word == "TYPE" ? family.type : family.unit;
    check(word == "HELP" || word == "TYPE" || (word == "UNIT" && m_openMetrics), "an unknown comment");
    check(field.empty() && !rest.empty(), "a comment twice, or an empty one");
    field = rest;
    if (word == "TYPE") {
      const std::set<std::string> known = {"counter", "gauge", "histogram", m_openMetrics ? "unknown" : "untyped"};
      check(known.contains(rest), "an unknown type");
    } else if (word == "UNIT") {
      check(name.ends_with("_" + rest), "the name does not end with its unit");
    }
  }

  std::string readQuoted(std::string_view& text) {
    check(!text.empty() && text.front() == '"', "a label value without quotes");
    std::string out;
    std::size_t i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] != '\\') {
        out += text[i];
        continue;
      }
      ++i;
      check(i < text.size() && (text[i] == '\\' || text[i] == '"' || text[i] == 'n'), "a bad escape");
      out += text[i] == 'n' ? '\n' : text[i];
    }
    check(i < text.size(), "a label value without an end");
    text.remove_prefix(i + 1);
    return out;
  }

  void readSample(std::string_view text) {
    check(!families.empty() && !families.back().type.empty() && !families.back().help.empty(), "a sample without HELP and TYPE");
    Family& family = families.back();
    Sample sample;
    const std::size_t end = text.find_first_of("{ ");
    check(end != std::string_view::npos, "a sample without a value");
    sample.name = std::string(text.substr(0, end));
    check(isName(sample.name, false), "a bad name");
    text.remove_prefix(end);
    if (text.front() == '{') {
      text.remove_prefix(1);
      do {
        const std::size_t equals = text.find('=');
        check(equals != std::string_view::npos, "a label without a value");
        const std::string label(text.substr(0, equals));
        check(isName(label, true) && !label.starts_with("__"), "a bad label name");
        text.remove_prefix(equals + 1);
        check(sample.labels.emplace(label, readQuoted(text)).second, "a label twice");
        check(!text.empty() && (text.front() == ',' || text.front() == '}'), "labels that do not end");
        text.remove_prefix(1);
      } while (text.empty() || text.front() != ' ');
    }
    check(text.size() > 1 && text.front() == ' ', "a sample without a value");
    sample.value = number(text.substr(1));
    check(m_samples.insert({sample.name, sample.labels}).second, "a sample twice");
    checkBelongs(family, sample);
    family.samples.push_back(std::move(sample));
  }

  double number(std::string_view text) const {
    if (text == "NaN") {
      return std::nan("");
    }
    if (text == "+Inf" || text == "-Inf") {
      return text == "+Inf" ? HUGE_VAL : -HUGE_VAL;
    }
    double out = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    check(code == std::errc() && end == text.data() + text.size(), "a bad number");
    return out;
  }

  void checkBelongs(const Family& family, const Sample& sample) const {
    if (family.type == "histogram") {
      const bool bucket = sample.name == family.name + "_bucket";
      check(bucket || sample.name == family.name + "_sum" || sample.name == family.name + "_count", "a sample of another family");
      check(bucket == sample.labels.contains("le"), "a bucket needs le, and nothing else has it");
      if (bucket) {
        const std::string& le = sample.labels.at("le");
        check(le == "+Inf" || le.find_first_of(".e") != std::string::npos, "le is no float");
      }
    } else if (family.type == "counter") {
      check(sample.name == (m_openMetrics ? family.name + "_total" : family.name) && sample.name.ends_with("_total"),
            "a counter's sample ends with _total");
      check(sample.value >= 0, "a counter below zero");
    } else {
      check(sample.name == family.name, "a sample of another family");
    }
  }

  void closeFamily() const {
    if (families.empty()) {
      return;
    }
    const Family& family = families.back();
    check(!family.samples.empty(), "a family without samples: " + family.name);
    if (family.type != "histogram") {
      return;
    }
    std::map<std::map<std::string, std::string>, std::vector<const Sample*>> buckets;
    std::map<std::map<std::string, std::string>, double> counts;
    for (const Sample& sample : family.samples) {
      std::map<std::string, std::string> labels = sample.labels;
      labels.erase("le");
      if (sample.name.ends_with("_bucket")) {
        buckets[labels].push_back(&sample);
      } else if (sample.name.ends_with("_count")) {
        counts[labels] = sample.value;
      }
    }
    check(counts.size() == buckets.size(), "a histogram without its count");
    for (const auto& [labels, series] : buckets) {
      double bound = -HUGE_VAL;
      double before = 0;
      for (const Sample* bucket : series) {
        const double le = number(bucket->labels.at("le"));
        check(le > bound && bucket->value >= before, "buckets that do not grow: " + family.name);
        bound = le;
        before = bucket->value;
      }
      check(std::isinf(bound) && before == counts.at(labels), "the last bucket is +Inf and holds all: " + family.name);
    }
  }

  bool m_openMetrics;
  bool m_ended = false;
  std::string_view m_line;
  std::set<std::string> m_names;
  std::set<std::pair<std::string, std::map<std::string, std::string>>> m_samples;
};

}  // namespace

ParsedPage::ParsedPage(std::string_view text, bool openMetrics) : m_families(Reader(text, openMetrics).families) {}

const Family* ParsedPage::family(const std::string& name) const {
  const auto found = std::find_if(m_families.begin(), m_families.end(), [&](const Family& one) { return one.name == name; });
  return found == m_families.end() ? nullptr : &*found;
}

std::vector<const Sample*> ParsedPage::find(const std::string& name, const std::map<std::string, std::string>& labels) const {
  std::vector<const Sample*> out;
  for (const Family& family : m_families) {
    for (const Sample& sample : family.samples) {
      const bool all = std::all_of(labels.begin(), labels.end(), [&](const auto& label) {
        const auto has = sample.labels.find(label.first);
        return has != sample.labels.end() && has->second == label.second;
      });
      if (sample.name == name && all) {
        out.push_back(&sample);
      }
    }
  }
  return out;
}

double ParsedPage::value(const std::string& name, const std::map<std::string, std::string>& labels) const {
  const std::vector<const Sample*> found = find(name, labels);
  if (found.size() != 1) {
    throw std::runtime_error(std::to_string(found.size()) + " samples of " + name);
  }
  return found.front()->value;
}

bool ParsedPage::has(const std::string& name, const std::map<std::string, std::string>& labels) const {
  return !find(name, labels).empty();
}

double ParsedPage::sum(const std::string& name, const std::map<std::string, std::string>& labels) const {
  double out = 0;
  for (const Sample* sample : find(name, labels)) {
    out += sample->value;
  }
  return out;
}

}  // namespace claimscope::exporter
