#include "model/prometheus/promql/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/prometheus/promql/parser.h"
#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

struct Reading {
  Filled filled;
  Expression expression;
};

/// Variables without a value are read as names; where that cannot be, as numbers.
Reading read(std::string_view expression, const Variables& variables) {
  Reading out{fill(expression, variables), {}};
  out.expression = parse(out.filled.text);
  if (out.expression.valid() || out.filled.complete()) {
    return out;
  }
  Reading numbers{fill(expression, variables, true), {}};
  numbers.expression = parse(numbers.filled.text);
  return numbers.expression.valid() ? numbers : out;
}

/// Edits that do not touch each other, the gravest first; in the original expression.
std::string withEdits(std::string_view expression, const std::vector<Remark>& remarks) {
  std::vector<Edit> chosen;
  for (const Remark& remark : remarks) {
    const bool free = std::none_of(remark.edits.begin(), remark.edits.end(), [&](const Edit& edit) {
      return std::any_of(chosen.begin(), chosen.end(), [&](const Edit& other) {
        return edit.where.begin < other.where.end && other.where.begin < edit.where.end;
      });
    });
    if (free) {
      chosen.insert(chosen.end(), remark.edits.begin(), remark.edits.end());
    }
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const Edit& a, const Edit& b) { return a.where.begin < b.where.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : chosen) {
    if (edit.where.begin < at) {
      continue;
    }
    out += expression.substr(at, edit.where.begin - at);
    out += edit.text;
    at = edit.where.end;
  }
  out += expression.substr(std::min(at, expression.size()));
  return out;
}

void refused(const Reading& reading, std::vector<Remark>& remarks) {
  for (const ParseError& error : reading.expression.errors) {
    Remark remark{Gravity::error, "refused", error.where, words::cut(words::oneLine(error.message), 200), {}, {}};
    remark.why = "Prometheus refuses the query.";
    remarks.push_back(std::move(remark));
  }
  remarks.front().edits = repair(reading.filled.text, reading.expression);
}

void experimental(const Reading& reading, std::vector<Remark>& remarks) {
  for (const std::string& name : reading.expression.experimental) {
    const std::size_t at = reading.filled.text.find(name);
    const bool extended = name == "anchored" || name == "smoothed";
    remarks.push_back(
        {Gravity::note,
         "experimental",
         {at == std::string::npos ? 0 : at, at == std::string::npos ? 0 : at + name.size()},
         fmt::format("{} works only where the server allows it", name),
         fmt::format("Prometheus needs --enable-feature={}.", extended                   ? "promql-extended-range-selectors"
                                                              : name.starts_with("fill") ? "promql-binop-fill-modifiers"
                                                                                         : "promql-experimental-functions"),
         {}});
  }
}

std::vector<Remark> examine(std::string_view given, const Reading& reading, const Knowledge& knowledge,
                            std::vector<std::string>& metrics) {
  if (!reading.expression.valid()) {
    std::vector<Remark> remarks;
    refused(reading, remarks);
    return remarks;
  }
  Scene scene(given, reading.expression, reading.filled, knowledge);
  adviseHistograms(scene);
  adviseRates(scene);
  adviseSums(scene);
  adviseNames(scene);
  adviseLabels(scene);
  for (const NodeId id : scene.order()) {
    const std::string name = scene.node(id).kind == NodeKind::selector ? scene.name(id) : std::string();
    if (!name.empty() && std::find(metrics.begin(), metrics.end(), name) == metrics.end()) {
      metrics.push_back(name);
    }
  }
  std::vector<Remark> remarks = scene.take();
  if (reading.expression.type() == ValueType::matrix) {
    remarks.push_back({Gravity::error,
                       "rangeVector",
                       {0, reading.filled.text.size()},
                       "A range vector cannot be drawn",
                       "A chart asks for one value at each step: put rate(), avg_over_time() or another function around it.",
                       {}});
  }
  experimental(reading, remarks);
  return remarks;
}

}  // namespace

std::string_view gravityWord(Gravity gravity) {
  return gravity == Gravity::error ? "error" : gravity == Gravity::warning ? "warning" : "note";
}

std::string_view Verdict::word() const {
  if (!valid()) {
    return "invalid";
  }
  if (!remarks.empty() && remarks.front().gravity == Gravity::warning) {
    return "doubtful";
  }
  const bool mapped = std::any_of(remarks.begin(), remarks.end(), [](const Remark& remark) { return remark.id == "mapped"; });
  return mapped ? "mapped" : "fine";
}

Verdict judge(std::string_view expression, const Variables& variables, const Knowledge& knowledge) {
  Verdict out;
  out.expression = std::string(expression);
  const Reading reading = read(expression, variables);
  out.type = reading.expression.type();
  out.assumed = !reading.filled.complete();
  out.remarks = examine(expression, reading, knowledge, out.metrics);
  for (Remark& remark : out.remarks) {
    remark.where = reading.filled.original(remark.where);
    for (Edit& edit : remark.edits) {
      edit.where = reading.filled.original(edit.where);
    }
  }
  std::stable_sort(out.remarks.begin(), out.remarks.end(), [](const Remark& a, const Remark& b) {
    return a.gravity != b.gravity ? a.gravity > b.gravity : a.where.begin < b.where.begin;
  });
  std::string corrected = withEdits(expression, out.remarks);
  // A change may uncover the next mistake; three rounds are enough for what people write.
  for (int round = 0; round < 3 && corrected != expression; ++round) {
    const Reading again = read(corrected, variables);
    if (!again.expression.valid()) {
      return out;  // never offer what Prometheus refuses
    }
    std::vector<std::string> ignored;
    std::vector<Remark> remarks = examine(corrected, again, knowledge, ignored);
    for (Remark& remark : remarks) {
      for (Edit& edit : remark.edits) {
        edit.where = again.filled.original(edit.where);
      }
    }
    const std::string next = withEdits(corrected, remarks);
    if (next == corrected) {
      out.corrected = corrected;
      return out;
    }
    corrected = next;
  }
  if (corrected != expression && read(corrected, variables).expression.valid()) {
    out.corrected = corrected;
  }
  return out;
}

}  // namespace claimscope::promql
