#include "model/actions/preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

#include "model/actions/execution.h"
#include "model/actions/json_line.h"
#include "model/actions/object_check.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kAtATime = 8;

std::string reviewOf(const Need& need) {
  Json attributes = {{"verb", need.verb}, {"group", need.group}, {"resource", need.resource}};
  if (!need.subresource.empty()) {
    attributes["subresource"] = need.subresource;
  }
  if (!need.namespaceName.empty()) {
    attributes["namespace"] = need.namespaceName;
  }
  if (!need.name.empty()) {
    attributes["name"] = need.name;
  }
  const Json body = {{"apiVersion", "authorization.k8s.io/v1"},
                     {"kind", "SelfSubjectAccessReview"},
                     {"spec", {{"resourceAttributes", attributes}}}};
  return jsonLine(body);
}

std::string serverWords(const ApiAnswer& answer) {
  const Json status = Json::parse(answer.body, nullptr, false);
  if (status.is_object() && status.contains("message") && status["message"].is_string()) {
    return words::cut(words::oneLine(status["message"].get<std::string>()), 300);
  }
  return answer.error ? answer.error->message : fmt::format("HTTP {}", answer.status);
}

/// A name that YAML takes as it is: from our own tables, but a plan may come from a file.
std::string quoted(const std::string& text) {
  return jsonLine(Json(text));
}

/// A role for each namespace with missing permissions, a ClusterRole for what is cluster-wide, and how to bind them.
std::string missingRole(const std::vector<NeedAnswer>& needs, const std::string& user) {
  std::map<std::string, std::map<std::pair<std::string, std::string>, std::set<std::string>>> byNamespace;
  for (const NeedAnswer& answer : needs) {
    if (answer.permission != Permission::denied) {
      continue;
    }
    const Need& need = answer.need;
    const std::string resource = need.subresource.empty() ? need.resource : need.resource + "/" + need.subresource;
    byNamespace[need.namespaceName][{need.group, resource}].insert(need.verb);
  }
  std::string out;
  for (const auto& [where, rules] : byNamespace) {
    const bool cluster = where.empty();
    const std::string name = "claimscope-actions";
    out += fmt::format("{}apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: {}\n",
                       out.empty() ? "" : "---\n", cluster ? "ClusterRole" : "Role", name);
    if (!cluster) {
      out += "  namespace: " + quoted(where) + "\n";
    }
    out += "rules:\n";
    for (const auto& [what, verbs] : rules) {
      std::string list;
      for (const std::string& verb : verbs) {
        list += (list.empty() ? "" : ", ") + quoted(verb);
      }
      out += fmt::format("- apiGroups: [{}]\n  resources: [{}]\n  verbs: [{}]\n", quoted(what.first), quoted(what.second), list);
    }
    out += fmt::format("---\napiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: {}\n",
                       cluster ? "ClusterRoleBinding" : "RoleBinding", name);
    if (!cluster) {
      out += "  namespace: " + quoted(where) + "\n";
    }
    out += fmt::format(
        "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: {}\n  name: {}\nsubjects:\n- apiGroup: "
        "rbac.authorization.k8s.io\n"
        "  kind: User\n  name: {}\n",
        cluster ? "ClusterRole" : "Role", name, quoted(user.empty() ? "YOUR-USER" : user));
  }
  return out;
}

class Previewing : public std::enable_shared_from_this<Previewing> {
 public:
  Previewing(const ActionPlan& plan, std::shared_ptr<ApiWriter> writer, const Clock& clock, std::function<void(Previewed)> done)
      : m_plan(plan), m_writer(std::move(writer)), m_clock(clock), m_done(std::move(done)) {}

  void start() {
    for (const Need& need : m_plan.needs) {
      const bool known = std::any_of(m_out.needs.begin(), m_out.needs.end(), [&](const NeedAnswer& a) { return a.need == need; });
      if (!known) {
        m_out.needs.push_back({need, Permission::unknown, ""});
      }
    }
    for (const Step& step : m_plan.steps) {
      m_out.steps.push_back({step.id, StepPreview::Result::notTried, 0, "", {}});
    }
    m_tasks.push_back([this] { askWho(); });
    for (std::size_t i = 0; i < m_out.needs.size(); ++i) {
      m_tasks.push_back([this, i] { askNeed(i); });
    }
    m_next = [this] { tryRuns(); };
    go();
  }

 private:
  using Answered = std::function<void(const ApiAnswer&)>;

  /// Begins tasks while there is room; when all have ended, what comes next.
  void go() {
    std::vector<std::function<void()>> begin;
    std::function<void()> next;
    {
      const std::lock_guard lock(m_mutex);
      while (m_running < kAtATime && !m_tasks.empty()) {
        begin.push_back(std::move(m_tasks.front()));
        m_tasks.pop_front();
        ++m_running;
      }
      if (m_running == 0 && m_tasks.empty()) {
        next = std::exchange(m_next, nullptr);
      }
    }
    for (const auto& task : begin) {
      task();
    }
    if (next) {
      next();
    }
  }
  void send(ApiCall call, Answered answered) {
    m_writer->send(std::move(call),
                   [self = shared_from_this(), answered = std::move(answered)](const ApiAnswer& answer) { answered(answer); });
  }
  void taskEnded() {
    {
      const std::lock_guard lock(m_mutex);
      --m_running;
    }
    go();
  }

  void askWho() {
    send({"POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "application/json",
          R"({"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"})"},
         [this](const ApiAnswer& answer) {
           const Json review = Json::parse(answer.body, nullptr, false);
           const Json::json_pointer path("/status/userInfo/username");
           if (!answer.error && review.is_object() && review.contains(path) && review.at(path).is_string()) {
             const std::lock_guard lock(m_mutex);
             m_user = review.at(path).get<std::string>();
           }
           taskEnded();
         });
  }
  void askNeed(std::size_t index) {
    send(
        {"POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "application/json", reviewOf(m_out.needs[index].need)},
        [this, index](const ApiAnswer& answer) {
          NeedAnswer& out = m_out.needs[index];  // each task has its own
          const Json review = Json::parse(answer.body, nullptr, false);
          const Json status = review.is_object() ? review.value("status", Json::object()) : Json::object();
          if (answer.error || !status.is_object() || !status.contains("allowed") || !status["allowed"].is_boolean()) {
            out.reason = serverWords(answer);
          } else {
            out.permission = status["allowed"].get<bool>() ? Permission::allowed : Permission::denied;
            out.reason = status.contains("reason") && status["reason"].is_string()
                             ? words::cut(words::oneLine(status["reason"].get<std::string>()), 200)
                             : std::string();
          }
          taskEnded();
        });
  }

  void tryRuns() {
    m_out.allAllowed = std::all_of(m_out.needs.begin(), m_out.needs.end(),
                                   [](const NeedAnswer& answer) { return answer.permission == Permission::allowed; });
    const std::string why = m_out.allAllowed ? std::string() : "not tried: permissions are missing";
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
      if (!m_out.allAllowed) {
        m_out.steps[i].detail = why;
      } else if (!m_plan.steps[i].canDryRun) {
        m_out.steps[i].detail = "not tried: it depends on an earlier step";
      } else {
        m_tasks.push_back([this, i] { tryStep(i); });
      }
    }
    m_next = [this] { finish(); };
    go();
  }
  void tryStep(std::size_t index) {
    const Step& step = m_plan.steps[index];
    if (step.call.target.uid.empty() || step.call.verb == Verb::evict) {
      tryCall(index, {});
      return;
    }
    send(readOf(step.call.target), [this, index](const ApiAnswer& answer) {
      StepPreview& out = m_out.steps[index];
      const Step& read = m_plan.steps[index];
      if (answer.error) {
        out.status = answer.status;
        out.result = answer.status == 404 ? StepPreview::Result::refused : StepPreview::Result::unknown;
        out.detail = serverWords(answer);
        taskEnded();
        return;
      }
      const ObjectCheck check = checkObject(read, answer.body);
      if (!check.moved.empty()) {
        out.result = StepPreview::Result::refused;
        out.detail = check.moved;
        taskEnded();
        return;
      }
      tryCall(index, answer.body);
    });
  }
  void tryCall(std::size_t index, std::string before) {
    const Step& step = m_plan.steps[index];
    CallOptions options{true, {}, m_plan.id};
    if (step.exactVersion) {
      options.resourceVersion = step.call.target.resourceVersion;
    }
    send(requestOf(step.call, options), [this, index, before = std::move(before)](const ApiAnswer& answer) {
      StepPreview& out = m_out.steps[index];
      const Step& tried = m_plan.steps[index];
      out.status = answer.status;
      if (!answer.error) {
        out.result = StepPreview::Result::accepted;
        if (tried.call.verb == Verb::patch || tried.call.verb == Verb::create) {
          out.changes = fieldChanges(before, answer.body);
        }
      } else {
        out.detail = serverWords(answer);
        out.result = answer.status == 429 && tried.waitsForBudget ? StepPreview::Result::waits
                     : answer.status == 0                         ? StepPreview::Result::unknown
                                                                  : StepPreview::Result::refused;
      }
      taskEnded();
    });
  }

  void finish() {
    m_out.at = m_clock.now();
    m_out.nothingRefused = std::none_of(m_out.steps.begin(), m_out.steps.end(), [](const StepPreview& step) {
      return step.result == StepPreview::Result::refused || step.result == StepPreview::Result::unknown;
    });
    m_out.roleYaml = missingRole(m_out.needs, m_user);
    std::exchange(m_done, nullptr)(std::move(m_out));
  }

  const ActionPlan m_plan;
  std::shared_ptr<ApiWriter> m_writer;
  const Clock& m_clock;
  std::function<void(Previewed)> m_done;
  std::mutex m_mutex;
  std::deque<std::function<void()>> m_tasks;
  std::size_t m_running = 0;
  std::function<void()> m_next;  ///< when no task is left
  std::string m_user;
  Previewed m_out;
};

}  // namespace

void preview(const ActionPlan& plan, const std::shared_ptr<ApiWriter>& writer, const Clock& clock,
             std::function<void(Previewed)> done) {
  std::make_shared<Previewing>(plan, writer, clock, std::move(done))->start();
}

}  // namespace claimscope::actions
