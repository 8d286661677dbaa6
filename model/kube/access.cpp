#include "model/kube/access.h"

#include <algorithm>
#include <array>

#include "model/base/access_words.h"
#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/kube/answer_field.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

constexpr std::size_t kAtOnce = 4;
constexpr std::size_t kLongestReason = 400;
constexpr const char* kAccessPath = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
/// Who we are is v1 since 1.28; before that it was off or in these.
constexpr std::array<const char*, 3> kWhoVersions = {"v1", "v1beta1", "v1alpha1"};

struct Write {
  const char* group;
  const char* resource;
  const char* subresource;
  const char* verb;
};
/// What guided actions and Troubleshoot do beyond reading.
constexpr std::array<Write, 12> kWrites = {{
    {"", "pods", "log", "get"},
    {"", "pods", "eviction", "create"},
    {"", "pods", "", "create"},
    {"", "pods", "", "delete"},
    {"", "nodes", "", "patch"},
    {"resource.k8s.io", "resourceclaims", "", "create"},
    {"resource.k8s.io", "resourceclaims", "", "patch"},
    {"resource.k8s.io", "resourceclaims", "", "delete"},
    {"resource.k8s.io", "resourceclaimtemplates", "", "create"},
    {"resource.k8s.io", "devicetaintrules", "", "create"},
    {"resource.k8s.io", "devicetaintrules", "", "patch"},
    {"resource.k8s.io", "devicetaintrules", "", "delete"},
}};

bool isTrue(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace

std::vector<AccessRule> accessQuestions(const std::vector<ApiResource>& kinds) {
  std::vector<AccessRule> rules;
  const auto add = [&](const std::string& group, const std::string& resource, const char* subresource, const char* verb) {
    AccessRule rule;
    rule.group = group;
    rule.resource = resource;
    rule.subresource = subresource;
    rule.verb = verb;
    rules.push_back(std::move(rule));
  };
  std::vector<ApiResource> ordered = kinds;  // what the program is about stands first
  std::stable_partition(ordered.begin(), ordered.end(), [](const ApiResource& kind) { return kind.group == "resource.k8s.io"; });
  for (const ApiResource& kind : ordered) {
    for (const char* verb : {"list", "watch", "get"}) {
      add(kind.group, kind.resource, "", verb);
    }
  }
  for (const Write& write : kWrites) {
    const bool served = std::any_of(kinds.begin(), kinds.end(), [&](const ApiResource& kind) {
      return kind.group == write.group && kind.resource == write.resource;
    });
    if (served) {
      add(write.group, write.resource, write.subresource, write.verb);
    }
  }
  return rules;
}

std::string reviewOf(const AccessRule& rule, const std::string& namespaceName) {
  json attributes = {{"verb", rule.verb}, {"group", rule.group}, {"resource", rule.resource}};
  if (!rule.subresource.empty()) {
    attributes["subresource"] = rule.subresource;
  }
  if (!namespaceName.empty()) {
    attributes["namespace"] = namespaceName;
  }
  const json document = {{"apiVersion", "authorization.k8s.io/v1"},
                         {"kind", "SelfSubjectAccessReview"},
                         {"spec", {{"resourceAttributes", attributes}}}};
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

AccessAnswer readReview(const std::string& bytes) {
  const json document = json::parse(bytes, nullptr, false);
  const auto status = document.is_object() ? document.find("status") : document.end();
  if (!document.is_object() || status == document.end() || !status->is_object() || !status->contains("allowed") ||
      !(*status)["allowed"].is_boolean()) {
    return {};
  }
  if (isTrue(*status, "allowed") && !isTrue(*status, "denied")) {
    return {Permission::allowed, {}};
  }
  // An evaluation error beside a "no" is its reason: an authorizer could not look further and nobody said yes.
  std::string reason = textField(*status, "reason");
  if (const std::string error = textField(*status, "evaluationError"); !error.empty()) {
    reason += (reason.empty() ? "" : "; ") + error;
  }
  return {Permission::denied, log::redact(reason.substr(0, kLongestReason))};
}

AccessReview::AccessReview(Post post, const Clock& clock, std::vector<AccessRule> rules, const std::string& namespaceName)
    : m_post(std::move(post)), m_clock(clock) {
  m_report.namespaceName = namespaceName;
  m_report.rules = std::move(rules);
  for (std::size_t i = m_report.rules.size(); i-- > 0;) {
    m_waiting.push_back({i, false});
  }
}

void AccessReview::start(Done done) {
  m_done = std::move(done);
  askWho(0);
}

void AccessReview::askWho(std::size_t version) {
  const std::string group = std::string("authentication.k8s.io/") + kWhoVersions[version];
  const json document = {{"apiVersion", group}, {"kind", "SelfSubjectReview"}};
  m_post("/apis/" + group + "/selfsubjectreviews", document.dump(),
         [self = shared_from_this(), version](const Result<std::string>& answer) { self->onWho(version, answer); });
}

void AccessReview::onWho(std::size_t version, const Result<std::string>& answer) {
  if (!answer && answer.error().code == ErrorCode::notFound && version + 1 < kWhoVersions.size()) {
    askWho(version + 1);
    return;
  }
  if (answer) {
    const json document = json::parse(*answer, nullptr, false);
    const json& status = document.is_object() && document.contains("status") ? document["status"] : document;
    if (status.is_object() && status.contains("userInfo")) {
      const json& user = status["userInfo"];
      m_report.user = textField(user, "username");
      if (user.is_object() && user.contains("groups") && user["groups"].is_array()) {
        for (const json& group : user["groups"]) {
          if (group.is_string()) {
            m_report.groups.push_back(group.get<std::string>());
          }
        }
      }
    }
  }
  askMore();
}

/// Posts outside the lock: an answer may come at once, on this thread.
void AccessReview::askMore() {
  for (;;) {
    Question next{};
    std::string body;
    {
      std::unique_lock lock(m_mutex);
      if (m_waiting.empty() || m_report.error || m_asked >= kAtOnce) {
        if (m_asked == 0 && m_done) {
          const Done done = std::exchange(m_done, nullptr);
          AccessReport report = finish();
          lock.unlock();
          done(std::move(report));
        }
        return;
      }
      next = m_waiting.back();
      m_waiting.pop_back();
      ++m_asked;
      body = reviewOf(m_report.rules[next.rule], next.inNamespace ? m_report.namespaceName : std::string());
    }
    m_post(kAccessPath, std::move(body),
           [self = shared_from_this(), next](const Result<std::string>& answer) { self->onAnswer(next, answer); });
  }
}

void AccessReview::onAnswer(Question question, const Result<std::string>& answer) {
  {
    const std::lock_guard lock(m_mutex);
    --m_asked;
    if (answer) {
      take(question, readReview(*answer));
    } else if (!m_report.error) {
      // The next question would be answered alike; what is known until now is kept.
      m_report.error = answer.error();
      if (answer.error().code == ErrorCode::notFound) {
        m_report.error->code = ErrorCode::notServed;
        m_report.error->message = "this API server does not answer questions about permissions (no authorization.k8s.io/v1)";
        m_report.error->fix = "What may be read shows in the sources";
      }
    }
  }
  askMore();
}

/// With the mutex held.
void AccessReview::take(Question question, const AccessAnswer& answer) {
  AccessRule& rule = m_report.rules[question.rule];
  if (question.inNamespace) {
    rule.inNamespace = answer.permission;
    return;
  }
  rule.cluster = answer.permission;
  rule.reason = answer.reason;
  if (answer.permission == Permission::denied && isNamespaced(rule) && !m_report.namespaceName.empty()) {
    m_waiting.push_back({question.rule, true});
  } else {
    rule.inNamespace = answer.permission;
  }
}

AccessReport AccessReview::finish() {
  m_report.at = m_clock.now();
  const bool silent = std::all_of(m_report.rules.begin(), m_report.rules.end(),
                                  [](const AccessRule& rule) { return rule.cluster == Permission::unknown; });
  if (silent && !m_report.rules.empty() && !m_report.error) {
    m_report.error = Error{ErrorCode::serverError,
                           "the answers to SelfSubjectAccessReview could not be read",
                           "Something between may change the answers of the API server",
                           {},
                           0};
  }
  return std::move(m_report);
}

}  // namespace claimscope::kube
