// FakeServer: an ApiWriter that answers like an API server over a few objects, in virtual time. Test thread.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/actions/api_writer.h"
#include "model/base/json_tree.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::actions {

/// Keeps a node "n1" and pods "p0" … in "ml"; what it was asked stands in `calls`. Answers are held back until deliver().
class FakeServer final : public ApiWriter {
 public:
  using Json = nlohmann::json;

  void send(ApiCall call, std::function<void(ApiAnswer)> done) override {
    calls.push_back(call);
    if (calls.size() > deadAfter) {
      if (calls.size() == deadAfter + 1 && lastArrives) {
        answerTo(call);
      }
      return;  // a process that is gone hears no answer
    }
    ApiAnswer answer = answerTo(call);
    m_answers.emplace_back(std::move(done), std::move(answer));
    if (!hold) {
      deliver();
    }
  }
  void deliver() {
    while (!m_answers.empty()) {
      auto [done, answer] = std::move(m_answers.front());
      m_answers.pop_front();
      done(answer);
    }
  }

  /// The cluster as a watch would tell it.
  [[nodiscard]] cluster::SnapshotPtr snapshot(const std::string& time = "2026-11-24T10:00:00Z") const {
    diagnosis::Scene scene;
    scene.at(time).node("n1", cordoned ? "'unschedulable':true" : "");
    for (const auto& [name, uid] : pods) {
      scene.add(
          Kind::Pod,
          "{'metadata':{'name':'" + name + "','namespace':'ml','uid':'" + uid +
              "','ownerReferences':[{'apiVersion':'apps/v1','kind':'StatefulSet','name':'set','uid':'uid-set','controller':true}]"
              "},'spec':{'nodeName':'n1','containers':[{'name':'c'}]},'status':{'phase':'Running','conditions':[{'type':'Ready',"
              "'status':'" +
              (notReady.count(name) != 0 ? "False" : "True") + "'}]}}");
    }
    return scene.snapshot();
  }

  [[nodiscard]] std::size_t count(const std::string& method, const std::string& part = {}) const {
    std::size_t out = 0;
    for (const ApiCall& call : calls) {
      out += call.method == method && call.path.find(part) != std::string::npos ? 1U : 0U;
    }
    return out;
  }
  /// Calls that would have changed something.
  [[nodiscard]] std::size_t mutations() const {
    std::size_t out = 0;
    for (const ApiCall& call : calls) {
      const bool asks = call.method == "GET" || call.path.find("reviews") != std::string::npos ||
                        call.path.find("dryRun=All") != std::string::npos;
      out += asks ? 0U : 1U;
    }
    return out;
  }

  std::vector<ApiCall> calls;
  std::map<std::string, std::string> pods;    ///< name -> uid
  std::map<std::string, int> budgetRefusals;  ///< pod -> 429 so many times
  std::map<std::string, ApiAnswer> scripted;  ///< path (without query) -> what is answered instead
  std::set<std::string> notReady;             ///< pods that are not
  std::set<std::string> denied;               ///< "verb resource[/subresource]" that reviews refuse
  bool cordoned = false;
  bool leave = true;  ///< an evicted pod is gone at once
  bool hold = false;
  std::size_t deadAfter = SIZE_MAX;  ///< so many requests are answered; then the process that asks is gone
  bool lastArrives = false;          ///< the first that is not answered has been carried out all the same
  std::string nodeUid = "uid-n1";
  int nodeVersion = 7;
  int conflicts = 0;  ///< patches of the node that find another version first

 private:
  static ApiAnswer refuse(int status, const std::string& reason, const std::string& message,
                          const Json& details = Json::object()) {
    const Json body = {{"kind", "Status"},   {"status", "Failure"}, {"reason", reason},
                       {"message", message}, {"code", status},      {"details", details}};
    return {status, body.dump(), Error{ErrorCode::serverError, message, "", {}, status}};
  }
  [[nodiscard]] Json node() const {
    Json out = {{"kind", "Node"},
                {"metadata", {{"name", "n1"}, {"uid", nodeUid}, {"resourceVersion", std::to_string(nodeVersion)}}},
                {"spec", Json::object()}};
    if (cordoned) {
      out["spec"]["unschedulable"] = true;
    }
    return out;
  }
  ApiAnswer review(const ApiCall& call) const {
    const Json body = Json::parse(call.body);
    if (!body.contains("spec")) {
      return {201, R"({"status":{"userInfo":{"username":"kim"}}})", {}};
    }
    const Json& attributes = body["spec"]["resourceAttributes"];
    const std::string what = attributes.value("verb", "") + " " + attributes.value("resource", "") +
                             (attributes.contains("subresource") ? "/" + attributes.value("subresource", "") : "");
    const bool allowed = denied.count(what) == 0;
    return {201, Json{{"status", {{"allowed", allowed}, {"reason", allowed ? "" : "RBAC: no"}}}}.dump(), {}};
  }
  ApiAnswer patchNode(const ApiCall& call, bool dryRun) {
    const Json patch = Json::parse(call.body);
    if (conflicts > 0) {
      --conflicts;
      ++nodeVersion;
      return refuse(409, "Conflict", "the object has been modified");
    }
    const std::string version = patch.contains("metadata") ? patch["metadata"].value("resourceVersion", "") : "";
    if (!version.empty() && version != std::to_string(nodeVersion)) {
      return refuse(409, "Conflict", "the object has been modified");
    }
    Json after = node();
    after.merge_patch(patch);
    if (!dryRun) {
      cordoned = after["spec"].value("unschedulable", false);
      after["metadata"]["resourceVersion"] = std::to_string(++nodeVersion);
    }
    return {200, after.dump(), {}};
  }
  ApiAnswer evict(const std::string& name, const ApiCall& call, bool dryRun) {
    const auto pod = pods.find(name);
    if (pod == pods.end()) {
      return refuse(404, "NotFound", "pods \"" + name + "\" not found");
    }
    const std::string uid = Json::parse(call.body)["deleteOptions"]["preconditions"].value("uid", "");
    if (uid != pod->second) {
      return refuse(409, "Conflict", "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + pod->second);
    }
    if (budgetRefusals[name] > 0) {
      budgetRefusals[name] -= dryRun ? 0 : 1;
      return refuse(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.",
                    {{"causes", {{{"reason", "DisruptionBudget"}, {"message", "needs 2"}}}}});
    }
    if (!dryRun && leave) {
      pods.erase(pod);
    }
    return {201, R"({"kind":"Status","status":"Success"})", {}};
  }
  ApiAnswer answerTo(const ApiCall& call) {
    const std::string path = call.path.substr(0, call.path.find('?'));
    const bool dryRun = call.path.find("dryRun=All") != std::string::npos;
    if (const auto fixed = scripted.find(path); fixed != scripted.end()) {
      return fixed->second;
    }
    if (path.find("reviews") != std::string::npos) {
      return review(call);
    }
    if (path == "/api/v1/nodes/n1") {
      return call.method == "GET" ? ApiAnswer{200, node().dump(), {}} : patchNode(call, dryRun);
    }
    const std::string prefix = "/api/v1/namespaces/ml/pods/";
    if (path.rfind(prefix, 0) == 0) {
      return evict(path.substr(prefix.size(), path.find("/eviction") - prefix.size()), call, dryRun);
    }
    return refuse(404, "NotFound", "nothing at " + path);
  }

  std::deque<std::pair<std::function<void(ApiAnswer)>, ApiAnswer>> m_answers;
};

/// Cordon n1, then evict each pod, as a drain does.
inline ActionPlan drainLike(const FakeServer& server) {
  const cluster::SnapshotPtr snapshot = server.snapshot();
  ActionPlan plan = newPlan(*snapshot, {"drain_node", {{"node", "", "n1"}}, {}, {}});
  plan.title = "Drain n1";
  Step cordon;
  cordon.id = "cordon:n1";
  cordon.title = "Cordon n1";
  cordon.call = {Verb::patch, targetOf(*snapshot, *snapshot->of<Node>().find({}, Text("n1"))),
                 "application/strategic-merge-patch+json", R"({"spec":{"unschedulable":true}})", "kubectl cordon n1"};
  cordon.guards = {{"/spec/unschedulable", ""}};
  cordon.until = Expectation{Expectation::Kind::nodeUnschedulable, {"node", "", "n1"}};
  cordon.inverse = Call{Verb::patch, cordon.call.target, "application/strategic-merge-patch+json",
                        R"({"spec":{"unschedulable":null}})", "kubectl uncordon n1"};
  plan.steps.push_back(cordon);
  plan.needs.push_back({"patch", "", "nodes"});
  plan.needs.push_back({"create", "", "pods", "eviction", "ml"});
  snapshot->of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    Step evict;
    evict.id = "evict:ml/" + pod.meta.name.str();
    evict.title = "Evict ml/" + pod.meta.name.str();
    evict.call = {Verb::evict, targetOf(*snapshot, pod), "", "", ""};
    evict.after = {"cordon:n1"};
    evict.until = Expectation{Expectation::Kind::podGone, {"pod", "ml", pod.meta.name.str()}, pod.meta.uid.str()};
    evict.waitsForBudget = true;
    evict.essential = false;
    plan.steps.push_back(evict);
  });
  plan.verify.push_back({Expectation::Kind::nodeDrained, {"node", "", "n1"}});
  plan.timeoutMs = 15 * 60'000;
  seal(plan);
  return plan;
}

}  // namespace claimscope::actions
