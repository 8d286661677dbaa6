#include "model/utilisation/utilisation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "model/base/words.h"
#include "model/utilisation/idle.h"
#include "model/utilisation/join.h"

namespace claimscope::utilisation {
namespace {

using cluster::DeviceIndex;

std::string whyNot(const prometheus::Metrics& metrics) {
  switch (metrics.state) {
    case prometheus::State::notConfigured:
      return "no Prometheus is known";
    case prometheus::State::searching:
      return "Prometheus is being looked for";
    case prometheus::State::forbidden:
      return "Prometheus refuses us";
    case prometheus::State::failed:
      return "Prometheus does not answer";
    case prometheus::State::live:
    case prometheus::State::stale:
      break;
  }
  const auto found = metrics.answers.find("gpuBusy");
  if (found == metrics.answers.end() || !found->second) {
    return "Prometheus has no series of dcgm-exporter";
  }
  if (found->second->error) {
    return "Prometheus cannot answer: " + words::cut(words::oneLine(found->second->error->message), 120);
  }
  return found->second->answered.isSet() ? "Prometheus has no series of dcgm-exporter" : "Prometheus has not been asked yet";
}

class Joiner {
 public:
  Joiner(const cluster::Snapshot& snapshot, const prometheus::Metrics& metrics, Utilisation& out)
      : m_metrics(metrics), m_indexer(snapshot), m_out(out) {
    m_out.devices.resize(snapshot.inventory->devices.size());
    m_out.conflicts = m_indexer.conflicts();
    for (const Conflict& conflict : m_out.conflicts) {
      for (const DeviceIndex i : conflict.devices) {
        m_out.devices[i].doubled = true;
      }
    }
  }

  void run() {
    each("gpuBusy", true, [this](DeviceUse& use, const prometheus::Sample& sample) {
      // Of series that nothing tells apart the busiest counts: idle is only said when all are.
      use.busyPercent = std::max(use.busyPercent.value_or(0), sample.value);
      use.at = use.at.isSet() ? std::min(use.at, sample.at) : sample.at;
      m_out.at = m_out.at.isSet() ? std::max(m_out.at, sample.at) : sample.at;
    });
    each("gpuBusyPeak", false, [](DeviceUse& use, const prometheus::Sample& sample) {
      use.peakPercent = std::max(use.peakPercent.value_or(0), sample.value);
    });
    each("gpuLastBusy", false, [](DeviceUse& use, const prometheus::Sample& sample) {
      const Time at{static_cast<std::int64_t>(sample.value * 1000)};
      use.lastBusy = use.lastBusy.isSet() ? std::max(use.lastBusy, at) : at;
    });
    each("gpuMemoryUsed", false, [](DeviceUse& use, const prometheus::Sample& sample) { use.memoryUsedMiB = sample.value; });
    each("gpuMemoryFree", false, [](DeviceUse& use, const prometheus::Sample& sample) {
      use.memoryTotalMiB = use.memoryUsedMiB ? std::optional(*use.memoryUsedMiB + sample.value) : std::nullopt;
    });
    each("gpuTemperature", false, [](DeviceUse& use, const prometheus::Sample& sample) {
      use.temperature = std::max(use.temperature.value_or(sample.value), sample.value);
    });
    each("gpuPower", false, [](DeviceUse& use, const prometheus::Sample& sample) { use.powerWatts = sample.value; });
    each("gpuXid", false, [](DeviceUse& use, const prometheus::Sample& sample) {
      if (sample.value >= 1 && sample.value < 10'000) {
        use.xid = static_cast<std::int64_t>(sample.value);
      }
    });
    coverage();
    m_out.joined = std::count_if(m_out.devices.begin(), m_out.devices.end(), [](const DeviceUse& use) { return use.known(); });
  }

 private:
  template <class Put>
  void each(const std::string& id, bool defines, Put put) {
    const auto found = m_metrics.answers.find(id);
    if (found == m_metrics.answers.end() || !found->second) {
      return;
    }
    for (const prometheus::Series& series : found->second->series) {
      if (series.samples.empty() || !std::isfinite(series.samples.back().value)) {
        continue;
      }
      const Match match = m_indexer.find(series);
      m_out.unmatched += defines && match.devices.empty() ? 1 : 0;
      for (const DeviceIndex i : match.devices) {
        DeviceUse& use = m_out.devices[i];
        if (defines) {
          use.join = match.join;
          use.sharedBy = std::max(use.sharedBy, static_cast<std::int32_t>(match.devices.size()));
        } else if (use.join == Join::none) {
          continue;  // without a busy value nothing else is shown of it
        }
        put(use, series.samples.back());
      }
    }
  }

  /// How much of the window each series covers: the fullest one tells how many samples a whole window has.
  void coverage() {
    std::vector<double> samples(m_out.devices.size(), 0);
    double most = 0;
    each("gpuWatched", false, [&](DeviceUse& use, const prometheus::Sample& sample) {
      double& of = samples[static_cast<std::size_t>(&use - m_out.devices.data())];
      // Instances that cannot be told apart: the least watched one decides.
      of = of > 0 ? std::min(of, sample.value) : sample.value;
      most = std::max(most, sample.value);
    });
    for (std::size_t i = 0; i < samples.size(); ++i) {
      DeviceUse& use = m_out.devices[i];
      if (samples[i] <= 0 || most <= 0) {
        continue;
      }
      const double share = std::min(1.0, samples[i] / most);
      use.watchedMs = static_cast<std::int64_t>(share * static_cast<double>(m_out.windowMs));
      use.peakBound = share >= 0.95 ? Bound::exact : Bound::atLeast;
    }
  }

  const prometheus::Metrics& m_metrics;
  DeviceIndexer m_indexer;
  Utilisation& m_out;
};

}  // namespace

std::string_view joinWord(Join join) {
  switch (join) {
    case Join::draLabels:
      return "DRA labels";
    case Join::uuid:
      return "UUID";
    case Join::migInstance:
      return "MIG profile of its GPU";
    case Join::pciAddress:
      return "PCI address";
    case Join::none:
      break;
  }
  return "none";
}

const IdleAllocation* Utilisation::idleOf(cluster::ClaimIndex claim) const {
  const auto found = std::find_if(idle.begin(), idle.end(), [&](const IdleAllocation& one) { return one.claim == claim; });
  return found == idle.end() ? nullptr : &*found;
}

Utilisation utilise(const cluster::Snapshot& snapshot, const prometheus::Metrics& metrics) {
  Utilisation out;
  const auto busy = metrics.answers.find("gpuBusy");
  if (busy == metrics.answers.end() || !busy->second || busy->second->series.empty()) {
    out.why = whyNot(metrics);  // nothing to join: forty thousand devices need not be indexed
    return out;
  }
  Joiner(snapshot, metrics, out).run();
  out.available = out.joined > 0;
  out.stale = metrics.state == prometheus::State::stale || metrics.state == prometheus::State::failed;
  if (!out.available) {
    out.why = out.unmatched > 0
                  ? fmt::format("{} of dcgm-exporter {} no device of the slices",
                                words::counted(out.unmatched, "series", "series"), out.unmatched == 1 ? "matches" : "match")
                  : whyNot(metrics);
  } else {
    findIdle(snapshot, out);
  }
  return out;
}

std::string percentText(double percent) {
  if (percent > 0 && percent < 1) {
    return fmt::format("{:.1f} %", percent);
  }
  return fmt::format("{} %", std::llround(percent));
}

}  // namespace claimscope::utilisation
