// Who may write what DRA stands on: inventory, classes, taint rules, allocations, claims, and the label that allows admin access.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/diagnosis/words.h"
#include "model/posture/posture.h"
#include "model/survey/questions.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;
using survey::Deed;
using survey::Grant;
using survey::Subject;

struct Target {
  const char* what;
  Deed deed;
  bool namespaced;
  const char* meaning;  ///< what somebody can do with it
  const char* needed;   ///< which drivers' service accounts need it; empty: none
};

const std::vector<Target>& targets() {
  static const std::vector<std::string> kWrite = {"create", "update", "patch", "delete"};
  static const std::vector<std::string> kChange = {"update", "patch"};
  static const std::vector<Target> kTargets = {
      {"ResourceSlices",
       {"resource.k8s.io", "resourceslices", kWrite},
       false,
       "invents devices or takes them away on every node",
       "driver"},
      {"DeviceClasses", {"resource.k8s.io", "deviceclasses", kWrite}, false, "changes which devices every class gives", ""},
      {"DeviceTaintRules",
       {"resource.k8s.io", "devicetaintrules", kWrite},
       false,
       "evicts pods from any device, without a PodDisruptionBudget",
       ""},
      {"allocations of claims",
       {"resource.k8s.io", "resourceclaims/status", kChange},
       true,
       "takes devices past the scheduler",
       "driver"},
      {"ResourceClaims", {"resource.k8s.io", "resourceclaims", kWrite}, true, "takes devices, up to the quota", ""},
      {"labels of Namespaces", {"", "namespaces", kChange}, false, "can allow claims with admin access", ""},
  };
  return kTargets;
}

/// Service accounts that DRA drivers run as, "namespace/name".
std::set<std::string> driverAccounts(const survey::Facts& facts) {
  std::set<std::string> out;
  for (const auto& [set, known] : facts.driverSets) {
    if (known.known()) {
      out.insert(set.substr(0, set.find('/')) + "/" + known.value.serviceAccount);
    }
  }
  return out;
}

bool isAccountOf(const Subject& subject, const std::set<std::string>& accounts) {
  return subject.kind == "ServiceAccount" && accounts.count(subject.namespaceName + "/" + subject.name) > 0;
}

/// "kubectl auth can-i create resourceslices --as=jane".
std::string canI(const Grant& grant, const Target& target) {
  const std::string& resource = target.deed.resource;
  const std::size_t slash = resource.find('/');
  std::string out = "kubectl auth can-i " + grant.verbs.front() + " " + resource.substr(0, slash) +
                    (target.deed.group.empty() ? "" : "." + target.deed.group);
  if (slash != std::string::npos) {
    out += " --subresource=" + resource.substr(slash + 1);
  }
  if (!grant.namespaceName.empty()) {
    out += " -n " + words::shellWord(grant.namespaceName);
  }
  const Subject& subject = grant.subject;
  if (subject.kind == "ServiceAccount") {
    out += " --as=" + words::shellWord("system:serviceaccount:" + subject.namespaceName + ":" + subject.name);
  } else if (subject.kind == "Group") {
    out += " --as=nobody --as-group=" + words::shellWord(subject.name);
  } else {
    out += " --as=" + words::shellWord(subject.name);
  }
  return out;
}

class Writers {
 public:
  Writers(const Context& context, const survey::RoleBook& book)
      : m_context(context), m_book(book), m_accounts(driverAccounts(context.facts)) {}

  void run() {
    for (const Grant& grant : survey::grantsOf(m_book, {"*", "*", {"*"}}, true)) {
      if (grant.namespaceName.empty()) {
        m_everything.insert(grant.subject);
      }
    }
    for (const Target& target : targets()) {
      look(target);
    }
    tellEverything();
    tellDrivers();
  }

 private:
  void look(const Target& target) {
    std::map<Subject, Grant> seen;
    std::vector<Grant> people;
    for (const Grant& grant : survey::grantsOf(m_book, target.deed, target.namespaced)) {
      const bool driver = isAccountOf(grant.subject, m_accounts);
      WriterRow row;
      row.what = target.what;
      row.subject = grant.subject.text();
      row.verbs = words::joined(grant.verbs) + (grant.named ? " of named ones" : "");
      row.where = grant.namespaceName.empty() ? "everywhere" : grant.namespaceName;
      row.by = grant.binding + ", " + grant.role + (grant.aggregated ? " (aggregated)" : "");
      row.system = grant.subject.system();
      row.everything = m_everything.count(grant.subject) > 0;
      row.driver = driver;
      row.everybody = grant.subject.everybody();
      m_context.report.writers.push_back(row);
      if (row.everybody) {
        tellEverybody(target, grant);
      } else if (!row.system && !row.everything && !(driver && target.needed[0] != '\0') &&
                 seen.emplace(grant.subject, grant).second) {
        people.push_back(grant);
      }
    }
    tellPeople(target, people);
  }

  void tellEverybody(const Target& target, const Grant& grant) {
    Item item;
    item.rule = "writers-everybody";
    item.id = item.rule + ":" + target.deed.resource + ":" + grant.subject.name + ":" + grant.binding;
    item.area = Area::writers;
    item.severity = Severity::critical;
    item.namespaceName = grant.namespaceName;
    item.title =
        words::cut(std::string("Everybody may ") + words::joined(grant.verbs) + " " + target.what, diagnosis::kTitleLength);
    item.detail = grant.subject.text() + " holds it by " + grant.binding + ", which " + target.meaning;
    item.fix = "Delete the binding, or bind the people who need it";
    item.evidence.push_back({grant.binding, "subjects[]", grant.subject.text()});
    item.evidence.push_back({grant.role, "rules[]", words::joined(grant.verbs) + " " + target.deed.resource});
    item.command = canI(grant, target);
    m_context.add(std::move(item));
  }

  void tellPeople(const Target& target, const std::vector<Grant>& people) {
    const std::string resource = target.deed.resource;
    if (people.empty()) {
      return;
    }
    Item item;
    item.rule = "writers";
    item.id = item.rule + ":" + resource;
    item.area = Area::writers;
    // Making claims is what people are for; the rest is the operators'.
    item.severity = resource == "resourceclaims" ? Severity::notice : Severity::warning;
    std::vector<std::string> names;
    for (const Grant& grant : people) {
      if (std::find(names.begin(), names.end(), grant.subject.text()) == names.end()) {
        names.push_back(grant.subject.text());
      }
      if (item.evidence.size() < diagnosis::kMaxEvidence) {
        item.evidence.push_back({grant.binding, grant.role,
                                 grant.subject.text() + ": " + words::joined(grant.verbs) +
                                     (grant.namespaceName.empty() ? "" : " in " + grant.namespaceName)});
      }
    }
    item.title = words::cut(
        words::counted(static_cast<std::int64_t>(names.size()), "subject") + " beside the system may write " + target.what,
        diagnosis::kTitleLength);
    item.detail = "Each of them " + std::string(target.meaning) + ": " + words::listed(names);
    item.fix = resource == "resourceclaims" ? "Hold them with a ResourceQuota by class" : "Keep it to operators and drivers";
    item.command = canI(people.front(), target);
    m_context.add(std::move(item));
  }

  void tellEverything() {
    std::vector<std::string> names;
    for (const Subject& subject : m_everything) {
      if (!subject.system()) {
        names.push_back(subject.text());
      }
    }
    if (names.empty()) {
      return;
    }
    Item item;
    item.rule = "writers-everything";
    item.id = item.rule + ":cluster";
    item.area = Area::writers;
    item.severity = std::any_of(m_everything.begin(), m_everything.end(), [](const Subject& one) { return one.everybody(); })
                        ? Severity::critical
                        : Severity::notice;
    item.title = words::cut(words::counted(static_cast<std::int64_t>(names.size()), "subject") +
                                " beside system:masters may do everything, everywhere",
                            diagnosis::kTitleLength);
    item.detail = words::listed(names, 5) + "; they are left out of the lists below";
    item.fix = "Bind narrower roles to what is no operator";
    item.command = "kubectl get clusterrolebindings -o wide";
    m_context.add(std::move(item));
  }

  /// What a driver's service account may do that no DRA driver needs (dra.md: slices of its node, status of claims, reading).
  void tellDrivers() {
    struct Beyond {
      const char* words;
      Deed deed;
      bool namespaced;
      Severity severity;
    };
    static const std::vector<Beyond> kBeyond = {
        {"read Secrets", {"", "secrets", {"get", "list"}}, true, Severity::warning},
        {"create pods", {"", "pods", {"create"}}, true, Severity::warning},
        {"run commands in pods", {"", "pods/exec", {"create", "get"}}, true, Severity::warning},
        {"change nodes", {"", "nodes", {"update", "patch"}}, false, Severity::notice},
        {"bind roles", {"rbac.authorization.k8s.io", "clusterroles", {"bind", "escalate"}}, false, Severity::warning},
        {"write DeviceClasses",
         {"resource.k8s.io", "deviceclasses", {"create", "update", "patch", "delete"}},
         false,
         Severity::warning},
    };
    std::map<std::string, std::vector<std::string>> mays;
    std::map<std::string, Severity> worst;
    for (const Beyond& beyond : kBeyond) {
      for (const Grant& grant : survey::grantsOf(m_book, beyond.deed, beyond.namespaced)) {
        if (!isAccountOf(grant.subject, m_accounts)) {
          continue;
        }
        const std::string account = grant.subject.namespaceName + "/" + grant.subject.name;
        std::vector<std::string>& list = mays[account];
        const std::string text = beyond.words + (grant.namespaceName.empty() ? std::string() : " in " + grant.namespaceName);
        if (std::find(list.begin(), list.end(), text) == list.end()) {
          list.push_back(text);
        }
        const auto [at, first] = worst.emplace(account, beyond.severity);
        at->second = std::min(at->second, beyond.severity);
      }
    }
    for (const auto& [account, list] : mays) {
      Item item;
      item.rule = "driver-account-wide";
      item.id = item.rule + ":" + account;
      item.area = Area::drivers;
      item.severity = worst[account];
      item.title = words::cut("Driver account " + account + " may " + words::listed(list, 2), diagnosis::kTitleLength);
      item.detail = "A DRA driver needs ResourceSlices, the status of claims, and reading: " + words::listed(list, 8);
      item.fix = "Take those rules out of its role";
      const std::size_t slash = account.find('/');
      item.command = "kubectl auth can-i --list --as=" +
                     words::shellWord("system:serviceaccount:" + account.substr(0, slash) + ":" + account.substr(slash + 1));
      m_context.add(std::move(item));
    }
  }

  const Context& m_context;
  const survey::RoleBook& m_book;
  std::set<std::string> m_accounts;
  std::set<Subject> m_everything;
};

/// Without RBAC one still knows what one may do oneself.
std::string ownWords(const survey::Facts& facts) {
  if (!facts.ownRules.known()) {
    return {};
  }
  std::vector<std::string> may;
  for (const Target& target : targets()) {
    std::vector<std::string> verbs;
    for (const survey::RoleRule& rule : facts.ownRules.value) {
      for (const std::string& verb : survey::allowedVerbs(rule, target.deed)) {
        if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) {
          verbs.push_back(verb);
        }
      }
    }
    if (!verbs.empty()) {
      may.push_back(words::joined(verbs) + " " + target.what);
    }
  }
  const std::string where = " in namespace " + facts.ownNamespace;
  return may.empty() ? "you yourself may write none of it" + where : "you yourself may " + words::listed(may, 6) + where;
}

}  // namespace

void assessWriters(const Context& context) {
  const survey::Facts& facts = context.facts;
  const bool cluster = facts.clusterRoles.known() && facts.clusterBindings.known();
  if (cluster) {
    const survey::RoleBook book{facts.clusterRoles.value, facts.roles.value, facts.clusterBindings.value, facts.bindings.value};
    Writers(context, book).run();
  }
  const auto firstHidden = [&]() -> std::pair<survey::Outcome, std::string> {
    if (!facts.clusterRoles.known()) {
      return {facts.clusterRoles.outcome, facts.clusterRoles.why};
    }
    if (!facts.clusterBindings.known()) {
      return {facts.clusterBindings.outcome, facts.clusterBindings.why};
    }
    if (!facts.roles.known()) {
      return {facts.roles.outcome, facts.roles.why};
    }
    return {facts.bindings.outcome, facts.bindings.why};
  }();
  if (!cluster || !facts.roles.known() || !facts.bindings.known()) {
    const std::string own = ownWords(facts);
    context.unknown(Area::writers, "writers", cluster ? "Roles within namespaces" : "Roles and bindings", firstHidden.first,
                    firstHidden.second,
                    std::string(cluster ? "those who may write are at least the ones listed"
                                        : "who may write claims and inventory is not known") +
                        (own.empty() ? "" : "; " + own),
                    "kubectl auth can-i --list");
  } else if (!facts.clusterRoles.complete || !facts.clusterBindings.complete || !facts.roles.complete ||
             !facts.bindings.complete) {
    context.report.unknowns.emplace_back(
        "There are more than 10,000 roles or bindings; those who may write are at least the ones listed.");
  }
  context.report.unknowns.emplace_back(
      "Webhook authorizers, admission policies and the Node authorizer can allow or refuse more than roles say.");
}

}  // namespace claimscope::posture
