#include "app/commands/incident.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "model/base/log.h"
#include "model/base/words.h"
#include "model/diagnosis/examination.h"
#include "model/explanation/context.h"

namespace claimscope::app {
namespace {

/// Lines of a timeline that somebody still reads.
constexpr std::size_t kMostEntries = 80;

class Timeline {
 public:
  Timeline(const cluster::Snapshot& snapshot, Incident& incident) : m_snapshot(snapshot), m_incident(incident) {}

  void add(Time at, std::string what, std::string object, const char* source) {
    if (at.isSet() && at <= m_snapshot.time && m_snapshot.time - at <= m_incident.windowMs) {
      m_incident.timeline.push_back({at, words::cut(words::oneLine(log::redact(what)), 300), words::oneLine(object), source});
    }
  }

  void nodes() {
    m_snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
      const std::string ref = "node/" + node.meta.name.str();
      add(node.meta.created, "Node " + node.meta.name.str() + " joined", ref, "field");
      for (const Condition& condition : node.conditions) {
        if (condition.type == "Ready") {
          add(condition.lastTransition,
              "Node " + node.meta.name.str() +
                  (condition.status == "True" ? " is Ready" : " is not Ready: " + condition.reason.str()),
              ref, "field");
        }
      }
    });
  }

  void taints() {
    m_snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) {
      const std::string taint = rule.taint.key.str() + "=" + rule.taint.value.str() + ":" + rule.taint.effect.str();
      add(rule.meta.created, "DeviceTaintRule " + rule.meta.name.str() + " taints " + taint, "taintrule/" + rule.meta.name.str(),
          "field");
    });
    std::map<std::pair<std::string, Time>, std::int64_t> bySlice;
    m_snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
      for (const Device& device : slice.devices) {
        for (const Taint& taint : device.taints) {
          ++bySlice[{slice.driver.str() + " taints " + taint.key.str() + "=" + taint.value.str() + ":" + taint.effect.str(),
                     taint.timeAdded}];
        }
      }
    });
    for (const auto& [key, count] : bySlice) {
      add(key.second, key.first + " on " + words::counted(count, "device"), "", "field");
    }
  }

  void slices() {
    std::map<std::pair<std::string, Time>, std::vector<std::string>> made;
    m_snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
      made[{slice.driver.str(), slice.meta.created}].push_back(slice.poolName.str());
    });
    for (const auto& [key, pools] : made) {
      add(key.second,
          key.first + " published " + words::counted(static_cast<std::int64_t>(pools.size()), "slice") + " of pool " +
              words::listed(pools, 2),
          "", "field");
    }
  }

  /// Warnings, each once with its count; what they are about has to do with devices, or the kubelets and drivers under them.
  void events() {
    std::unordered_set<Uid> pods;
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (!pod.spec->claims.empty()) {
        pods.insert(pod.meta.uid);
      }
    });
    m_snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
      const bool dra = event.reason == "FailedPrepareDynamicResources" || event.reason == "FailedResourceClaimCreation" ||
                       event.reason == "BindingConditionsPending" || event.reason == "DeviceTaintManagerEviction";
      const bool node = event.objectKind == "Node";
      const bool ofPod = event.objectKind == "Pod" && event.type == "Warning" && pods.count(event.objectUid) > 0;
      if (dra || node || ofPod) {
        const std::string name = event.objectNamespace.empty() || node
                                     ? event.objectName.str()
                                     : event.objectNamespace.str() + "/" + event.objectName.str();
        const std::string kind = node ? "node" : event.objectKind == "Pod" ? "pod" : event.objectKind.str();
        const std::string times =
            event.count > 1 ? " (" + words::number(event.count) + " times, last " + formatTime(event.last) + ")" : std::string();
        add(event.first.isSet() ? event.first : event.last,
            event.reason.str() + " " + name + ": " + words::cut(event.message.view(), 200) + times, kind + "/" + name, "event");
      }
    });
  }

  void findings(const diagnosis::Diagnosis& diagnosis) {
    for (const diagnosis::Finding& finding : diagnosis.findings) {
      add(finding.since, "Began: " + finding.title, finding.objects.empty() ? "" : finding.objects.front().str(), "finding");
    }
  }

  /// The claims that findings are about, one by one; the others are counted.
  void claims(const diagnosis::Diagnosis& diagnosis) {
    std::set<std::string> named;
    for (const diagnosis::Finding& finding : diagnosis.findings) {
      for (const diagnosis::ObjectRef& object : finding.objects) {
        named.insert(object.str());
      }
    }
    std::int64_t allocated = 0;
    std::int64_t released = 0;
    std::int64_t gone = 0;
    const auto inWindow = [&](Time at) { return at.isSet() && m_snapshot.time - at <= m_incident.windowMs; };
    m_snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
      const std::string name = claim.meta.namespaceName.str() + "/" + claim.meta.name.str();
      const Time at = claim.allocation == nullptr                     ? Time()
                      : claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp
                                                                      : claim.schedulerWrote;
      allocated += inWindow(at) ? 1 : 0;
      if (named.count("claim/" + name) > 0) {
        add(claim.meta.created, "Claim " + name + " made", "claim/" + name, "field");
        add(at, "Claim " + name + " allocated", "claim/" + name, "field");
        add(claim.meta.deleted(), "Claim " + name + " deleted, it waits for its consumers", "claim/" + name, "field");
      }
    });
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const std::string name = pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
      if (named.count("pod/" + name) > 0) {
        add(pod.meta.created, "Pod " + name + " made", "pod/" + name, "field");
        add(pod.meta.deleted(), "Pod " + name + " should have been gone", "pod/" + name, "field");
      }
    });
    for (std::size_t i = 0; m_snapshot.history != nullptr && i < m_snapshot.history->claims.size(); ++i) {
      const cluster::ClaimRecord& record = m_snapshot.history->claims[i];
      released += inWindow(record.released) ? 1 : 0;
      gone += inWindow(record.gone) ? 1 : 0;
      if (record.object != nullptr && inWindow(record.released)) {
        const std::string name = record.object->meta.namespaceName.str() + "/" + record.object->meta.name.str();
        if (named.count("claim/" + name) > 0) {
          add(record.released, "Claim " + name + " gave its devices back", "claim/" + name, "watch");
        }
      }
    }
    if (allocated > 0) {
      m_incident.totals.push_back(words::counted(allocated, "claim that is there was", "claims that are there were") +
                                  " allocated");
    }
    if (released + gone > 0) {
      m_incident.totals.push_back("the watch saw " + words::number(released) + " released and " + words::number(gone) +
                                  " deleted");
    }
  }

  void finish() {
    auto& timeline = m_incident.timeline;
    std::stable_sort(timeline.begin(), timeline.end(),
                     [](const TimelineEntry& a, const TimelineEntry& b) { return a.at < b.at; });
    timeline.erase(std::unique(timeline.begin(), timeline.end(),
                               [](const TimelineEntry& a, const TimelineEntry& b) { return a.at == b.at && a.what == b.what; }),
                   timeline.end());
    if (timeline.size() > kMostEntries) {
      // Findings and events say more than the making of things; of equals the newest.
      std::vector<std::size_t> order(timeline.size());
      for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
      }
      const auto rank = [&](std::size_t i) {
        return timeline[i].source == "finding" ? 0 : timeline[i].source == "event" ? 1 : 2;
      };
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return std::pair(rank(a), b) < std::pair(rank(b), a); });
      std::set<std::size_t> kept(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kMostEntries));
      std::vector<TimelineEntry> out;
      for (std::size_t i = 0; i < timeline.size(); ++i) {
        if (kept.count(i) > 0) {
          out.push_back(std::move(timeline[i]));
        }
      }
      m_incident.left = timeline.size() - out.size();
      timeline = std::move(out);
    }
  }

 private:
  const cluster::Snapshot& m_snapshot;
  Incident& m_incident;
};

}  // namespace

void addTimeline(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, Incident& incident) {
  Timeline timeline(snapshot, incident);
  timeline.nodes();
  timeline.taints();
  timeline.slices();
  timeline.events();
  timeline.findings(diagnosis);
  timeline.claims(diagnosis);
  timeline.finish();
}

void addExplanations(const cluster::Snapshot& snapshot, std::size_t most, Incident& incident) {
  const diagnosis::Examination examination(snapshot);
  incident.waiting =
      examination.waiting.size() + examination.binding.size() + examination.preparing.size() + snapshot.inventory->missing.size();
  const explanation::ExplanationContext context(snapshot);
  std::set<cluster::ClaimIndex> done;
  const auto explain = [&](cluster::ClaimIndex claim) {
    if (incident.explanations.size() < most && done.insert(claim).second) {
      incident.explanations.push_back(explanation::explainClaim(context, claim));
    }
  };
  for (const diagnosis::Demand& demand : examination.demands) {
    explain(demand.claims.front());
    done.insert(demand.claims.begin(), demand.claims.end());
  }
  for (const auto* list : {&examination.preparing, &examination.binding, &examination.waiting}) {
    for (const cluster::ClaimIndex claim : *list) {
      explain(claim);
    }
  }
  std::set<cluster::Slot> pods;
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    if (incident.explanations.size() < most && pods.insert(missing.pod).second) {
      incident.explanations.push_back(explanation::explainPod(context, missing.pod));
    }
  }
}

void addActions(const cluster::Snapshot& snapshot, const actions::JournalList& journals, Incident& incident) {
  for (const actions::JournalFile& file : journals.files) {
    const Time end = file.progress.ended.isSet() ? file.progress.ended : snapshot.time;
    const bool here = file.plan.context == snapshot.server.context || file.plan.server == snapshot.server.address;
    if (!here || snapshot.time - end > incident.windowMs || !file.progress.begun.isSet() || file.progress.begun > snapshot.time) {
      continue;
    }
    ActionTaken taken;
    taken.id = file.plan.id;
    taken.title = file.plan.title;
    taken.state = actions::planStateWord(file.progress.state);
    taken.result = file.progress.error.empty() ? file.progress.headline : file.progress.error;
    taken.begun = file.progress.begun;
    taken.ended = file.progress.ended;
    taken.steps = file.plan.steps.size();
    taken.done = file.progress.count(actions::StepState::done);
    for (const actions::JournalEntry& entry : file.entries) {
      taken.who = entry.event == "confirmed" && !entry.who.empty() ? entry.who : taken.who;
    }
    taken.commands = actions::kubectlLines(file.plan);
    incident.actions.push_back(std::move(taken));
  }
  std::stable_sort(incident.actions.begin(), incident.actions.end(),
                   [](const ActionTaken& a, const ActionTaken& b) { return a.begun < b.begun; });
  for (const Error& error : journals.unreadable) {
    incident.unreadable.push_back(log::redact(error.message));
  }
}

}  // namespace claimscope::app
