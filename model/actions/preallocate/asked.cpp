#include "model/actions/preallocate/asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/actions/device_names.h"
#include "model/actions/device_rules.h"
#include "model/base/words.h"
#include "model/cel/selector.h"
#include "model/explanation/context.h"

namespace claimscope::actions {
namespace {

std::string shown(std::string_view text) {
  return words::cut(words::oneLine(text), 100);
}

/// A name that is not taken by a claim or pod of the namespace, nor by a rule's reservation.
std::string freeName(const cluster::Snapshot& snapshot, const std::string& namespaceName, const std::string& wanted) {
  std::set<std::string> taken;
  for (const Reservation& one : reservationsOf(snapshot)) {
    taken.insert(one.name);
  }
  const Text where(namespaceName);
  for (int i = 1; i < 1000; ++i) {
    std::string name = i == 1 ? wanted : wanted + "-" + std::to_string(i);
    if (taken.count(name) == 0 && snapshot.of<ResourceClaim>().find(where, Text(name)) == nullptr &&
        snapshot.of<Pod>().find(where, Text(name)) == nullptr) {
      return name;
    }
  }
  return wanted + "-" + shortHash(formatTime(snapshot.time));
}

Result<const Pod*> podLike(const cluster::Snapshot& snapshot, const std::string& text, const std::string& namespaceName) {
  if (text.empty()) {
    return nullptr;
  }
  const std::size_t slash = text.find('/');
  const std::string where = slash == std::string::npos ? namespaceName : text.substr(0, slash);
  const std::string name = slash == std::string::npos ? text : text.substr(slash + 1);
  const Pod* pod = snapshot.of<Pod>().find(Text(where), Text(name));
  if (pod == nullptr) {
    return fail(ErrorCode::notFound, "--like: there is no pod " + shown(where + "/" + name));
  }
  return pod;
}

OrderedJson tolerationsOf(const Pod& pod) {
  OrderedJson out = OrderedJson::array();
  for (const Toleration& toleration : pod.spec->tolerations) {
    if (toleration.key.view().starts_with("node.kubernetes.io/")) {
      continue;  // the server adds these by itself
    }
    OrderedJson one = OrderedJson::object();
    const auto put = [&](const char* field, const Text& value) {
      if (!value.empty()) {
        one[field] = value.str();
      }
    };
    put("key", toleration.key);
    put("operator", toleration.op);
    put("value", toleration.value);
    put("effect", toleration.effect);
    if (toleration.seconds) {
      one["tolerationSeconds"] = *toleration.seconds;
    }
    out.push_back(std::move(one));
  }
  return out;
}

/// Taints that nodes with such devices have for good: what a workload for them tolerates too.
OrderedJson usualTolerations(const cluster::Snapshot& snapshot, const ResourceClaim* claim) {
  std::vector<Text> drivers;
  if (claim != nullptr) {
    drivers = explanation::driversOf(snapshot, {claim});
  }
  std::set<std::pair<std::string, std::string>> taints;
  for (const cluster::NodeView& view : snapshot.inventory->nodes) {
    const bool has = std::any_of(view.devices.begin(), view.devices.end(), [&](cluster::DeviceIndex index) {
      const Text& driver = snapshot.inventory->devices[index].driver;
      return drivers.empty() || std::find(drivers.begin(), drivers.end(), driver) != drivers.end();
    });
    const Node* node = has ? snapshot.of<Node>().at(view.slot) : nullptr;
    for (const Taint& taint : node == nullptr ? List<Taint>{} : node->taints) {
      const bool passing = taint.key.view().starts_with("node.kubernetes.io/") ||
                           taint.key.view().starts_with("node.cloudprovider.kubernetes.io/");
      if (!passing && (taint.effect == "NoSchedule" || taint.effect == "NoExecute")) {
        taints.insert({taint.key.str(), taint.effect.str()});
      }
    }
  }
  OrderedJson out = OrderedJson::array();
  for (const auto& [key, effect] : taints) {
    out.push_back({{"key", key}, {"operator", "Exists"}, {"effect", effect}});
  }
  return out;
}

Status readObjects(const cluster::Snapshot& snapshot, const ActionRequest& request, Asked& out) {
  const std::string& kind = request.objects.front().kind;
  const bool same = std::all_of(request.objects.begin(), request.objects.end(), [&](const ObjectRef& o) {
    return o.kind == kind || (o.kind == "pool" && kind == "device") || (o.kind == "device" && kind == "pool");
  });
  if (!same) {
    return fail(ErrorCode::usage, "devices, a class or a claim can be held, not several of these at once");
  }
  if (kind == "device" || kind == "pool") {
    auto devices = devicesOf(snapshot, request.objects);
    if (!devices) {
      return fail(devices.error());
    }
    out.devices = std::move(*devices);
    return out.way == Way::taint
               ? Status{}
               : fail(ErrorCode::usage, "devices by name are held by --way taint: a claim cannot ask for a device by its name");
  }
  if (request.objects.size() > 1) {
    return fail(ErrorCode::usage, "one " + shown(kind) + " is held at a time");
  }
  const ObjectRef& object = request.objects.front();
  if (kind == "claim") {
    if (out.way != Way::placeholder) {
      return fail(ErrorCode::usage, "a claim that exists is held by --way placeholder");
    }
    out.existing = claimOf(snapshot, object);
    if (out.existing == cluster::kNone) {
      return fail(noClaim(snapshot, object));
    }
    out.namespaceName = object.namespaceName;
    return {};
  }
  if (kind != "class") {
    return fail(ErrorCode::usage, "a class, a claim or devices can be held, not a " + shown(kind));
  }
  out.className = object.name;
  return {};
}

Status checkTexts(const Asked& asked) {
  if (!isObjectName(asked.name) || asked.name.size() > 50) {
    return fail(ErrorCode::usage,
                "--name " + shown(asked.name) + " is no name: at most 50 lower-case letters, digits and dashes");
  }
  if (!isObjectName(asked.namespaceName) || asked.namespaceName.size() > 63) {
    return fail(ErrorCode::usage, "--namespace " + shown(asked.namespaceName) + " is no namespace");
  }
  if (asked.count < 1 || asked.count > 32) {
    return fail(ErrorCode::usage, fmt::format("--count {}: a claim holds 1 to 32 devices", asked.count));
  }
  if (!asked.selector.empty()) {
    const auto compiled = cel::Selector::compile(asked.selector);
    if (!compiled) {
      return fail(ErrorCode::usage, "--selector does not compile: " + shown(compiled.error().message));
    }
  }
  return {};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> Asked::lease(bool adopted) const {
  return {{std::string(kReservation), name},
          {std::string(kOwner), owner},
          {std::string(kPurpose), purpose},
          {std::string(kExpires), expires.isSet() ? formatTime(expires) : std::string()},
          {std::string(kMadeBy), adopted ? "adopted" : "claimscope"},
          {std::string(kWay), std::string(wayWord(way))}};
}

Result<OrderedJson> readTolerations(const std::string& text) {
  OrderedJson out = OrderedJson::array();
  if (text.empty() || text == "none") {
    return out;
  }
  if (text == "all") {
    out.push_back({{"operator", "Exists"}});
    return out;
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    std::string part = text.substr(begin, comma - begin);
    begin = comma + 1;
    std::string effect;
    if (const std::size_t colon = part.rfind(':'); colon != std::string::npos) {
      effect = part.substr(colon + 1);
      part.resize(colon);
    }
    const std::size_t equals = part.find('=');
    const RuleTaint taint{part.substr(0, equals), equals == std::string::npos ? std::string() : part.substr(equals + 1), effect};
    const bool known = effect.empty() || effect == "NoSchedule" || effect == "NoExecute" || effect == "PreferNoSchedule";
    if (const std::string wrong = complaintAbout(taint); !wrong.empty() || !known) {
      return fail(ErrorCode::usage,
                  "--tolerations: " + (wrong.empty() ? "the effect " + shown(effect) + " does not exist" : wrong),
                  "Write key[=value][:NoSchedule], with commas between");
    }
    OrderedJson one = {{"key", taint.key}, {"operator", equals == std::string::npos ? "Exists" : "Equal"}};
    if (equals != std::string::npos) {
      one["value"] = taint.value;
    }
    if (!effect.empty()) {
      one["effect"] = effect;
    }
    out.push_back(std::move(one));
  }
  return out;
}

Result<Asked> readAsked(const cluster::Snapshot& snapshot, const ActionRequest& request, const Options& options) {
  Asked out;
  const std::string way = options.text("way");
  out.way = way == "taint" ? Way::taint : way == "immediate" ? Way::immediate : Way::placeholder;
  out.namespaceName = options.text("namespace");
  out.count = options.number("count");
  out.selector = options.text("selector");
  out.node = options.text("node");
  out.image = options.text("image");
  out.parameters = options.text("parameters");
  out.purpose = options.text("purpose");
  out.wait = options.flag("wait");
  out.owner = options.text("owner").empty() ? snapshot.server.user : options.text("owner");
  if (const std::int64_t lease = options.durationMs("for"); lease > 0 && snapshot.time.isSet()) {
    out.expires = {(snapshot.time + lease).ms / 1000 * 1000};
  } else if (lease < 0) {
    return fail(ErrorCode::usage, "--for must not be negative", "0 is a lease without end");
  }
  if (const Status status = readObjects(snapshot, request, out); !status) {
    return fail(status.error());
  }
  const std::string subject = out.existing != cluster::kNone ? useOf(snapshot, out.existing).claim->meta.name.str()
                              : out.className.empty()        ? std::string("devices")
                                                             : out.className;
  out.name =
      options.text("name").empty() ? freeName(snapshot, out.namespaceName, "hold-" + nameOf(subject, 30)) : options.text("name");
  if (const Status status = checkTexts(out); !status) {
    return fail(status.error());
  }
  const Result<const Pod*> like = podLike(snapshot, options.text("like"), out.namespaceName);
  if (!like) {
    return fail(like.error());
  }
  out.like = *like;
  if (options.text("tolerations") == "auto") {
    const auto claim = out.existing == cluster::kNone && out.way == Way::placeholder ? claimOf(snapshot, out) : nullptr;
    const ResourceClaim* known = out.existing != cluster::kNone ? useOf(snapshot, out.existing).claim : claim.get();
    out.tolerations = out.like != nullptr ? tolerationsOf(*out.like) : usualTolerations(snapshot, known);
  } else {
    Result<OrderedJson> tolerations = readTolerations(options.text("tolerations"));
    if (!tolerations) {
      return fail(tolerations.error());
    }
    out.tolerations = std::move(*tolerations);
  }
  return out;
}

std::string leaseWords(const cluster::Snapshot& snapshot, const Asked& asked) {
  return asked.expires.isSet() ? "for " + words::duration(asked.expires - snapshot.time) + ", until " + formatTime(asked.expires)
                               : std::string("without end");
}

void blockPlan(ActionPlan& plan, std::string title, std::string detail, std::string option) {
  plan.blockers.push_back({Mark::blocked, std::move(title), std::move(detail), {}, {}, std::move(option)});
}

void warnPlan(ActionPlan& plan, Mark mark, std::string title, std::string detail) {
  plan.warnings.push_back({mark, std::move(title), std::move(detail), {}, {}, {}});
}

}  // namespace claimscope::actions
