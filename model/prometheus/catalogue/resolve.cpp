#include "model/prometheus/catalogue/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "model/base/words.h"
#include "model/prometheus/catalogue/names.h"
#include "model/prometheus/catalogue/queries.h"

namespace claimscope::prometheus {
namespace {

constexpr const char* kByGpu = "max by (UUID,uuid,GPU_I_PROFILE,GPU_I_ID,Hostname,hostname) ";
constexpr const char* kNobody = "No component exports this name; ";

std::string seriesWords(std::int64_t series, std::int64_t targets) {
  std::string words = words::number(series) + " series";
  return targets > 0 ? words + " from " + words::counted(targets, "target") : words;
}

std::int64_t countOf(const std::map<std::string, std::int64_t, std::less<>>& counts, std::string_view probe) {
  const auto found = counts.find(probe);
  return found == counts.end() ? 0 : found->second;
}

class Resolver {
 public:
  Resolver(const Presence& presence, int minor) : m_presence(presence), m_minor(minor) {}

  Resolved take() {
    dashboards();
    for (const Name& name : componentNames()) {
      component(name);
    }
    gpuBusy();
    for (const Standing& standing : standingQuestions()) {
      if (m_presence.has(standing.probe)) {
        query(standing.id, std::string(standing.expression), standing.unit, standing.title, standing.every);
      }
    }
    return std::move(m_out);
  }

 private:
  void query(std::string_view id, std::string expression, std::string_view unit, std::string_view title, int every) {
    m_out.queries.push_back({std::string(id), std::move(expression), std::string(unit), std::string(title), every, false});
  }

  Mapping& mapping(std::string_view id, std::string_view asked, std::string_view group) {
    Mapping out;
    out.id = id;
    out.asked = asked;
    out.group = group;
    return m_out.mappings.emplace_back(std::move(out));
  }

  /// True when the name itself is there: then it is asked, and nothing is mapped.
  bool exact(Mapping& out, const Name& name, std::string expression) {
    if (!m_presence.has(name.probe)) {
      return false;
    }
    out.series = countOf(m_presence.series, name.probe);
    out.targets = countOf(m_presence.targets, name.probe);
    out.exact = true;
    out.answers = std::move(expression);
    out.words = seriesWords(out.series, out.targets);
    out.why = "This cluster has the name itself, from an exporter of its own";
    return true;
  }

  void dashboards() {
    const auto names = dashboardNames();
    {
      Mapping& out = mapping("allocationSeconds", names[0].name, "dashboards");
      if (exact(out, names[0], "histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))")) {
        query("allocationSeconds", out.answers, "s", "allocation p95", 1);
      } else {
        out.answers = out.words = "own histogram";
        out.why =
            std::string(kNobody) +
            "Claimscope measures each claim from its creation to its allocation. The scheduler's own histograms are all pods' "
            "(scheduler_pod_scheduling_sli_duration_seconds) or sampled (scheduler_plugin_execution_duration_seconds)";
      }
    }
    allocationErrors(names[1]);
    {
      Mapping& out = mapping("utilization", names[2].name, "dashboards");
      if (exact(out, names[2], "avg by (resource_type) (dra_resource_utilization_ratio)")) {
        query("utilization", out.answers, "", "utilization", 1);
      } else {
        out.answers = out.words = "allocated ÷ published devices";
        out.why = std::string(kNobody) +
                  "counted from ResourceSlices and claims. How busy a device is, is another number: DCGM_FI_DEV_GPU_UTIL";
      }
    }
    pendingClaims(names[3]);
  }

  void allocationErrors(const Name& name) {
    Mapping& out = mapping("allocationErrors", name.name, "dashboards");
    if (exact(out, name, "sum(increase(dra_allocation_errors_total[1h]))")) {
      query("allocationErrors", out.answers, "errors", "allocation errors in 1 h", 1);
      return;
    }
    static constexpr std::pair<std::string_view, std::string_view> kParts[] = {
        {"resourceclaim_controller_creates_total", "resourceclaim_controller_creates_total{status=\"failure\"}"},
        {"dynamic_resource_allocation_resourceclaim_creates_total",
         "dynamic_resource_allocation_resourceclaim_creates_total{status=\"failure\"}"},
        {"resourceclaim_controller_create_failures_total", "resourceclaim_controller_create_failures_total"},
        {"dra_operations_duration_seconds_count", "dra_operations_duration_seconds_count{is_error=\"true\"}"},
        {"dra_grpc_operations_duration_seconds_count", "dra_grpc_operations_duration_seconds_count{grpc_status_code!=\"OK\"}"},
        {"scheduler_dra_bindingconditions_allocations_total",
         "scheduler_dra_bindingconditions_allocations_total{status!=\"success\"}"},
    };
    std::string sum;
    std::int64_t parts = 0;
    for (const auto& [probe, part] : kParts) {
      if (m_presence.has(probe)) {
        // Counters of errors appear with the first error: none of a metric that is there is zero.
        sum += fmt::format("{}(sum(increase({}[1h])) or vector(0))", sum.empty() ? "" : " + ", part);
        ++parts;
      }
    }
    if (parts == 0) {
      out.why = std::string(kNobody) +
                "and none of the counters of errors is scraped (kubelet, kube-controller-manager, kube-scheduler)";
      return;
    }
    out.answers = sum;
    out.words = parts == 1 ? std::string("1 counter of errors") : fmt::format("sum of {} counters", parts);
    out.why = std::string(kNobody) +
              "failed creations, prepares, driver calls and binding conditions are added, as far as they are scraped";
    query("allocationErrors", out.answers, "errors", "allocation errors in 1 h", 1);
  }

  void pendingClaims(const Name& name) {
    Mapping& out = mapping("pendingClaims", name.name, "dashboards");
    if (exact(out, name, "sum(dra_pending_claims_total)")) {
      query("pendingClaims", out.answers, "claims", "pending claims", 1);
      return;
    }
    out.why = std::string(kNobody) + "its ending _total says counter, and it is a gauge";
    if (m_presence.has("resourceclaim_controller_allocated_resource_claims")) {
      out.answers = "sum(resourceclaim_controller_resource_claims) - sum(resourceclaim_controller_allocated_resource_claims)";
      out.words = "claims − allocated claims";
    } else if (m_presence.has("resourceclaim_controller_resource_claims")) {
      out.answers = "sum(resourceclaim_controller_resource_claims{allocated=\"false\"})";
      out.words = "claims with allocated=\"false\"";
    } else {
      out.answers = out.words = "claims without allocation";
      return;  // counted by ourselves
    }
    query("pendingClaims", out.answers, "claims", "pending claims", 1);
  }

  void component(const Name& name) {
    Mapping& out = mapping(name.name, name.name, groupOf(name.component));
    if (m_presence.has(name.probe)) {
      out.answers = name.name;
      out.exact = true;
      out.series = countOf(m_presence.series, name.probe);
      out.targets = countOf(m_presence.targets, name.probe);
      out.words = seriesWords(out.series, out.targets);
      out.why = name.note;
      return;
    }
    const std::string who(componentName(name.component));
    if (m_minor > 0 && name.since > 0 && m_minor < name.since) {
      out.words = fmt::format("from v1.{} on", name.since);
      out.why = fmt::format("{} exports it from v1.{} on; this is v1.{}", who, name.since, m_minor);
    } else if (m_minor > 0 && name.until > 0 && m_minor > name.until) {
      out.words = fmt::format("until v1.{}", name.until);
      out.why = fmt::format("{} exported it until v1.{}; this is v1.{}", who, name.until, m_minor);
    } else if (isScraped(name.component)) {
      out.words = "not exported";
      out.why = fmt::format("{} is scraped, but this is not there: it appears with the first event, or it is switched off", who);
    } else {
      out.words = fmt::format("{} not scraped", who);
      out.why = std::string(howToScrape(name.component));
    }
  }

  [[nodiscard]] bool isScraped(Component component) const {
    const auto names = componentNames();
    return std::any_of(names.begin(), names.end(),
                       [&](const Name& name) { return name.component == component && m_presence.has(name.probe); });
  }

  /// Three counters tell how busy a GPU is; the first is on by default.
  void gpuBusy() {
    if (m_presence.has("DCGM_FI_DEV_GPU_UTIL")) {
      query("gpuBusy", std::string(kByGpu) + "(DCGM_FI_DEV_GPU_UTIL)", "%", "GPU busy", 2);
    } else if (m_presence.has("DCGM_FI_PROF_GR_ENGINE_ACTIVE")) {
      query("gpuBusy", std::string(kByGpu) + "(100 * DCGM_FI_PROF_GR_ENGINE_ACTIVE)", "%", "GPU busy", 2);
    }
  }

  const Presence& m_presence;
  int m_minor;
  Resolved m_out;
};

}  // namespace

std::map<std::string, std::int64_t, std::less<>> countsOf(const Answer& answer) {
  std::map<std::string, std::int64_t, std::less<>> out;
  for (const Series& series : answer.series) {
    const std::string_view name = series.label("__name__");
    if (!name.empty() && !series.samples.empty() && series.samples.back().value > 0 && series.samples.back().value < 1e15) {
      out[std::string(name)] = std::llround(series.samples.back().value);
    }
  }
  return out;
}

Resolved resolve(const Presence& presence, const std::vector<Query>& own, int minor) {
  Resolved out = Resolver(presence, minor).take();
  for (const Query& query : own) {
    const auto same = std::find_if(out.queries.begin(), out.queries.end(), [&](const Query& one) { return one.id == query.id; });
    if (same != out.queries.end()) {
      *same = query;
    } else {
      out.queries.push_back(query);
    }
    auto mapping = std::find_if(out.mappings.begin(), out.mappings.end(), [&](const Mapping& one) { return one.id == query.id; });
    if (mapping == out.mappings.end()) {
      Mapping added;
      added.id = query.id;
      added.asked = query.id;
      added.group = "own";
      mapping = out.mappings.insert(out.mappings.end(), std::move(added));
    }
    mapping->answers = query.expression;
    mapping->exact = false;
    mapping->words = "your own query";
    mapping->why = "From the configuration file";
  }
  return out;
}

}  // namespace claimscope::prometheus
