// Dashboard: what a Grafana file asks for, in a form that can be judged and drawn. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/prometheus/promql/verdict.h"

namespace claimscope::dashboard {

enum class PanelKind : std::uint8_t { timeSeries, stat, gauge, barGauge, table, heatmap, histogram, pie, text, other };
/// "timeSeries", "stat", …: the words of JSON.
[[nodiscard]] std::string_view kindWord(PanelKind kind);

/// One query of a panel.
struct Target {
  std::string refId;
  std::string expression;  ///< empty when it is no PromQL
  std::string legend;      ///< legendFormat: "{{node}}"
  std::string foreign;     ///< why it is no PromQL: "loki", "Grafana expression"
  bool instant = false;
  bool hidden = false;
  promql::Verdict verdict = {};  ///< by examine()

  [[nodiscard]] bool asksPrometheus() const { return foreign.empty() && !expression.empty(); }
  /// What is sent: the corrected query where the given one is invalid; empty when neither can be.
  [[nodiscard]] const std::string& asked() const;
};

struct Threshold {
  std::optional<double> from;  ///< none: from the least
  std::string color;           ///< Grafana's name or #rrggbb; only its rank is used
};

/// In columns and rows of Grafana's grid of 24 columns.
struct Box {
  int x = 0;
  int y = 0;
  int width = 12;
  int height = 8;
};

struct Panel {
  std::int64_t id = 0;
  std::string title;
  std::string description;
  std::string row;       ///< title of the row it is under
  std::string typeName;  ///< as in the file; empty when it does not say
  PanelKind kind = PanelKind::timeSeries;
  Box box;
  std::vector<Target> targets;
  std::string text;   ///< of a text panel, as written (Markdown or HTML): shown as plain text
  std::string unit;   ///< Grafana's id: "s", "percentunit", "bytes"
  int decimals = -1;  ///< below 0: as fits
  std::optional<double> least;
  std::optional<double> most;
  std::vector<Threshold> thresholds;
  std::string reduce = "lastNotNull";  ///< how a stat makes one value of a series
  bool stacked = false;
  std::vector<std::string> notes;  ///< what of it is not drawn, by name

  /// Has something that can be drawn here.
  [[nodiscard]] bool drawable() const;
};

/// A template variable with the values it has now.
struct Variable {
  std::string name;
  std::string type;  ///< "query", "custom", "interval", "datasource", "constant", "textbox", "adhoc"
  std::string label;
  std::string query;
  std::vector<std::string> values;   ///< empty: only the server knows
  std::vector<std::string> choices;  ///< those in the file
};

struct Dashboard {
  std::string title;
  std::string uid;
  std::string description;
  int schemaVersion = 0;  ///< 0: not said
  std::vector<Variable> variables;
  std::vector<Panel> panels;           ///< in reading order
  std::int64_t rangeMs = 60 * 60'000;  ///< what it opens with
  std::vector<std::string> notes;      ///< what of the file was left out, by name and count

  [[nodiscard]] promql::Variables fillings(std::int64_t toMs = 0) const;
};

/// Files beyond these are refused or cut, with a note: a dashboard that people made has a few dozen panels.
inline constexpr std::size_t kMaxBytes = 20U << 20U;
inline constexpr std::size_t kMaxPanels = 500;
inline constexpr std::size_t kMaxTargets = 50;
inline constexpr std::size_t kMaxDepth = 48;

/// Every shape that Grafana has written: `{"dashboard":…}` with or without `meta`, the bare object, rows of schema 1 to 15, a
/// ConfigMap or Dashboard object of Kubernetes, the elements of schema 2. `name` is for messages.
[[nodiscard]] Result<Dashboard> readDashboard(std::string_view bytes, std::string_view name);

/// Judges every query.
void examine(Dashboard& dashboard, const promql::Knowledge& knowledge);

struct Counts {
  int panels = 0;
  int drawable = 0;
  int queries = 0;
  int invalid = 0;
  int corrected = 0;  ///< of the invalid ones
  int doubtful = 0;
  int mapped = 0;
};
[[nodiscard]] Counts countsOf(const Dashboard& dashboard);
/// "1 of 2 queries is invalid and has a corrected form; both panels can be drawn."
[[nodiscard]] std::string summary(const Dashboard& dashboard);

/// "{{node}}" of a series' labels; without a format the labels themselves.
[[nodiscard]] std::string legendOf(const Target& target, const prometheus::Labels& labels);

}  // namespace claimscope::dashboard
