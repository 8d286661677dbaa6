// inventoryText(): every field of an inventory as text, indexes included; two equal inventories print equal. Test thread.
#pragma once

#include <fmt/format.h>

#include <string>

#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

template <class Range>
std::string numbers(const Range& range) {
  std::string out;
  for (const auto& number : range) {
    out += " " + std::to_string(number);
  }
  return out;
}

inline std::string countsText(const StateCounts& counts) {
  return fmt::format("{} admin={} blocked={} {} {} {}", numbers(counts.byState), counts.adminAccess, counts.blocked,
                     boundWord(counts.freeBound), boundWord(counts.inUseBound), boundWord(counts.taintedBound));
}

inline std::string devicesText(const Inventory& inventory) {
  std::string out;
  for (const DeviceView& d : inventory.devices) {
    out += fmt::format("device {}/{}/{} node={} {} {} slice={}/{} {} base={} blocked={} admin={} multiple={} claims={} health={}",
                       d.driver.view(), d.pool.view(), d.name.view(), d.node.view(), d.poolIndex, d.nodeIndex, d.slice,
                       d.indexInSlice, deviceStateWord(d.state), deviceStateWord(d.base), d.blocked, d.adminAccess, d.multiple,
                       numbers(d.claims), d.healthDetail.view());
    for (const EffectiveTaint& taint : d.taints) {
      out += fmt::format(" {}={}:{} by {}", taint.taint.key.view(), taint.taint.value.view(), taint.taint.effect.view(),
                         taint.rule.view());
    }
    out += fmt::format(" found={}\n", inventory.findDevice(d.driver, d.pool, d.name));
  }
  return out;
}

inline std::string claimsText(const Inventory& inventory) {
  std::string out;
  for (const ClaimView& c : inventory.claims) {
    out +=
        fmt::format("claim {} {} devices={} pods={} {} {} {} wanted={} all={} node={} held={} why={} found={} classes=", c.slot,
                    c.state.view(), numbers(c.devices), numbers(c.pods), c.owner.view(), c.ownerKind.view(), c.ownerName.view(),
                    c.wanted, c.wantsAll, c.node.view(), c.heldAt.view(), c.why.view(), inventory.findClaim(c.slot));
    for (const Text& name : c.classes) {
      out += name.str() + " ";
    }
    out += "\n";
  }
  for (const MissingClaim& m : inventory.missing) {
    out += fmt::format("missing {} {} {} {} {} {}\n", m.pod, m.entry.view(), m.claimName.view(), m.templateName.view(), m.heldAt,
                       m.why);
  }
  for (Slot pod = 0; pod < inventory.claimsByPod.size(); ++pod) {
    if (!inventory.claimsOfPod(pod).empty()) {
      out += fmt::format("pod {} claims={}\n", pod, numbers(inventory.claimsOfPod(pod)));
    }
  }
  return out;
}

inline std::string inventoryText(const Inventory& inventory) {
  std::string out = devicesText(inventory) + claimsText(inventory);
  for (const PoolView& p : inventory.pools) {
    out += fmt::format("pool {}/{} {} {}/{} {} {} {} {} {} {}\n", p.driver.view(), p.name.view(), p.generation, p.seenSlices,
                       p.expectedSlices, p.complete, p.invalid, p.node.view(), numbers(p.devices), p.staleSlices,
                       formatTime(p.newestSlice));
  }
  for (const NodeView& n : inventory.nodes) {
    out += fmt::format("node {} {} {} {} {} devices={} pods={} found={}\n", n.name.view(), n.slot, n.group.view(), n.zone.view(),
                       n.instanceType.view(), numbers(n.devices), numbers(n.podsWithClaims), inventory.findNode(n.name));
  }
  for (const GroupView& g : inventory.groups) {
    out += fmt::format("group {} nodes={} {} {} {}\n", g.name.view(), numbers(g.nodes), countsText(g.counts),
                       g.instanceTypes.view(), g.product.view());
  }
  return out + fmt::format("all {} {} {}\n", countsText(inventory.counts), boundWord(inventory.deviceBound),
                           boundWord(inventory.claimBound));
}

}  // namespace claimscope::cluster
