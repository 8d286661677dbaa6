// claimscope taint: keeps new claims away from devices, drains them in rehearsed stages, and puts them back.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands/action_flags.h"
#include "app/commands/listing.h"
#include "app/commands/plan_text.h"
#include "model/actions/device_names.h"
#include "model/actions/forecast_comparison.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

struct TaintOptions {
  std::vector<std::string> devices;
  bool drain = false;
  FlagValues values;
  RunFlags run;
};

/// Both counts of a drain, number by number and pod by pod.
std::string comparisonText(const actions::ForecastComparison& forecast) {
  std::string out = "\nThe controller's forecast beside Claimscope's\n  " + words::oneLine(forecast.headline) + "\n";
  for (const std::string& reason : forecast.reasons) {
    out += "  " + words::oneLine(reason) + "\n";
  }
  for (const actions::RuleWords& rule : forecast.rules) {
    if (!rule.message.empty()) {
      out += "  " + words::oneLine(rule.rule) + ", " + formatTime(rule.at) + ": " + words::oneLine(rule.message) + "\n";
    }
  }
  Listing counts;
  counts.columns = {{"NUMBER"}, {"CONTROLLER"}, {"CLAIMSCOPE"}, {"AGREE"}};
  for (const actions::ForecastCount& row : forecast.counts) {
    counts.rows.push_back({row.title, row.theirs ? words::number(*row.theirs) : "-",
                           words::bounded(row.ours.value, row.ours.bound), std::string(actions::agreementWord(row.agreement))});
  }
  Listing pods;
  pods.columns = {{"COUNTED BY"}, {"POD"}, {"NODE"}, {"CLAIMS"}, {"DEVICES"}, {"LEAVES"}, {"NOTE"}};
  for (const actions::ForecastRow& row : forecast.rows) {
    const auto or_ = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
    pods.rows.push_back(
        {std::string(actions::forecastSideWord(row.side)),
         row.pod.name.empty() ? words::counted(row.unnamed, "pod") + " not named" : row.pod.namespaceName + "/" + row.pod.name,
         or_(row.node), row.claims.empty() ? "-" : words::listed(row.claims),
         row.devices.empty() ? "-" : words::listed(row.devices), or_(row.leaves), or_(row.note)});
  }
  out += "\n" + renderTable(counts, false);
  return pods.rows.empty() ? out : out + "\n" + renderTable(pods, false);
}

int runTaint(const TaintOptions& taint, const CommonOptions& options) {
  const std::string action = taint.drain ? "drain_device" : "taint_device";
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  actions::ActionRequest request{action, {}, optionsOf(action, taint.values), {}};
  for (const std::string& word : taint.devices) {
    const auto device = actions::deviceByWord(*loaded->snapshot, word);
    if (!device) {
      return reportError(device.error());
    }
    request.objects.push_back(*device);
  }
  for (const auto& [name, value] : taint.values) {
    if (!value.empty() && request.options.count(name) == 0) {
      return reportError(
          {ErrorCode::usage, fmt::format("--{} goes {} --drain", name, taint.drain ? "without" : "with"), "", {}, 0});
    }
  }
  RunFlags run = taint.run;
  if (taint.drain && options.output != "json" && options.output != "md") {
    run.print = [&](const actions::ActionPlan& plan) {
      fmt::print("{}", planText(plan));
      if (const auto forecast = actions::compareDrain(*loaded->snapshot, request)) {
        fmt::print("{}", comparisonText(*forecast));
      }
    };
  }
  return planAndRun(options, *loaded, request, run);
}

}  // namespace

Command registerTaint(CLI::App& parent, CommonOptions& options) {
  auto taint = std::make_shared<TaintOptions>();
  CLI::App* app =
      addCommand(parent, "taint", "Keeps claims away from devices, drains them (--drain) and puts them back (--remove)");
  app->add_option("DEVICE", taint->devices, "driver/pool/device, or pool/device")->required();
  app->add_flag("--drain", taint->drain,
                "evict the pods that use it: first a rule that only counts, then NoExecute, then clean-up");
  addActionFlags(*app, "taint_device", taint->values);
  addActionFlags(*app, "drain_device", taint->values);
  addRunFlags(*app, taint->run);
  return {app, [taint, &options] { return runTaint(*taint, options); }};
}

}  // namespace claimscope::app
