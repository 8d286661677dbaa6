#include "model/actions/cordon_node/cordon_step.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/diagnosis/source_words.h"

namespace claimscope::actions {

Step cordonStep(const cluster::Snapshot& snapshot, const Node& node, bool cordon) {
  constexpr std::string_view kPatch = "application/strategic-merge-patch+json";
  const std::string name = node.meta.name.str();
  const std::string shell = words::shellWord(name);
  const auto call = [&](bool set) {
    // false is left out when a node is written, so that the way back is to remove the field.
    return Call{Verb::patch,
                targetOf(snapshot, node),
                std::string(kPatch),
                set ? R"({"spec":{"unschedulable":true}})" : R"({"spec":{"unschedulable":null}})",
                fmt::format("kubectl {} {}", set ? "cordon" : "uncordon", shell),
                {}};
  };
  Step step;
  step.id = (cordon ? "cordon:" : "uncordon:") + name;
  step.title = (cordon ? "Cordon " : "Uncordon ") + words::oneLine(name);
  step.call = call(cordon);
  step.effect =
      cordon ? "No new pod is scheduled here. Pods and claims that are here stay." : "New pods may be scheduled here again.";
  step.guards.push_back({"/spec/unschedulable", cordon ? "" : "true"});
  step.until = Expectation{cordon ? Expectation::Kind::nodeUnschedulable : Expectation::Kind::nodeSchedulable,
                           {"node", "", name},
                           node.meta.uid.str(),
                           {},
                           words::oneLine(name) + (cordon ? " is cordoned" : " is schedulable"),
                           0};
  step.inverse = call(!cordon);
  return step;
}

Need cordonNeed(const Node& node, bool cordon) {
  return {"patch", "", "nodes", "", "", node.meta.name.str(), cordon ? "to cordon the node" : "to uncordon the node"};
}

Result<NamedNodes> nodesOf(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  NamedNodes out;
  const bool hidden = snapshot.source(Kind::Node).status.state == SourceState::forbidden;
  for (const ObjectRef& object : request.objects) {
    const Node* node = object.kind == "node" ? snapshot.of<Node>().find({}, Text(object.name)) : nullptr;
    if (node == nullptr && hidden && object.kind == "node" && !object.name.empty()) {
      const auto same =
          std::find_if(out.madeUp.begin(), out.madeUp.end(), [&](const auto& one) { return one->meta.name == object.name; });
      if (same == out.madeUp.end()) {
        Node made;
        made.meta.name = Text(object.name);
        out.madeUp.emplace_back(std::move(made));
        node = out.madeUp.back().get();
      } else {
        node = same->get();
      }
    }
    if (node == nullptr) {
      const SourceStatus& status = snapshot.source(Kind::Node).status;
      if (status.error && status.state == SourceState::failed) {
        return fail(*status.error);
      }
      std::string near;
      std::size_t best = 4;
      snapshot.of<Node>().forEach([&](cluster::Slot, const Node& other) {
        if (const std::size_t distance = words::editDistance(other.meta.name.view(), object.name, best); distance < best) {
          best = distance;
          near = other.meta.name.str();
        }
      });
      return fail(ErrorCode::notFound, "there is no node " + words::oneLine(object.name),
                  near.empty() ? "See claimscope get nodes" : "Did you mean " + words::oneLine(near) + "?");
    }
    if (std::find(out.nodes.begin(), out.nodes.end(), node) == out.nodes.end()) {
      out.nodes.push_back(node);
    }
  }
  return out;
}

void blockHidden(const NamedNodes& nodes, ActionPlan& plan) {
  plan.needs.push_back({"list", "", "nodes", "", "", "", "to see whether the node is cordoned"});
  if (!nodes.madeUp.empty()) {
    plan.blockers.push_back(
        {Mark::blocked,
         "Nodes are hidden from you",
         "Whether " + words::oneLine(nodes.madeUp.front()->meta.name.view()) +
             " exists and is cordoned can not be seen. Ask for a ClusterRole with get, list and watch on nodes.",
         ObjectRef{"node", "", nodes.madeUp.front()->meta.name.str()},
         std::nullopt,
         {}});
  }
}

std::vector<Notice> unseen(const cluster::Snapshot& snapshot, const std::vector<std::pair<Kind, std::string>>& kinds) {
  std::vector<Notice> out;
  for (const auto& [kind, effect] : kinds) {
    const SourceState state = snapshot.source(kind).status.state;
    std::string how;
    switch (state) {
      case SourceState::live:
      case SourceState::polling:
      case SourceState::complete:
        if (snapshot.source(kind).skipped > 0) {
          how = fmt::format("incomplete: {} could not be read",
                            words::counted(static_cast<std::int64_t>(snapshot.source(kind).skipped), "object"));
          break;
        }
        continue;
      case SourceState::forbidden:
        how = "hidden from you";
        break;
      case SourceState::notServed:
        how = "not served here";
        break;
      case SourceState::stale: {
        const std::optional<std::int64_t> age = snapshot.ageMs(kind);
        how = age ? "not fresh: last heard of " + words::duration(*age) + " ago" : "not fresh";
        break;
      }
      case SourceState::waiting:
      case SourceState::loading:
        how = "still loading";
        break;
      case SourceState::failed:
        how = "not readable";
        break;
    }
    out.push_back({Mark::warning, diagnosis::pluralOf(kind) + " are " + how, effect, std::nullopt, std::nullopt, {}});
  }
  return out;
}

Result<ActionPlan> planCordon(const cluster::Snapshot& snapshot, const ActionRequest& request, bool cordon) {
  const Result<NamedNodes> found = nodesOf(snapshot, request);
  if (!found) {
    return fail(found.error());
  }
  const std::vector<const Node*>& nodes = found->nodes;
  ActionPlan out = newPlan(snapshot, request);
  std::vector<std::string> changed;
  std::vector<std::string> already;
  blockHidden(*found, out);
  for (const Node* node : nodes) {
    const std::string name = words::oneLine(node->meta.name.view());
    Affected affected;
    affected.object = {"node", "", node->meta.name.str()};
    affected.uid = node->meta.uid.str();
    if (node->unschedulable == cordon) {
      already.push_back(name);
      affected.mark = Mark::neutral;
      affected.verdict = "stays";
      affected.why = cordon ? "is cordoned already" : "is schedulable already";
    } else {
      changed.push_back(name);
      affected.mark = Mark::good;
      affected.verdict = cordon ? "cordon" : "uncordon";
      affected.step = (cordon ? "cordon:" : "uncordon:") + node->meta.name.str();
      out.steps.push_back(cordonStep(snapshot, *node, cordon));
      out.needs.push_back(cordonNeed(*node, cordon));
      out.verify.push_back(*out.steps.back().until);
    }
    out.affected.push_back(std::move(affected));
  }
  const std::string_view word = cordon ? "cordon" : "uncordon";
  const std::vector<std::string>& named = changed.empty() ? already : changed;
  out.title = fmt::format("{} {}", cordon ? "Cordon" : "Uncordon", words::listed(named));
  const bool one = named.size() == 1;
  out.headline = changed.empty() ? fmt::format("{} {} {} already: nothing is to be done.", words::listed(already),
                                               one ? "is" : "are", cordon ? "cordoned" : "schedulable")
                 : cordon        ? fmt::format("{} takes no new pods then. What runs there stays.", words::listed(changed))
                                 : fmt::format("{} takes new pods again.", words::listed(changed));
  out.subline = words::counted(static_cast<std::int64_t>(changed.size()), "node") + " changed" +
                (already.empty() ? "" : fmt::format(" · {} {}ed already", already.size(), word));
  out.undo = changed.empty() ? "" : cordon ? "Uncordon puts it back." : "Cordon puts it back.";
  const std::vector<Notice> notices = unseen(snapshot, {{Kind::Node, "Whether the node is as shown can not be told."}});
  out.warnings.insert(out.warnings.end(), notices.begin(), notices.end());
  if (cordon) {
    for (const Node* node : nodes) {
      std::int64_t pinned = 0;
      for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
        const ResourceClaim* object = claim.node == node->meta.name ? snapshot.of<ResourceClaim>().at(claim.slot) : nullptr;
        pinned += object != nullptr && object->allocation != nullptr && object->meta.controller() == nullptr ? 1 : 0;
      }
      if (pinned > 0) {
        out.warnings.push_back({Mark::warning,
                                fmt::format("{} {} devices of {}", words::counted(pinned, "named claim"),
                                            pinned == 1 ? "holds" : "hold", words::oneLine(node->meta.name.view())),
                                "A new pod that uses one has to run on this node, and waits while it is cordoned.",
                                ObjectRef{"node", "", node->meta.name.str()},
                                std::nullopt,
                                {}});
      }
    }
  }
  seal(out);
  return out;
}

}  // namespace claimscope::actions
