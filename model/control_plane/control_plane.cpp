#include "model/control_plane/control_plane.h"

#include <algorithm>
#include <tuple>

#include "model/base/words.h"
#include "model/survey/questions.h"

namespace claimscope::control_plane {
namespace {

void conclude(Report& report) {
  std::sort(report.problems.begin(), report.problems.end(),
            [](const Problem& a, const Problem& b) { return std::tuple(a.severity, a.id) < std::tuple(b.severity, b.id); });
  const auto count = [&](Answers answers) {
    return static_cast<std::int64_t>(std::count_if(report.components.begin(), report.components.end(),
                                                   [&](const ComponentRow& row) { return row.answers == answers; }));
  };
  const auto gates = [&](GateState state) {
    return static_cast<std::int64_t>(
        std::count_if(report.gates.begin(), report.gates.end(), [&](const GateRow& row) { return row.state == state; }));
  };
  const std::int64_t silent = count(Answers::no);
  const std::int64_t late = count(Answers::late);
  const std::int64_t hidden = count(Answers::unknown) + count(Answers::notVisible);
  const auto all = static_cast<std::int64_t>(report.components.size());
  if (silent > 0) {
    report.verdict = words::number(silent) + " of " + words::counted(all, "component") + " silent";
  } else if (late > 0) {
    report.verdict = words::number(late) + " of " + words::counted(all, "component") + " not as they should be";
  } else if (hidden > 0) {
    report.verdict =
        words::number(all - hidden) + " of " + words::counted(all, "component") + " answer, the others cannot be seen";
  } else {
    report.verdict = "All " + words::counted(all, "component") + " answer";
  }
  if (!report.problems.empty()) {
    report.verdict += ", " + words::counted(static_cast<std::int64_t>(report.problems.size()), "problem");
  }
  report.verdictDetail = (report.gitVersion.empty() ? std::string("version not known") : report.gitVersion) +
                         (report.provider.empty() ? "" : ", " + report.provider) +
                         "; gates: " + words::number(gates(GateState::on)) + " on, " + words::number(gates(GateState::off)) +
                         " off, " + words::number(gates(GateState::unknown)) + " unknown";
}

}  // namespace

std::string_view gateStateWord(GateState state) {
  return state == GateState::on ? "on" : state == GateState::off ? "off" : "unknown";
}

std::string_view answersWord(Answers answers) {
  switch (answers) {
    case Answers::yes:
      return "yes";
    case Answers::late:
      return "late";
    case Answers::no:
      return "no";
    case Answers::notVisible:
      return "notVisible";
    case Answers::unknown:
      break;
  }
  return "unknown";
}

int minorOf(std::string_view version) {
  const std::size_t dot = version.find('.');
  if (dot == std::string_view::npos) {
    return 0;
  }
  int out = 0;
  for (const char c : version.substr(dot + 1, 3)) {
    if (c < '0' || c > '9') {
      break;
    }
    out = out * 10 + (c - '0');
  }
  return out;
}

std::string providerOf(const cluster::Snapshot& snapshot) {
  const std::string& version = snapshot.server.gitVersion;
  if (version.find("-eks") != std::string::npos) {
    return "Amazon EKS";
  }
  if (version.find("-gke") != std::string::npos) {
    return "Google GKE";
  }
  std::string out;
  snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
    if (hasLabel(node.meta.labels, "eks.amazonaws.com/nodegroup") ||
        hasLabel(node.meta.labels, "alpha.eksctl.io/nodegroup-name")) {
      out = "Amazon EKS";
    } else if (hasLabel(node.meta.labels, "kubernetes.azure.com/agentpool")) {
      out = "Azure AKS";
    } else if (hasLabel(node.meta.labels, "cloud.google.com/gke-nodepool")) {
      out = "Google GKE";
    }
  });
  return out;
}

Report examine(const cluster::Snapshot& snapshot, const survey::Facts& facts) {
  Report report;
  report.asOf = facts.at;
  report.gitVersion = snapshot.server.gitVersion;
  report.minor = snapshot.server.minor;
  report.provider = providerOf(snapshot);
  for (const std::string& version : survey::draVersions()) {
    ServedRow row;
    row.version = version;
    if (const auto found = facts.served.find(version); found != facts.served.end()) {
      row.outcome = found->second.outcome;
      row.kinds = found->second.value;
    }
    // Without the documents themselves, what was chosen to be watched still tells what is served.
    for (const ApiResource& one : snapshot.server.served) {
      if (row.outcome == survey::Outcome::notAsked || !row.kinds.empty()) {
        if (one.group == "resource.k8s.io" && one.version == version &&
            std::find(row.kinds.begin(), row.kinds.end(), one.resource) == row.kinds.end()) {
          row.kinds.push_back(one.resource);
          row.outcome = survey::Outcome::answered;
        }
      }
    }
    report.served.push_back(std::move(row));
  }
  const Context context{snapshot, facts, report};
  examineGates(context);
  examineComponents(context);
  examineScheduling(context);
  examineSkew(context);
  if (!report.provider.empty()) {
    report.unknowns.push_back(report.provider +
                              " runs the control plane: flags, scheduler configuration and logs of its components are "
                              "seen in its console or log service alone.");
  }
  conclude(report);
  return report;
}

}  // namespace claimscope::control_plane
