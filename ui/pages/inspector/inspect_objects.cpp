// Content of claim templates, slices, events, quotas and taint rules. Pure; any thread.
#include <algorithm>
#include <set>

#include "model/quota/admission.h"
#include "model/quota/ledger.h"
#include "model/quota/scopes.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/tables/request_text.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::Snapshot;

/// ObjectRef of what an event is about; none for kinds that are not shown.
std::optional<ObjectRef> regarding(const Event& event) {
  const std::string_view noun = nounOf(event.objectKind.view());
  if (noun.empty()) {
    return std::nullopt;
  }
  return ObjectRef{std::string(noun), event.objectNamespace.str(), event.objectName.str()};
}

void addTaint(InspectorSection& section, const Taint& taint, Time now) {
  QString text = plain(taint.key.view());
  if (!taint.value.empty()) {
    text += QLatin1Char('=') + plain(taint.value.view());
  }
  InspectorRow& row = addRow(section, tell("Taint"), text + QLatin1Char(':') + plain(taint.effect.view()));
  row.role = FontRole::mono;
  row.ink = Ink::warning;
  if (taint.timeAdded.isSet()) {
    addRow(section, tell("Since"), tell("%1 ago").arg(age(std::max<std::int64_t>(0, now - taint.timeAdded))));
  }
}

void addDevices(InspectorContent& content, const Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& devices) {
  InspectorSection section{tell("Devices"), number(static_cast<std::int64_t>(devices.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(devices.size(), kMost); ++i) {
    const cluster::DeviceView& device = snapshot.inventory->devices[devices[i]];
    addLink(section, stateShortName(device.state), plain(device.name.view()), refOf(device)).state = device.state;
  }
  addMore(section, devices.size());
  if (!section.rows.empty()) {
    content.sections.push_back(std::move(section));
  }
}

}  // namespace

void inspectTemplate(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Claim template");
  const auto* found = snapshot.of<ResourceClaimTemplate>().find(Text(object.namespaceName), Text(object.name));
  if (found == nullptr) {
    content.gone = true;
    return;
  }
  content.chips.push_back({plain(object.namespaceName), {}, {}});
  InspectorSection section;
  for (const DeviceRequest& request : found->spec.requests) {
    const auto add = [&](const QString& label, const DeviceRequestBody& body) {
      addLink(section, label, requestText(body), {"class", {}, body.deviceClassName.str()});
    };
    if (request.exactly) {
      add(plain(request.name.view()), *request.exactly);
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      add(plain(request.name.view()) + QLatin1Char('/') + plain(body.name.view()), body);
    }
  }
  if (found->classic != nullptr) {
    addMono(section, tell("Classic class"), found->classic->resourceClassName.view());
  }
  addAge(section, found->meta.created, snapshot.time);
  content.sections.push_back(std::move(section));
  InspectorSection claims{tell("Claims made"), {}, {}, {}};
  InspectorSection pods{tell("Pods"), {}, {}, {}};
  std::size_t made = 0;
  std::set<cluster::Slot> users;
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    const ResourceClaim* made1 = snapshot.of<ResourceClaim>().at(claim.slot);
    const OwnerReference* owner =
        made1 == nullptr || !(made1->meta.namespaceName == found->meta.namespaceName) ? nullptr : made1->meta.controller();
    const cluster::Slot slot = owner != nullptr && owner->kind == "Pod"
                                   ? snapshot.of<Pod>().slotOf(made1->meta.namespaceName, owner->name)
                                   : cluster::kNoSlot;
    const Pod* pod = snapshot.of<Pod>().at(slot);
    if (pod == nullptr || !(templateOf(*pod, made1->meta) == found->meta.name)) {
      continue;
    }
    if (++made <= kMost) {
      InspectorRow& row = addLink(claims, plain(claim.state), plain(made1->meta.name.view()), refOf("claim", made1->meta));
      row.state = claimShape(claim.state).state;
      row.mark = claimShape(claim.state).mark;
    }
    if (users.insert(slot).second && users.size() <= kMost) {
      addLink(pods, plain(pod->statusWord()), plain(pod->meta.name.view()), refOf("pod", pod->meta));
    }
  }
  claims.scope = number(Count{static_cast<std::int64_t>(made), printedBound(snapshot, Kind::ResourceClaim)});
  pods.scope = number(Count{static_cast<std::int64_t>(users.size()), printedBound(snapshot, Kind::Pod)});
  addMore(claims, made);
  addMore(pods, users.size());
  for (InspectorSection* part : {&claims, &pods}) {
    if (part->rows.empty()) {
      addRow(*part, {}, tell("none")).ink = Ink::muted;
    }
    content.sections.push_back(std::move(*part));
  }
  for (const DeviceRequest& request : found->spec.requests) {
    for (const Text& selector : request.exactly ? request.exactly->selectors : List<Text>()) {
      content.sections.push_back({tell("Selector of %1").arg(plain(request.name.view())), {}, {}, plainLines(selector.view())});
    }
  }
  content.command = kubectlGet("resourceclaimtemplates", object.namespaceName, object.name);
  content.hasYaml = true;
}

void inspectSlice(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Resource slice");
  const cluster::Slot slot = snapshot.of<ResourceSlice>().slotOf(Text(), Text(object.name));
  const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(slot);
  if (slice == nullptr) {
    content.gone = true;
    return;
  }
  InspectorSection section;
  addMono(section, tell("Driver"), slice->driver.view());
  addLink(section, tell("Pool"), plain(slice->poolName.view()), {"pool", slice->driver.str(), slice->poolName.str()});
  if (!slice->nodeName.empty()) {
    addLink(section, tell("Node"), plain(slice->nodeName.view()), {"node", {}, slice->nodeName.str()});
  } else if (slice->allNodes) {
    addRow(section, tell("Node"), tell("every node"));
  }
  addRow(section, tell("Generation"), number(slice->poolGeneration));
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    if (pool.driver == slice->driver && pool.name == slice->poolName) {
      const bool old = slice->poolGeneration < pool.generation;
      content.chips.push_back({old             ? tell("old generation")
                               : pool.complete ? tell("pool complete")
                                               : tell("pool incomplete"),
                               {},
                               old || !pool.complete ? Mark::warning : Mark::ok});
      addRow(section, tell("Slices"), tell("%1 of %2 in the pool").arg(number(pool.seenSlices), number(pool.expectedSlices)));
      break;
    }
  }
  addAge(section, slice->meta.created, snapshot.time);
  content.sections.push_back(std::move(section));
  std::vector<cluster::DeviceIndex> devices;
  for (std::size_t i = 0; i < snapshot.inventory->devices.size(); ++i) {
    if (snapshot.inventory->devices[i].slice == slot) {
      devices.push_back(static_cast<cluster::DeviceIndex>(i));
    }
  }
  addDevices(content, snapshot, devices);
  InspectorSection counters{tell("Shared counters"), {}, {}, {}};
  for (const CounterSet& set : slice->sharedCounters) {
    for (const auto& [name, value] : set.counters) {
      if (counters.rows.size() < kMost) {
        addMono(counters, plain(set.name.view()) + QLatin1Char(' ') + plain(name.view()), value.text());
      }
    }
  }
  if (!counters.rows.empty()) {
    content.sections.push_back(std::move(counters));
  }
  content.command = kubectlGet("resourceslices", {}, object.name);
  content.hasYaml = true;
}

void inspectEvent(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Event");
  const Event* event = snapshot.of<Event>().find(Text(object.namespaceName), Text(object.name));
  if (event == nullptr) {
    content.gone = true;
    return;
  }
  content.name = plain(event->reason.view());
  content.chips.push_back({plain(event->type.view()), {}, event->type == "Warning" ? Mark::warning : Mark::notice});
  InspectorSection section;
  addRow(section, {}, plain(event->message.view()));
  content.sections.push_back(std::move(section));
  InspectorSection facts{tell("About"), {}, {}, {}};
  const QString name = plain(event->objectName.view());
  if (const auto target = regarding(*event)) {
    addLink(facts, plain(event->objectKind.view()), name, *target);
  } else {
    addRow(facts, plain(event->objectKind.view()), name).role = FontRole::mono;
  }
  if (!event->objectNamespace.empty()) {
    addMono(facts, tell("Namespace"), event->objectNamespace.view());
  }
  addRow(facts, tell("Count"), number(event->count));
  if (event->first.isSet()) {
    addRow(facts, tell("First seen"),
           tell("%1, %2 ago").arg(clockTime(event->first), age(std::max<std::int64_t>(0, snapshot.time - event->first))));
  }
  addRow(facts, tell("Last seen"),
         tell("%1, %2 ago").arg(clockTime(event->last), age(std::max<std::int64_t>(0, snapshot.time - event->last))));
  addMono(facts, tell("Source"), event->source.view());
  addMono(facts, tell("Name"), event->meta.name.view());
  content.sections.push_back(std::move(facts));
  content.command = kubectlGet("events", object.namespaceName, object.name);
  content.hasYaml = true;
}

namespace {

/// Who counts what, with the arithmetic of the worst case: the keys about claims of this quota.
void addWorstCases(const Snapshot& snapshot, const ResourceQuota& quota, InspectorContent& content) {
  const quota::Ledger ledger = quota::ledgerOf(snapshot, {quota.meta.namespaceName.str(), false});
  for (const quota::Row& row : ledger.rows) {
    if (!(row.quota == quota.meta.name) || row.recountedBound == Bound::unknown) {
      continue;
    }
    InspectorSection section{
        row.deviceClass.empty() ? plain(row.key.view()) : tell("Devices of %1").arg(plain(row.deviceClass.view())),
        row.deviceClass.empty() ? QString() : tell("%1 held").arg(number(row.holds)),
        {},
        {}};
    const QString recounted = QString::fromStdString(quota::amountText(row.recounted));
    InspectorRow& sum =
        addRow(section, tell("Counted again"),
               row.differs ? tell("%1, status says %2").arg(recounted, QString::fromStdString(quota::amountText(*row.used)))
                           : recounted);
    sum.ink = row.differs ? Ink::warning : Ink::primary;
    if (row.pending > 0) {
      addRow(section, tell("Pending"), QString::fromStdString(quota::amountText(row.pending)));
    }
    if (row.asked > 0) {
      addRow(section, tell("Still asked for"), QString::fromStdString(quota::amountText(row.asked))).ink =
          row.excess() > 0 ? Ink::warning : Ink::primary;
    }
    constexpr std::size_t kShown = 6;
    for (std::size_t i = 0; i < row.parts.size() && i < kShown; ++i) {
      const quota::Part& part = row.parts[i];
      const std::size_t slash = part.object.find('/');
      const QString amount = QString::fromStdString(quota::amountText(part.counts));
      const QString words = part.why.empty() ? amount : plain(part.why);
      addLink(section, plain(part.object.substr(slash == std::string::npos ? 0 : slash + 1)), words,
              {"claim", quota.meta.namespaceName.str(), part.object.substr(slash == std::string::npos ? 0 : slash + 1)});
    }
    addMore(section, static_cast<std::size_t>(row.partsInAll));
    content.sections.push_back(std::move(section));
  }
}

/// How many more claims of each template of the namespace its quotas would admit.
void addWouldFit(const Snapshot& snapshot, const ResourceQuota& quota, InspectorContent& content) {
  const quota::ExtendedResources extended(snapshot);
  std::vector<const ResourceQuota*> quotas;
  snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& one) {
    if (one.meta.namespaceName == quota.meta.namespaceName) {
      quotas.push_back(&one);
    }
  });
  InspectorSection section{tell("Would it fit"), tell("claims of a template"), {}, {}};
  snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& form) {
    if (!(form.meta.namespaceName == quota.meta.namespaceName) || section.rows.size() >= kMost) {
      return;
    }
    const quota::Ask ask{form.meta.name.str(), form.meta.namespaceName, {}, quota::usageOf(form.spec, extended), 1, {}};
    const quota::Verdict verdict = quota::admit(quotas, {ask}, extended, Bound::exact).front();
    if (verdict.fit) {
      InspectorRow& row =
          addLink(section, plain(form.meta.name.view()),
                  *verdict.fit == 0 ? tell("none: %1").arg(plain(verdict.tight ? verdict.tight->key.view() : std::string_view()))
                                    : tell("%1 more").arg(number(*verdict.fit)),
                  refOf("template", form.meta));
      row.mark = *verdict.fit == 0 ? std::optional(Mark::warning) : std::nullopt;
    }
  });
  if (!section.rows.empty()) {
    content.sections.push_back(std::move(section));
  }
}

}  // namespace

void inspectQuota(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Resource quota");
  const auto* quota = snapshot.of<ResourceQuota>().find(Text(object.namespaceName), Text(object.name));
  if (quota == nullptr) {
    content.gone = true;
    return;
  }
  content.chips.push_back({plain(object.namespaceName), {}, {}});
  InspectorSection section{tell("Used of the hard limit"), {}, {}, {}};
  if (quota::scoped(*quota)) {
    addRow(section, tell("Scopes"), plain(quota::scopesText(*quota)));
    addRow(section, {}, tell("counts only such pods, never claims")).ink = Ink::secondary;
  }
  for (const auto& [key, hard] : quota->hard) {
    const auto used = std::find_if(quota->used.begin(), quota->used.end(), [&](const auto& entry) { return entry.first == key; });
    const bool known = used != quota->used.end();
    const bool full = known && used->second >= hard;
    addRow(section, {}, plain(key.view())).role = FontRole::monoSmall;
    InspectorRow& row =
        addRow(section, {}, tell("%1 of %2").arg(known ? plain(used->second.text()) : QStringLiteral("?"), plain(hard.text())));
    row.mark = full ? std::optional(Mark::warning) : std::nullopt;
    row.ink = full ? Ink::warning : Ink::secondary;
    if (section.rows.size() >= 2 * kMost) {
      break;
    }
  }
  content.sections.push_back(std::move(section));
  addWorstCases(snapshot, *quota, content);
  addWouldFit(snapshot, *quota, content);
  InspectorSection waiting{tell("Refused by a quota here"), {}, {}, {}};
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    const Pod* pod = missing.heldAt == "quota" ? snapshot.of<Pod>().at(missing.pod) : nullptr;
    if (pod != nullptr && pod->meta.namespaceName == quota->meta.namespaceName && waiting.rows.size() < kMost) {
      addLink(waiting, {}, plain(pod->meta.name.view()), refOf("pod", pod->meta));
    }
  }
  if (!waiting.rows.empty()) {
    content.sections.push_back(std::move(waiting));
  }
  content.command = kubectlGet("resourcequotas", object.namespaceName, object.name);
  content.hasYaml = true;
}

void inspectTaintRule(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Device taint rule");
  const auto* rule = snapshot.of<DeviceTaintRule>().find(Text(), Text(object.name));
  if (rule == nullptr) {
    content.gone = true;
    return;
  }
  InspectorSection section;
  addTaint(section, rule->taint, snapshot.time);
  if (!rule->hasSelector) {
    addRow(section, tell("Selects"), tell("nothing: it has no selector")).ink = Ink::warning;
  }
  const auto add = [&](const QString& label, const Text& value) {
    if (!value.empty()) {
      addMono(section, label, value.view());
    }
  };
  if (!rule->deviceClassName.empty()) {
    addLink(section, tell("Class"), plain(rule->deviceClassName.view()), {"class", {}, rule->deviceClassName.str()});
  }
  add(tell("Driver"), rule->driver);
  add(tell("Pool"), rule->pool);
  add(tell("Device"), rule->device);
  addAge(section, rule->meta.created, snapshot.time);
  content.sections.push_back(std::move(section));
  InspectorSection says{tell("Its controller says"), {}, {}, {}};
  for (const Condition& condition : rule->conditions) {
    addRow(says, plain(condition.type.view()),
           plain(condition.message.empty() ? condition.status.view() : condition.message.view()));
  }
  if (!says.rows.empty()) {
    content.sections.push_back(std::move(says));
  }
  std::vector<cluster::DeviceIndex> devices;
  std::set<cluster::Slot> pods;
  for (std::size_t i = 0; i < snapshot.inventory->devices.size(); ++i) {
    const cluster::DeviceView& device = snapshot.inventory->devices[i];
    if (std::any_of(device.taints.begin(), device.taints.end(),
                    [&](const cluster::EffectiveTaint& taint) { return taint.rule == rule->meta.name; })) {
      devices.push_back(static_cast<cluster::DeviceIndex>(i));
      for (const cluster::ClaimIndex claim : device.claims) {
        pods.insert(snapshot.inventory->claims[claim].pods.begin(), snapshot.inventory->claims[claim].pods.end());
      }
    }
  }
  addDevices(content, snapshot, devices);
  InspectorSection users{tell("Pods that use them"), number(static_cast<std::int64_t>(pods.size())), {}, {}};
  for (const cluster::Slot slot : pods) {
    const Pod* pod = snapshot.of<Pod>().at(slot);
    if (pod != nullptr && users.rows.size() < kMost) {
      addLink(users, plain(pod->meta.namespaceName.view()), plain(pod->meta.name.view()), refOf("pod", pod->meta));
    }
  }
  addMore(users, pods.size());
  if (!users.rows.empty()) {
    content.sections.push_back(std::move(users));
  }
  for (const Text& selector : rule->selectors) {
    content.sections.push_back({tell("Selector"), {}, {}, plainLines(selector.view())});
  }
  content.command = kubectlGet("devicetaintrules", {}, object.name);
  content.hasYaml = true;
}

}  // namespace claimscope::ui::inspector
