#include "app/exporter/source_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/base/access_words.h"

namespace claimscope::exporter {
namespace {

using cluster::Snapshot;
using ::prometheus::MetricType;

constexpr std::size_t kNoCap = 10'000;  // kinds and states are few by themselves

struct SourceSeries {
  Series up{"claimscope_up",
            "1 while the kind is read and fresh, else 0: then the metrics made of it are absent. Kinds that the server does not "
            "have are "
            "absent here.",
            MetricType::Gauge,
            {{"kind", true}},
            kNoCap};
  Series state{"claimscope_source_state",
               "1 for the state that reading of the kind is in; scope is namespace when the rest of the cluster is forbidden.",
               MetricType::Gauge,
               {{"kind", true}, {"state", true}, {"scope", true}},
               kNoCap};
  Series age{"claimscope_source_age_seconds",
             "Since the server last said anything about the kind.",
             MetricType::Gauge,
             {{"kind", true}},
             kNoCap};
  Series objects{"claimscope_objects", "Objects of the kind.", MetricType::Gauge, {{"kind", true}}, kNoCap};
  Series skipped{
      "claimscope_skipped_objects", "Objects of the kind that could not be read.", MetricType::Gauge, {{"kind", true}}, kNoCap};
  Series bytes{"claimscope_api_received_bytes_total",
               "Received from the API server for the kind.",
               MetricType::Counter,
               {{"kind", true}},
               kNoCap};
  Series events{"claimscope_api_watch_events_total", "Watch events of the kind.", MetricType::Counter, {{"kind", true}}, kNoCap};
  Series relists{
      "claimscope_api_relists_total", "Full lists of the kind after the first.", MetricType::Counter, {{"kind", true}}, kNoCap};
  Series reconnects{"claimscope_api_reconnects_total",
                    "Watches of the kind that were opened again after an error.",
                    MetricType::Counter,
                    {{"kind", true}},
                    kNoCap};
};

void addKind(const Snapshot& snapshot, Kind kind, SourceSeries& out) {
  const cluster::Source& source = snapshot.source(kind);
  const SourceStatus& status = source.status;
  const std::string_view name = kindRequest(kind).resource;
  const bool limited = status.error && !onlyNamespaceIn(*status.error).empty();
  out.state.add({name, sourceStateWord(status.state), limited ? "namespace" : "cluster"}, 1);
  if (status.state == SourceState::notServed) {
    return;
  }
  const bool fresh =
      status.state == SourceState::live || status.state == SourceState::polling || status.state == SourceState::complete;
  out.up.add({name}, fresh ? 1 : 0);
  if (const std::optional<std::int64_t> age = snapshot.ageMs(kind)) {
    out.age.add({name}, static_cast<double>(*age) / 1000);
  }
  if (fresh || snapshot.boundOf(kind) == Bound::exact) {
    const std::size_t count = visitKind(kind, [&]<class T>(std::type_identity<T>) { return snapshot.of<T>().size(); });
    out.objects.add({name}, static_cast<double>(count));
    out.skipped.add({name}, static_cast<double>(source.skipped));
  }
  out.bytes.add({name}, static_cast<double>(status.bytes));
  out.events.add({name}, static_cast<double>(status.events));
  out.relists.add({name}, static_cast<double>(status.relists));
  out.reconnects.add({name}, static_cast<double>(status.reconnects));
}

std::string_view originWord(Origin origin) {
  switch (origin) {
    case Origin::apiServer:
      return "apiServer";
    case Origin::files:
      return "files";
    case Origin::recording:
      return "recording";
    case Origin::demo:
      break;
  }
  return "demo";
}

std::int64_t openFiles() {
  std::error_code error;
  std::int64_t count = 0;
  for (auto it = std::filesystem::directory_iterator("/proc/self/fd", error);
       !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    ++count;
  }
  return count;
}

/// Seconds since the epoch when this process began: the boot time and field 22 of /proc/self/stat; 0 when not known.
double processStart() {
  std::ifstream boot("/proc/stat");
  std::string word;
  double booted = 0;
  while (boot >> word && word != "btime") {
  }
  boot >> booted;
  std::ifstream file("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::size_t name = text.rfind(')');  // the name may hold blanks
  if (name == std::string::npos || booted <= 0) {
    return 0;
  }
  std::istringstream fields(text.substr(name + 1));
  for (int field = 3; field < 22 && fields >> word; ++field) {
  }
  double ticks = 0;
  fields >> ticks;
  return booted + ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

void addSources(const Snapshot& snapshot, const std::vector<Kind>& kinds, Page& page) {
  SourceSeries series;
  for (const Kind kind : kinds) {
    addKind(snapshot, kind, series);
  }
  for (const Series* one : {&series.up, &series.state, &series.age, &series.objects, &series.skipped, &series.bytes,
                            &series.events, &series.relists, &series.reconnects}) {
    page.add(*one);
  }
  Series cluster("claimscope_cluster_info", "What is looked at: where it comes from and the version of its API server.",
                 MetricType::Gauge, {{"origin", true}, {"git_version", true}}, kNoCap);
  cluster.add({originWord(snapshot.server.origin), snapshot.server.gitVersion}, 1);
  page.add(cluster);
}

void addProcess(Page& page) {
  Series build("claimscope_build_info", "The version of Claimscope.", MetricType::Gauge, {{"version", true}}, kNoCap);
  build.add({CLAIMSCOPE_VERSION}, 1);
  page.add(build);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double cpu = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  page.families.push_back(
      single("process_cpu_seconds_total", "Processor time that the exporter has used.", MetricType::Counter, cpu));
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  if (statm >> pages >> resident) {
    page.families.push_back(single("process_resident_memory_bytes", "Memory that the exporter holds.", MetricType::Gauge,
                                   resident * static_cast<double>(sysconf(_SC_PAGESIZE))));
  }
  page.families.push_back(single("process_open_fds", "Files and sockets that the exporter has open.", MetricType::Gauge,
                                 static_cast<double>(openFiles())));
  if (const double start = processStart(); start > 0) {
    page.families.push_back(single("process_start_time_seconds", "When the exporter was started.", MetricType::Gauge, start));
  }
}

}  // namespace claimscope::exporter
