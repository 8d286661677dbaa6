#include "model/prometheus/answer_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::prometheus {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxNotes = 20;         // warnings kept
constexpr std::size_t kMaxNoteBytes = 2'000;  // of one
constexpr double kMaxSeconds = 1e11;          // beyond: no instant

/// Follows the parser through the document: where it stands is a list of keys, "[" for an array.
class AnswerReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t number) override { return onNumber(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) override { return onNumber(static_cast<double>(number)); }
  bool number_float(number_float_t number, const string_t&) override { return onNumber(number); }
  bool string(string_t& text) override { return onString(text) && value(); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool key(string_t& name) override {
    m_path.back().key = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    m_broken = position;
    return false;
  }

  [[nodiscard]] std::optional<std::size_t> broken() const { return m_broken; }
  [[nodiscard]] bool tooDeep() const { return m_tooDeep; }

 protected:
  struct Step {
    bool array = false;
    std::string key;
    std::size_t index = 0;  ///< of arrays: elements before this one
  };
  [[nodiscard]] std::size_t depth() const { return m_path.size(); }
  /// Key (or "[") of a step; empty beyond the end.
  [[nodiscard]] std::string_view at(std::size_t step) const {
    return step >= m_path.size() ? std::string_view() : m_path[step].array ? std::string_view("[") : m_path[step].key;
  }
  [[nodiscard]] std::size_t index(std::size_t step) const { return m_path[step].index; }
  virtual bool onString(std::string& text) = 0;
  virtual bool onValue(double /*number*/) { return true; }
  /// A container has begun or ended; depth() counts it.
  virtual bool onOpen() { return true; }
  virtual bool onClose() { return true; }

 private:
  bool onNumber(double number) { return onValue(number) && value(); }
  bool value() {
    if (!m_path.empty() && m_path.back().array) {
      ++m_path.back().index;
    }
    return true;
  }
  bool open(bool array) {
    if (m_path.size() >= kMaxDepth) {
      m_tooDeep = true;
      return false;
    }
    m_path.push_back({array, {}, 0});
    return onOpen();
  }
  bool close() {
    const bool on = onClose();
    m_path.pop_back();
    return value() && on;
  }

  std::vector<Step> m_path;
  std::optional<std::size_t> m_broken;
  bool m_tooDeep = false;
};

/// status, errorType, error, warnings, infos: what every answer may have.
class Envelope : public AnswerReader {
 public:
  std::string status;
  ServerError error;
  std::vector<std::string> notes;
  bool partial = false;

 protected:
  bool onString(std::string& text) override {
    const std::string_view first = at(0);
    if (depth() == 1 && first == "status") {
      status = text;
    } else if (depth() == 1 && first == "errorType") {
      error.type = text;
    } else if (depth() == 1 && first == "error") {
      error.text = text.substr(0, kMaxNoteBytes);
    } else if (depth() == 2 && (first == "warnings" || first == "infos")) {
      if (notes.size() < kMaxNotes) {
        notes.push_back(text.substr(0, kMaxNoteBytes));
      }
    } else {
      return onData(text);
    }
    return true;
  }
  virtual bool onData(std::string& /*text*/) { return true; }
};

class SeriesReader final : public Envelope {
 public:
  SeriesReader(const Limits& limits, Answer& answer) : m_limits(limits), m_answer(answer) {}

  bool full = false;
  bool sawResult = false;
  std::size_t histograms = 0;
  std::size_t unreadable = 0;
  std::string type;

 protected:
  // data.result is [ {metric:{}, value:[t,"v"] | values:[[t,"v"],…]} ], or [t,"v"] for scalars and strings.
  bool onOpen() override {
    if (depth() == 3 && inResult()) {
      sawResult = true;
    }
    if (depth() == 4 && inResult()) {
      m_series = {};
      m_time.reset();
    }
    if (depth() == 5 && inResult() && at(3).starts_with("histogram")) {
      ++histograms;
    }
    return true;
  }
  bool onClose() override {
    if (depth() != 4 || !inResult()) {
      return true;
    }
    std::sort(m_series.labels.begin(), m_series.labels.end());
    if (!m_series.samples.empty()) {
      m_answer.series.push_back(std::move(m_series));
    }
    m_series = {};
    return true;
  }
  bool onData(std::string& text) override {
    if (depth() == 2 && at(0) == "data" && at(1) == "resultType") {
      type = text;
    } else if (depth() == 5 && inResult() && at(3) == "metric") {
      m_series.labels.emplace_back(std::string(at(4)), std::move(text));
    } else if (isSample() && index(depth() - 1) == 1) {
      return addSample(parseSample(text));
    }
    return true;
  }
  bool onValue(double number) override {
    if (isSample()) {
      if (index(depth() - 1) == 0) {
        m_time = number;
      } else if (index(depth() - 1) == 1) {
        return addSample(number);
      }
    }
    return true;
  }

 private:
  [[nodiscard]] bool inResult() const { return at(0) == "data" && at(1) == "result" && at(2) == "["; }
  [[nodiscard]] bool isScalar() const { return depth() == 3 && inResult(); }
  [[nodiscard]] bool isSample() const {
    return isScalar() || (inResult() && ((depth() == 5 && at(3) == "value" && at(4) == "[") ||
                                         (depth() == 6 && at(3) == "values" && at(5) == "[")));
  }
  bool addSample(std::optional<double> value) {
    if (!value || !m_time || !(std::abs(*m_time) < kMaxSeconds)) {
      ++unreadable;
      return true;
    }
    const Sample sample{Time{std::llround(*m_time * 1000)}, *value};
    m_time.reset();
    if (isScalar()) {
      m_answer.series.push_back({{}, {sample}});
      return true;
    }
    if (m_series.samples.empty() && m_answer.series.size() >= m_limits.series) {
      full = true;
      return false;
    }
    if (++m_samples > m_limits.samples) {
      full = true;
      return false;
    }
    m_series.samples.push_back(sample);
    return true;
  }

  const Limits& m_limits;
  Answer& m_answer;
  Series m_series;
  std::optional<double> m_time;
  std::size_t m_samples = 0;
};

class ListReader final : public Envelope {
 public:
  ListReader(const Limits& limits, Listed& listed) : m_limits(limits), m_listed(listed) {}
  bool full = false;
  bool sawData = false;

 protected:
  bool onOpen() override {
    sawData = sawData || (depth() == 2 && at(0) == "data" && at(1) == "[");
    return true;
  }
  bool onData(std::string& text) override {
    if (depth() == 2 && at(0) == "data" && at(1) == "[") {
      if (m_listed.values.size() >= m_limits.series) {
        full = true;
        return false;
      }
      m_listed.values.push_back(std::move(text));
    }
    return true;
  }

 private:
  const Limits& m_limits;
  Listed& m_listed;
};

bool run(std::string_view body, AnswerReader& reader) {
  return nlohmann::json::sax_parse(body.begin(), body.end(), &reader);
}

Error damaged(std::string_view body, const AnswerReader& reader) {
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return {ErrorCode::serverError, "the answer is empty", "Check what answers at this address", std::nullopt, 0};
  }
  if (reader.tooDeep()) {
    return {ErrorCode::serverError, "the answer is nested without end", "Check what answers at this address", std::nullopt, 0};
  }
  return {ErrorCode::serverError,
          "the answer is no JSON" + (reader.broken() ? " (byte " + std::to_string(*reader.broken()) + ")" : std::string()),
          "Check that the address is that of a Prometheus, with its path prefix", std::nullopt, 0};
}

Error notPrometheus() {
  return {ErrorCode::notServed, "the answer is not that of a Prometheus",
          "Check that the address is that of a Prometheus, with its path prefix", std::nullopt, 0};
}

Error refused(const ServerError& error) {
  return {ErrorCode::invalidInput,
          error.text.empty() ? "the query is refused (" + error.type + ")" : error.text,
          {},
          std::nullopt,
          0};
}

}  // namespace

std::optional<double> parseSample(std::string_view text) {
  if (text == "NaN") {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (text == "+Inf" || text == "Inf") {
    return std::numeric_limits<double>::infinity();
  }
  if (text == "-Inf") {
    return -std::numeric_limits<double>::infinity();
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && !text.empty();
  if (!whole || (code != std::errc() && code != std::errc::result_out_of_range) || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

void parseAnswer(std::string_view body, bool cut, const Limits& limits, Answer& answer) {
  answer.series.clear();
  answer.warnings.clear();
  answer.error.reset();
  answer.truncated = false;
  SeriesReader reader(limits, answer);
  const bool whole = run(body, reader);
  if (!whole && !reader.full && !(cut && reader.sawResult && !reader.tooDeep())) {
    answer.series.clear();
    answer.error = damaged(body, reader);
    return;
  }
  if (reader.status == "error" && !reader.sawResult) {
    answer.error = refused(reader.error);
    return;
  }
  if (!reader.sawResult || (whole && reader.status != "success" && reader.status != "error")) {
    answer.series.clear();
    answer.error = notPrometheus();
    return;
  }
  answer.truncated = !whole;
  answer.warnings = std::move(reader.notes);
  if (reader.status == "error") {
    // Some servers answer with what they have and say what was missing.
    answer.truncated = true;
    answer.warnings.push_back(reader.error.text);
  }
  if (reader.histograms > 0) {
    answer.warnings.push_back(words::counted(static_cast<std::int64_t>(reader.histograms), "native histogram") +
                              " left out: only plain samples are shown");
  }
  if (reader.unreadable > 0 && reader.type != "string") {
    answer.warnings.push_back(words::counted(static_cast<std::int64_t>(reader.unreadable), "sample") + " could not be read");
  }
}

Result<Listed> parseList(std::string_view body, bool cut, const Limits& limits) {
  Listed out;
  ListReader reader(limits, out);
  const bool whole = run(body, reader);
  if (!whole && !reader.full && !(cut && reader.sawData)) {
    return fail(damaged(body, reader));
  }
  if (reader.status == "error") {
    return fail(refused(reader.error));
  }
  if (!reader.sawData) {
    return fail(notPrometheus());
  }
  out.truncated = !whole;
  out.warnings = std::move(reader.notes);
  return out;
}

std::optional<ServerError> parseServerError(std::string_view body) {
  Envelope reader;
  if (!run(body, reader) || reader.status != "error") {
    return std::nullopt;
  }
  return reader.error;
}

}  // namespace claimscope::prometheus
