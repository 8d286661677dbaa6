// Flow: what workflows are written with: steps that say what they looked at, and the verdict that follows from them. One thread.
#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnosis/examination.h"
#include "model/diagnosis/words.h"
#include "model/diagnosis/workflow.h"
#include "model/explanation/context.h"

namespace claimscope::diagnosis {

/// One step while it is made. It begins as unknown: a step that forgets to decide has decided nothing.
class Step {
 public:
  /// `title` is the suspicion: "The node is down".
  Step(std::string id, std::string title);

  Step& looked(std::string at);
  Step& proven(std::string found, std::string next = {});
  /// Proven too, but it follows from the cause that another step proves.
  Step& effect(std::string found);
  /// So, and worth knowing beside a cause, but no fault by itself: "the kubelet restarted".
  Step& context(std::string found);
  Step& ruledOut(std::string found);
  /// `missing` says what it would take to tell.
  Step& unknown(std::string missing);
  Step& skip(std::string why);
  /// A name of the cluster may be of any length; empty values are left out.
  Step& evidence(std::string object, std::string_view field, std::string value);
  Step& command(std::string line);
  Step& fix(std::string text, std::string effect, ActionRequest request, std::string command = {});
  Step& look(std::string text, std::string effect, std::string command);
  Step& fix(WorkflowFix fix);
  Step& object(ObjectRef object);

  [[nodiscard]] bool decided() const { return m_decided; }
  [[nodiscard]] bool isProven() const { return m_step.verdict == StepVerdict::proven; }
  /// Proven, and a fault.
  [[nodiscard]] bool isFault() const { return isProven() && !m_isContext; }
  [[nodiscard]] const WorkflowStep& step() const { return m_step; }

 private:
  Step& decide(StepVerdict verdict, std::string found);
  WorkflowStep m_step;
  bool m_decided = false;
  bool m_isContext = false;
};

class Flow {
 public:
  Flow(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object, const utilisation::Utilisation* use);

  const cluster::Snapshot& snapshot;
  const cluster::Inventory& inventory;
  const std::optional<ObjectRef>& object;
  const utilisation::Utilisation* use;
  const Examination examination;

  /// Allocators and nodes for explanations; made when first asked for.
  [[nodiscard]] const explanation::ExplanationContext& context();

  /// A new step; it stays where it is.
  Step& step(std::string id, std::string title);
  /// Another way to say the verdict than the found sentence of the first proven step.
  void conclude(std::string verdict, std::string detail);
  /// How bad it is when proven; warning where nothing else is said.
  void severity(Severity severity) { m_severity = severity; }
  [[nodiscard]] bool anythingProven() const;

  /// `quiet` is the sentence when every step is ruled out.
  [[nodiscard]] WorkflowResult finish(std::string_view workflow, std::string_view title, std::string quiet);

 private:
  std::deque<Step> m_steps;
  std::unique_ptr<explanation::ExplanationContext> m_context;
  std::string m_verdict;
  std::string m_detail;
  Severity m_severity = Severity::warning;
};

/// Why objects of these kinds that are not seen may be there all the same: "Pods are forbidden", "these files hold no Nodes";
/// empty when absence means absence. A kind that the server does not have is absent.
[[nodiscard]] std::string whyUnseen(const cluster::Snapshot& snapshot, std::initializer_list<Kind> kinds);
/// The server has no such kind.
[[nodiscard]] bool notServed(const cluster::Snapshot& snapshot, Kind kind);

/// "kubectl …", every word as a shell needs it.
[[nodiscard]] std::string kubectl(std::initializer_list<std::string_view> words);
/// "kubectl -n ns get pod name -o yaml" and the like; cluster-wide objects without -n.
[[nodiscard]] std::string kubectlGet(std::string_view resource, const Metadata& meta);
/// Events of one object.
[[nodiscard]] std::string kubectlEvents(std::string_view namespaceName, std::string_view kind, std::string_view name);

/// "ns/name", or the name of a cluster-wide object.
[[nodiscard]] std::string nameOf(const Metadata& meta);
/// There is no such object, or it may not be seen: what run() gives then.
[[nodiscard]] tl::unexpected<Error> noSuchObject(const cluster::Snapshot& snapshot, Kind kind, const ObjectRef& object);

/// What a fix of an explanation is as one of a workflow, with the guided action that does it where there is one.
[[nodiscard]] WorkflowFix fixOf(const cluster::Snapshot& snapshot, const explanation::Fix& fix);

/// The waiting pod, or claim, that an object of kind "claim" or "pod" names.
struct Found {
  cluster::ClaimIndex claim = cluster::kNone;
  cluster::Slot pod = cluster::kNoSlot;
};
[[nodiscard]] Result<Found> findSubject(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// The inventory's node; an error when nothing names it.
[[nodiscard]] Result<cluster::NodeIndex> findNode(const cluster::Snapshot& snapshot, const ObjectRef& object);

}  // namespace claimscope::diagnosis
