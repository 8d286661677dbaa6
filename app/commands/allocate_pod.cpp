#include "app/commands/allocate_pod.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/commands/listing.h"
#include "model/allocation/node_fit.h"
#include "model/base/log.h"
#include "model/base/words.h"
#include "model/explanation/context.h"

namespace claimscope::app {
namespace {

using allocation::Outcome;

/// One node's answer.
struct NodePlace {
  std::string node;
  bool fits = false;
  std::string why;  ///< devices by claim and request, or what refuses
  Json devices = Json::array();
  std::vector<std::string> unjudged;  ///< what else has to allow it
};

/// The pod's claims that wait for devices; a problem is about the pod, not about a node.
struct Wanted {
  std::vector<const ResourceClaim*> claims;
  std::vector<const ResourceClaim*> placed;  ///< allocated already: the pod has to go where they are
  std::string problem;
};

Wanted claimsOf(const cluster::Snapshot& snapshot, const Pod& pod) {
  Wanted out;
  const auto& claims = snapshot.of<ResourceClaim>();
  for (const PodClaimEntry& entry : pod.spec->claims) {
    Text name = entry.claimName;
    for (const PodClaimStatus& status : pod.claimStatuses) {
      name = status.name == entry.name && name.empty() ? status.claimName : name;
    }
    const ResourceClaim* claim = name.empty() ? nullptr : claims.at(claims.slotOf(pod.meta.namespaceName, name));
    if (claim == nullptr) {
      out.problem = fmt::format("its claim {} does not exist yet", name.empty() ? entry.name.view() : name.view());
      return out;
    }
    (claim->allocation != nullptr ? out.placed : out.claims).push_back(claim);
  }
  return out;
}

void fillPlace(const Wanted& wanted, const Outcome& outcome, NodePlace& out) {
  for (std::size_t i = 0; i < outcome.results.size(); ++i) {
    for (const DeviceAllocation& result : outcome.results[i].allocation.results) {
      const std::string device = fmt::format("{}/{}/{}", result.driver.view(), result.pool.view(), result.device.view());
      out.why += fmt::format("{}{}: {}", out.why.empty() ? "" : ", ", result.request.view(), device);
      out.devices.push_back(
          {{"claim", wanted.claims[i]->meta.name.str()}, {"request", result.request.str()}, {"device", device}});
    }
  }
}

std::string_view word(allocation::Refusal refusal) {
  using allocation::Refusal;
  switch (refusal) {
    case Refusal::none:
      return "free";
    case Refusal::inUse:
      return "in use";
    case Refusal::classSelectorFalse:
    case Refusal::classSelectorError:
      return "not of the class";
    case Refusal::selectorFalse:
      return "not selected";
    case Refusal::selectorError:
      return "failing a selector";
    case Refusal::notOnNode:
      return "on other nodes";
    case Refusal::notSelectable:
      return "not selectable";
    case Refusal::capacityNameUnknown:
    case Refusal::capacityNotAllowed:
    case Refusal::capacityExhausted:
      return "without the capacity";
    case Refusal::countersExhausted:
      return "without counters";
    case Refusal::tainted:
      return "tainted";
    case Refusal::poolIncomplete:
    case Refusal::poolInvalid:
    case Refusal::poolReplaced:
      return "in unusable pools";
  }
  return "";
}

/// "gpu: 8 in use, 1 tainted": what the devices of the node think of each request by itself.
std::string census(const allocation::Allocator& allocator, const Node& node, const Wanted& wanted) {
  std::string out;
  for (const ResourceClaim* claim : wanted.claims) {
    for (const DeviceRequest& request : claim->spec.requests) {
      std::map<std::string_view, int> counts;
      for (const allocation::PoolAtNode& pool : allocator.poolsAt(node)) {
        for (const allocation::DeviceRef& device : pool.devices) {
          if (request.exactly) {
            ++counts[word(allocator.judge(node, pool, device, *request.exactly).refusal)];
          }
        }
      }
      std::string words;
      for (const auto& [name, count] : counts) {
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, name);
      }
      if (request.exactly) {
        out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", request.name.view(), words.empty() ? "no devices here" : words);
      }
    }
  }
  return out.empty() ? out : " (" + out + ")";
}

NodePlace place(const explanation::ExplanationContext& context, const explanation::ExplanationContext::NodeEntry& entry,
                const Pod& pod, const Wanted& wanted, const allocation::PodRules& rules) {
  NodePlace out;
  const Node& node = *entry.node;
  out.node = node.meta.name.str();
  const std::span<const Pod* const> others =
      entry.index == cluster::kNone ? std::span<const Pod* const>() : context.podsOn(entry.index);
  const allocation::PodRules* known = entry.madeUp ? nullptr : &rules;
  for (const allocation::NodeRefusal& refusal : allocation::nodeFit(pod, node, others, context.servedByClaims(), known)) {
    out.why += (out.why.empty() ? "" : "; ") + refusal.detail;
  }
  for (const ResourceClaim* claim : wanted.placed) {
    if (claim->allocation->nodeSelector && !matches(*claim->allocation->nodeSelector, node.meta)) {
      out.why += fmt::format("{}claim {} is allocated on other nodes", out.why.empty() ? "" : "; ", claim->meta.name.view());
    }
  }
  if (!out.why.empty()) {
    return out;
  }
  const Outcome outcome = context.allocator().allocate(node, wanted.claims);
  out.fits = outcome.kind == Outcome::Kind::allocated;
  if (out.fits) {
    fillPlace(wanted, outcome, out);
    out.unjudged = allocation::unjudgedRules(pod, node, known);
    if (!out.unjudged.empty()) {
      out.why += (out.why.empty() ? "if " : ", if ") + words::listed(out.unjudged, 5) + " allows it";
    }
  } else {
    out.why = (outcome.error.empty() ? "cannot allocate all claims" : outcome.error) + census(context.allocator(), node, wanted);
  }
  return out;
}

void print(const std::string& name, const std::vector<NodePlace>& placements, const CommonOptions& options) {
  if (options.output == "json") {
    Json nodes = Json::array();
    for (const NodePlace& placement : placements) {
      Json node = {{"name", placement.node}, {"fits", placement.fits}};
      node[placement.fits ? "devices" : "reason"] = placement.fits ? placement.devices : Json(placement.why);
      if (!placement.unjudged.empty()) {
        node["unjudged"] = placement.unjudged;
      }
      nodes.push_back(std::move(node));
    }
    fmt::print("{}\n", Json{{"pod", name}, {"nodes", std::move(nodes)}}.dump(2, ' ', false, Json::error_handler_t::replace));
    return;
  }
  Listing listing;
  listing.columns = {{"NODE", false}, {"FITS", false}, {"DEVICES OR REASON", false}};
  for (const NodePlace& placement : placements) {
    listing.rows.push_back({placement.node, placement.fits ? "yes" : "no", placement.why});
  }
  fmt::print("{}", options.output == "md" ? renderMarkdown(listing, false) : renderTable(listing, false));
}

}  // namespace

int placePod(const std::string& name, const std::string& node, const CommonOptions& options) {
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  const cluster::Snapshot& snapshot = *loaded->snapshot;
  const std::size_t slash = name.find('/');
  const std::string other = options.source.namespaceName.empty() ? "default" : options.source.namespaceName;
  const Text namespaceName(slash == std::string::npos ? other : name.substr(0, slash));
  const auto& pods = snapshot.of<Pod>();
  const Pod* pod = pods.at(pods.slotOf(namespaceName, Text(slash == std::string::npos ? name : name.substr(slash + 1))));
  if (pod == nullptr) {
    return reportError(
        {ErrorCode::notFound, "there is no pod " + name, "Write NAMESPACE/NAME; see claimscope get pods -A", {}, 0});
  }
  const Wanted wanted = claimsOf(snapshot, *pod);
  if (!wanted.problem.empty()) {
    return reportError({ErrorCode::notFound, "pod " + name + ": " + wanted.problem, "See claimscope explain pod " + name, {}, 0});
  }
  const explanation::ExplanationContext context(snapshot);
  allocation::Placement placement(context.topology());
  const allocation::PodRules& rules = placement.rulesOf(*pod);
  std::vector<NodePlace> placements;
  for (const auto& entry : context.nodes()) {
    if (node.empty() || entry.node->meta.name == node) {
      placements.push_back(place(context, entry, *pod, wanted, rules));
    }
  }
  if (placements.empty()) {
    return reportError(
        {ErrorCode::notFound, node.empty() ? "there is no node" : "there is no node " + node, "See claimscope get nodes", {}, 0});
  }
  std::stable_partition(placements.begin(), placements.end(), [](const NodePlace& place) { return place.fits; });
  print(name, placements, options);
  return loaded->problems != 0 ? loaded->problems : placements.front().fits ? 0 : 1;
}

}  // namespace claimscope::app
