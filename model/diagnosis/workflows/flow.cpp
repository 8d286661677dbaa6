#include "model/diagnosis/workflows/flow.h"

#include <algorithm>

#include "model/base/log.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/verdict.h"
#include "model/diagnosis/workflows/driver_pods.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::size_t kTextLength = 400;
constexpr std::size_t kValueLength = 1000;

std::string cleanLine(std::string_view text, std::size_t length) {
  return cut(oneLine(log::redact(text)), length);
}

/// Commands keep their own line ends and lose everything else that could act on a terminal.
std::string cleanCommand(std::string_view command) {
  std::string out;
  while (!command.empty()) {
    const std::size_t end = command.find('\n');
    out += (out.empty() ? "" : "\n") + oneLine(command.substr(0, end));
    command.remove_prefix(end == std::string_view::npos ? command.size() : end + 1);
  }
  return out;
}

WorkflowStep cleaned(WorkflowStep step) {
  step.title = cleanLine(step.title, kTitleLength);
  step.looked = cleanLine(step.looked, kTextLength);
  step.found = cleanLine(step.found, kTextLength);
  step.next = cleanLine(step.next, kTextLength);
  step.command = cleanCommand(step.command);
  for (Evidence& item : step.evidence) {
    item.object = cleanLine(item.object, kTextLength);
    item.field = cleanLine(item.field, kTextLength);
    item.value = cleanLine(item.value, kValueLength);
  }
  for (WorkflowFix& fix : step.fixes) {
    fix.text = cleanLine(fix.text, kTextLength);
    fix.effect = cleanLine(fix.effect, kTextLength);
    fix.command = cleanCommand(fix.command);
  }
  return step;
}

std::string sentence(std::string text) {
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos) {
    text += '.';
  }
  return text;
}

}  // namespace

Step::Step(std::string id, std::string title) {
  m_step.id = std::move(id);
  m_step.title = std::move(title);
  m_step.verdict = StepVerdict::notReached;
}

Step& Step::decide(StepVerdict verdict, std::string found) {
  m_isContext = false;
  m_step.verdict = verdict;
  m_step.found = std::move(found);
  m_decided = true;
  return *this;
}

Step& Step::looked(std::string at) {
  m_step.looked = std::move(at);
  return *this;
}
Step& Step::proven(std::string found, std::string next) {
  m_step.next = std::move(next);
  m_step.effect = false;
  return decide(StepVerdict::proven, std::move(found));
}
Step& Step::effect(std::string found) {
  m_step.effect = true;
  return decide(StepVerdict::proven, std::move(found));
}
Step& Step::context(std::string found) {
  effect(std::move(found));
  m_isContext = true;
  return *this;
}
Step& Step::ruledOut(std::string found) {
  return decide(StepVerdict::ruledOut, std::move(found));
}
Step& Step::unknown(std::string missing) {
  return decide(StepVerdict::unknown, std::move(missing));
}
Step& Step::skip(std::string why) {
  return decide(StepVerdict::notReached, std::move(why));
}

Step& Step::evidence(std::string object, std::string_view field, std::string value) {
  if (!value.empty() && m_step.evidence.size() < kMaxEvidence) {
    m_step.evidence.push_back({std::move(object), std::string(field), std::move(value)});
  }
  return *this;
}
Step& Step::command(std::string line) {
  m_step.command += (m_step.command.empty() ? "" : "\n") + line;
  return *this;
}
Step& Step::fix(std::string text, std::string effect, ActionRequest request, std::string command) {
  return fix(WorkflowFix{std::move(text), std::move(effect), std::move(request), std::move(command)});
}
Step& Step::look(std::string text, std::string effect, std::string command) {
  return fix(WorkflowFix{std::move(text), std::move(effect), std::nullopt, std::move(command)});
}
Step& Step::fix(WorkflowFix fix) {
  m_step.fixes.push_back(std::move(fix));
  return *this;
}
Step& Step::object(ObjectRef object) {
  if (m_step.objects.size() < kMaxObjects &&
      std::find(m_step.objects.begin(), m_step.objects.end(), object) == m_step.objects.end()) {
    m_step.objects.push_back(std::move(object));
  }
  return *this;
}

Flow::Flow(const cluster::Snapshot& examined, const std::optional<ObjectRef>& about, const utilisation::Utilisation* busy)
    : snapshot(examined), inventory(*examined.inventory), object(about), use(busy), examination(examined, busy) {}

const explanation::ExplanationContext& Flow::context() {
  if (m_context == nullptr) {
    m_context = std::make_unique<explanation::ExplanationContext>(snapshot);
  }
  return *m_context;
}

Step& Flow::step(std::string id, std::string title) {
  const auto same = std::count_if(m_steps.begin(), m_steps.end(),
                                  [&](const Step& made) { return made.step().id == id || made.step().id.starts_with(id + "#"); });
  return m_steps.emplace_back(same == 0 ? std::move(id) : id + "#" + std::to_string(same + 1), std::move(title));
}

void Flow::conclude(std::string verdict, std::string detail) {
  m_verdict = std::move(verdict);
  m_detail = std::move(detail);
}

bool Flow::anythingProven() const {
  return std::any_of(m_steps.begin(), m_steps.end(), [](const Step& step) { return step.isFault(); });
}

WorkflowResult Flow::finish(std::string_view workflow, std::string_view title, std::string quiet) {
  WorkflowResult out;
  out.workflow = workflow;
  out.title = title;
  out.object = object ? object->str() : std::string();
  out.computedFrom = snapshot.time;
  const WorkflowStep* cause = nullptr;
  std::vector<std::string> also;
  std::vector<std::string> unknown;
  for (const Step& made : m_steps) {
    const WorkflowStep& step = made.step();
    if (made.isFault()) {
      cause = cause == nullptr || (cause->effect && !step.effect) ? &step : cause;
    } else if (step.verdict == StepVerdict::unknown) {
      unknown.push_back(step.found);
    }
  }
  for (const Step& made : m_steps) {
    if (made.isProven() && &made.step() != cause) {
      also.push_back(sentence(made.step().found));
    }
  }
  if (cause != nullptr) {
    out.outcome = StepVerdict::proven;
    out.severity = m_severity;
    out.verdict = sentence(cause->found);
    for (const std::string& text : also) {
      out.detail += (out.detail.empty() ? "" : " ") + text;
    }
    out.detail = out.detail.empty() ? sentence(cause->next) : out.detail;
  } else if (!unknown.empty()) {
    out.outcome = StepVerdict::unknown;
    out.verdict = "No fault is proven, and " + counted(static_cast<std::int64_t>(unknown.size()), "step") + " of " +
                  std::to_string(m_steps.size()) + " could not be told.";
    out.detail = sentence("Missing: " + listed(unknown, 3));
  } else {
    out.outcome = StepVerdict::ruledOut;
    out.verdict = sentence(std::move(quiet));
    out.detail = counted(static_cast<std::int64_t>(m_steps.size()), "step") + " looked, all ruled out.";
  }
  if (!m_verdict.empty()) {
    out.verdict = sentence(m_verdict);
    out.detail = m_detail;
  }
  out.verdict = cleanLine(out.verdict, kTextLength);
  out.detail = cleanLine(out.detail, kTextLength);
  for (const Step& made : m_steps) {
    out.steps.push_back(cleaned(made.step()));
  }
  return out;
}

bool notServed(const cluster::Snapshot& snapshot, Kind kind) {
  return snapshot.source(kind).status.state == SourceState::notServed;
}

std::string whyUnseen(const cluster::Snapshot& snapshot, std::initializer_list<Kind> kinds) {
  for (const Kind kind : kinds) {
    const cluster::Source& source = snapshot.source(kind);
    if (source.status.state == SourceState::notServed) {
      continue;
    }
    if (std::string why = unreadable(snapshot, {kind}); !why.empty()) {
      return why;
    }
    if (source.skipped > 0) {
      return counted(static_cast<std::int64_t>(source.skipped), "object") + " of kind " + kindRequest(kind).kind +
             " could not be read";
    }
    if (snapshot.boundOf(kind) != Bound::exact) {
      return pluralOf(kind) + " are seen in part only";
    }
    const bool empty = visitKind(kind, [&](auto tag) { return snapshot.of<typename decltype(tag)::type>().empty(); });
    if (snapshot.server.origin == Origin::files && empty) {
      return "these files hold no " + pluralOf(kind);
    }
  }
  return {};
}

std::string kubectl(std::initializer_list<std::string_view> words) {
  std::string out = "kubectl";
  for (const std::string_view word : words) {
    // Flags are ours; what comes from a cluster is quoted where a shell needs it.
    const bool flag = word.starts_with("-");
    out += " " + (flag ? std::string(word) : shellWord(word));
  }
  return out;
}

std::string kubectlGet(std::string_view resource, const Metadata& meta) {
  return meta.namespaceName.empty() ? kubectl({"get", resource, meta.name.view(), "-o", "yaml"})
                                    : kubectl({"-n", meta.namespaceName.view(), "get", resource, meta.name.view(), "-o", "yaml"});
}

std::string kubectlEvents(std::string_view namespaceName, std::string_view kind, std::string_view name) {
  const std::string selector = "involvedObject.kind=" + std::string(kind) + ",involvedObject.name=" + std::string(name);
  const std::string where = namespaceName.empty() ? "-A" : "-n " + shellWord(namespaceName);
  return "kubectl get events " + where + " --field-selector " + shellWord(selector);
}

std::string nameOf(const Metadata& meta) {
  return meta.namespaceName.empty() ? meta.name.str() : meta.namespaceName.str() + "/" + meta.name.str();
}

tl::unexpected<Error> noSuchObject(const cluster::Snapshot& snapshot, Kind kind, const ObjectRef& object) {
  const SourceStatus& status = snapshot.source(kind).status;
  if (status.error && (status.state == SourceState::forbidden || status.state == SourceState::failed)) {
    return fail(*status.error);
  }
  const std::string name = object.namespaceName.empty() ? object.name : object.namespaceName + "/" + object.name;
  const std::string why = whyUnseen(snapshot, {kind});
  return fail(ErrorCode::notFound, "there is no " + object.kind + " " + name + (why.empty() ? "" : " to be seen: " + why),
              "See claimscope get " + object.kind + "s" + (kindRequest(kind).namespaced ? " -A" : ""));
}

WorkflowFix fixOf(const cluster::Snapshot& snapshot, const explanation::Fix& fix) {
  WorkflowFix out{fix.text, fix.effect + (fix.sideEffect.empty() ? "" : " " + fix.sideEffect), std::nullopt, fix.command};
  const std::size_t colon = fix.id.find(':');
  const std::string sort = fix.id.substr(0, colon);
  const std::string rest = colon == std::string::npos ? std::string() : fix.id.substr(colon + 1);
  const std::size_t slash = rest.find('/');
  if (sort == "release" && slash != std::string::npos) {
    ActionRequest request{"release_claim", {}, {}, {}};
    for (std::size_t at = 0; at < rest.size();) {
      const std::size_t end = std::min(rest.find(',', at), rest.size());
      const std::string name = rest.substr(at, end - at);
      const std::size_t parts = name.find('/');
      request.objects.push_back({"claim", name.substr(0, parts), parts == std::string::npos ? "" : name.substr(parts + 1)});
      at = end + 1;
    }
    out.request = std::move(request);
  } else if (sort == "uncordon" && !rest.empty()) {
    out.request = ActionRequest{"uncordon_node", {{"node", "", rest}}, {}, {}};
  } else if (sort == "restart-driver" && slash != std::string::npos) {
    const Pod* pod = snapshot.of<Pod>().find(Text(rest.substr(0, slash)), Text(rest.substr(slash + 1)));
    const Text driver = pod == nullptr ? Text() : driverOfPod(snapshot, *pod);
    if (!driver.empty()) {
      out.request = restartDriver(driver, pod->nodeName);
    }
  } else if (sort == "repair-pool" && slash != std::string::npos) {
    const Text driver(rest.substr(0, slash));
    const Text pool(rest.substr(slash + 1));
    for (const cluster::PoolView& view : snapshot.inventory->pools) {
      if (view.driver == driver && view.name == pool && !view.node.empty()) {
        out.request = restartDriver(driver, view.node);
      }
    }
  }
  return out;
}

Result<Found> findSubject(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  Found out;
  const Text namespaceName(object.namespaceName);
  const Text name(object.name);
  if (object.kind == "pod") {
    out.pod = snapshot.of<Pod>().slotOf(namespaceName, name);
    return out.pod == cluster::kNoSlot ? Result<Found>(noSuchObject(snapshot, Kind::Pod, object)) : out;
  }
  const cluster::Slot slot = snapshot.of<ResourceClaim>().slotOf(namespaceName, name);
  out.claim = slot == cluster::kNoSlot ? cluster::kNone : snapshot.inventory->findClaim(slot);
  return out.claim == cluster::kNone ? Result<Found>(noSuchObject(snapshot, Kind::ResourceClaim, object)) : out;
}

Result<cluster::NodeIndex> findNode(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const cluster::NodeIndex index = snapshot.inventory->findNode(Text(object.name));
  return index == cluster::kNone ? Result<cluster::NodeIndex>(noSuchObject(snapshot, Kind::Node, object)) : index;
}

}  // namespace claimscope::diagnosis
