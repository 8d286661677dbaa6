#include "model/runbooks/runbook.h"

#include "model/base/log.h"
#include "model/base/words.h"
#include "model/runbooks/subjects.h"

namespace claimscope::runbooks {
namespace {

struct Author {
  RunbookInfo info;
  void (*write)(const Subjects& subjects, Runbook& out);
};

const std::vector<Author>& authors() {
  static const std::vector<Author> kAuthors = {
      {{"gpu-node-failover", "Failover test of a GPU node", "Takes a node out on purpose and proves where its claims land"},
       writeFailover},
      {{"driver-upgrade", "Upgrade of a DRA driver", "Node by node, with the way back, and the proof that claims are prepared"},
       writeDriverUpgrade},
      {{"claims-pending", "Claims stay pending", "From the list of those that wait to the smallest change"}, writeClaimsPending},
      {{"gpu-not-detected", "A GPU is not detected", "From the node's labels to the driver's log, and a restart"},
       writeGpuNotDetected},
      {{"allocation-failures", "Allocation fails", "Inventory, selectors, taints, driver, scheduler"}, writeAllocationFailures},
      {{"monitoring-setup", "Set up monitoring", "What is measured, what the guide's metrics really are, the exporter"},
       writeMonitoring},
      {{"migration", "Move from a device plugin to DRA", "Inventory, readiness, one node, one workload, the rest"},
       writeMigration},
  };
  return kAuthors;
}

/// Text as Markdown that stays text: what could begin markup or HTML is escaped.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : words::oneLine(log::redact(text))) {
    if (std::string_view("\\`*_[]<>#|&").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// Commands hold names of the cluster as shell words; a fence longer than any run of backquotes holds them.
std::string fenced(const std::vector<std::string>& commands) {
  std::size_t longest = 2;
  std::string body;
  for (const std::string& command : commands) {
    const std::string line = words::oneLine(log::redact(command));
    std::size_t run = 0;
    for (const char c : line) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    body += line + "\n";
  }
  const std::string fence(longest + 1, '`');
  return fence + "sh\n" + body + fence + "\n";
}

}  // namespace

const std::vector<RunbookInfo>& allRunbooks() {
  static const std::vector<RunbookInfo> kAll = [] {
    std::vector<RunbookInfo> out;
    for (const Author& author : authors()) {
      out.push_back(author.info);
    }
    return out;
  }();
  return kAll;
}

Runbook runbookFor(std::string_view id, const cluster::Snapshot& snapshot) {
  Runbook out;
  out.id = std::string(id);
  out.written = snapshot.time;
  out.cluster = snapshot.server.context + (snapshot.server.gitVersion.empty() ? "" : " (" + snapshot.server.gitVersion + ")");
  for (const Author& author : authors()) {
    if (author.info.id == id) {
      const Subjects subjects = subjectsOf(snapshot);
      out.title = std::string(author.info.title);
      out.summary = std::string(author.info.summary);
      out.notes = subjects.notes;
      author.write(subjects, out);
    }
  }
  return out;
}

std::string runbookFile(const Runbook& runbook) {
  return runbook.id + ".md";
}

std::string runbookMarkdown(const Runbook& runbook) {
  std::string out = "# " + escaped(runbook.title) + "\n\n" + escaped(runbook.summary) + ".\n\nWritten for " +
                    escaped(runbook.cluster) + " as it was at " + formatTime(runbook.written) +
                    " by Claimscope. Words in capitals are to be filled in.\n";
  if (!runbook.needs.empty()) {
    out += "\n## You need\n\n";
    for (const std::string& need : runbook.needs) {
      out += "- " + escaped(need) + "\n";
    }
  }
  std::size_t number = 0;
  for (const Step& step : runbook.steps) {
    out += "\n## " + std::to_string(++number) + ". " + escaped(step.title) + "\n\n" + escaped(step.text) + "\n\n" +
           fenced(step.commands) + "\nExpected: " + escaped(step.expected) + "\n";
    if (!step.rollback.empty()) {
      out += "\nBack:\n\n" + fenced({step.rollback});
    }
  }
  if (!runbook.notes.empty()) {
    out += "\n## To be filled in\n\n";
    for (const std::string& note : runbook.notes) {
      out += "- " + escaped(note) + "\n";
    }
  }
  return out;
}

}  // namespace claimscope::runbooks
