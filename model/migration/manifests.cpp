#include "model/migration/manifests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/migration/device_resource.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope::migration {
namespace {

/// Entries of a container's resources.claims as they are, without those of the given names.
OrderedJson keptClaims(const Container& container, const std::vector<std::string>& without) {
  OrderedJson out = OrderedJson::array();
  for (const auto& [entry, request] : container.claims) {
    if (std::find(without.begin(), without.end(), entry.str()) != without.end()) {
      continue;
    }
    OrderedJson one = {{"name", entry.str()}};
    if (!request.empty()) {
      one["request"] = request.str();
    }
    out.push_back(std::move(one));
  }
  return out;
}

const Container* findContainer(const Pod& form, const Text& name) {
  const auto found = std::find_if(form.spec->containers.begin(), form.spec->containers.end(),
                                  [&](const Container& one) { return one.name == name; });
  return found == form.spec->containers.end() ? nullptr : &*found;
}

/// {"template": {"spec": …}}, of a CronJob within its jobTemplate, with the metadata beside it.
OrderedJson patchOf(const Workload& workload, OrderedJson annotation, OrderedJson spec) {
  OrderedJson out;
  out["metadata"]["annotations"][std::string(kStaticAnnotation)] = std::move(annotation);
  OrderedJson& above = workload.kind == WorkloadKind::cronJob ? out["spec"]["jobTemplate"]["spec"] : out["spec"];
  above["template"]["spec"] = std::move(spec);
  return out;
}

void addContainer(OrderedJson& spec, const Container& container, OrderedJson resources) {
  OrderedJson one = {{"name", container.name.str()}};
  one["resources"] = std::move(resources);
  spec[container.init ? "initContainers" : "containers"].push_back(std::move(one));
}

}  // namespace

ApiResource devicesApi(const cluster::Snapshot& snapshot, Kind kind) {
  const KindRequest& request = kindRequest(kind);
  const auto found = std::find_if(snapshot.server.served.begin(), snapshot.server.served.end(), [&](const ApiResource& served) {
    return served.group == request.group && served.resource == request.resource;
  });
  if (found != snapshot.server.served.end()) {
    return *found;
  }
  ApiResource out;
  out.group = request.group;
  out.version = request.versions.front();
  out.resource = request.resource;
  out.kind = request.kind;
  out.namespaced = request.namespaced;
  return out;
}

OrderedJson classManifest(const ApiResource& api, const ProposedClass& proposed) {
  OrderedJson out = {{"apiVersion", api.apiVersion()}, {"kind", "DeviceClass"}, {"metadata", {{"name", proposed.name}}}};
  out["metadata"]["annotations"]["claimscope.io/stands-for"] = proposed.resource.str();
  out["spec"]["selectors"] = OrderedJson::array();
  for (const std::string& selector : proposed.selectors) {
    out["spec"]["selectors"].push_back({{"cel", {{"expression", selector}}}});
  }
  if (!proposed.extendedResourceName.empty()) {
    out["spec"]["extendedResourceName"] = proposed.extendedResourceName;
  }
  return out;
}

OrderedJson templateManifest(const ApiResource& api, const Workload& workload, const WorkloadProposal& proposal) {
  OrderedJson out = {{"apiVersion", api.apiVersion()}, {"kind", "ResourceClaimTemplate"}};
  out["metadata"] = {{"name", proposal.templateName}, {"namespace", workload.namespaceName.str()}};
  out["metadata"]["annotations"]["claimscope.io/made-for"] = std::string(workloadWord(workload.kind)) + "/" + workload.name.str();
  OrderedJson requests = OrderedJson::array();
  for (const ProposedRequest& request : proposal.requests) {
    OrderedJson body = {{"deviceClassName", request.className}, {"allocationMode", "ExactCount"}, {"count", request.count}};
    for (const std::string& selector : request.selectors) {
      body["selectors"].push_back({{"cel", {{"expression", selector}}}});
    }
    // v1 and v1beta2 have `exactly`; through v1beta1 its fields stood in the request itself.
    OrderedJson one = {{"name", request.name}};
    if (api.version == "v1beta1" || api.version == "v1alpha3") {
      one.update(body);
    } else {
      one["exactly"] = std::move(body);
    }
    requests.push_back(std::move(one));
  }
  out["spec"]["spec"]["devices"]["requests"] = std::move(requests);
  return out;
}

OrderedJson workloadPatch(const Pod& form, const Workload& workload, const WorkloadProposal& proposal, bool nodes) {
  OrderedJson spec;
  if (nodes) {
    spec["nodeSelector"][std::string(kPhaseLabel)] = std::string(kPhaseDra);
  }
  spec["resourceClaims"] =
      OrderedJson::array({{{"name", proposal.entryName}, {"resourceClaimTemplateName", proposal.templateName}}});
  for (const Container& container : form.spec->containers) {
    OrderedJson resources;
    for (const ContainerAsk& ask : workload.wanted()) {
      if (!(ask.container == container.name)) {
        continue;
      }
      if (!ask.limit.empty()) {
        resources["limits"][ask.resource.str()] = nullptr;
      }
      if (!ask.request.empty()) {
        resources["requests"][ask.resource.str()] = nullptr;
      }
    }
    if (resources.is_null()) {
      continue;
    }
    // A strategic merge replaces the list of claims as a whole.
    OrderedJson claims = keptClaims(container, {proposal.entryName});
    const bool single = proposal.requests.size() == 1;
    for (const ProposedRequest& request : proposal.requests) {
      if (std::find(request.containers.begin(), request.containers.end(), container.name) != request.containers.end()) {
        OrderedJson one = {{"name", proposal.entryName}};
        if (!single) {
          one["request"] = request.name;
        }
        claims.push_back(std::move(one));
      }
    }
    resources["claims"] = std::move(claims);
    addContainer(spec, container, std::move(resources));
  }
  return patchOf(workload, keptText(workload.wanted()), std::move(spec));
}

OrderedJson workloadUndo(const Pod& now, const Workload& workload, const std::vector<std::string>& entries, bool nodes) {
  OrderedJson spec;
  if (nodes) {
    spec["nodeSelector"][std::string(kPhaseLabel)] = nullptr;
  }
  spec["resourceClaims"] = OrderedJson::array();
  for (const std::string& entry : entries) {
    spec["resourceClaims"].push_back({{"$patch", "delete"}, {"name", entry}});
  }
  std::vector<Text> done;
  for (const ContainerAsk& ask : workload.wanted()) {
    const Container* container = findContainer(now, ask.container);
    if (container == nullptr || std::find(done.begin(), done.end(), ask.container) != done.end()) {
      continue;
    }
    done.push_back(ask.container);
    OrderedJson resources;
    for (const ContainerAsk& again : workload.wanted()) {
      if (!(again.container == ask.container)) {
        continue;
      }
      if (!again.limit.empty()) {
        resources["limits"][again.resource.str()] = again.limit;
      }
      if (!again.request.empty()) {
        resources["requests"][again.resource.str()] = again.request;
      }
    }
    OrderedJson claims = keptClaims(*container, entries);
    resources["claims"] = claims.empty() ? OrderedJson(nullptr) : std::move(claims);
    addContainer(spec, *container, std::move(resources));
  }
  return patchOf(workload, nullptr, std::move(spec));
}

namespace {

/// Builds the diff in YAML as people write it: block style, the fields that are read, flow style for what is short.
class Differ {
 public:
  Differ(const Workload& workload, const WorkloadProposal& proposal, bool nodes)
      : m_workload(workload), m_proposal(proposal), m_nodes(nodes) {}

  std::vector<DiffLine> workloadLines(const Pod& form) {
    const bool moved = m_workload.asks.empty();  // what comes has come already
    const bool cron = m_workload.kind == WorkloadKind::cronJob;
    const std::string above = cron ? "    " : "";
    const std::string indent = m_workload.kind == WorkloadKind::pod ? "  " : above + "      ";
    stay(fmt::format("apiVersion: {}", cron || m_workload.kind == WorkloadKind::job ? "batch/v1"
                                       : m_workload.kind == WorkloadKind::pod       ? "v1"
                                                                                    : "apps/v1"));
    stay("kind: " + words::oneLine(m_workload.kindWord));
    stay(fmt::format("metadata: {{name: {}, namespace: {}}}", words::oneLine(m_workload.name.view()),
                     words::oneLine(m_workload.namespaceName.view())));
    stay("spec:");
    if (m_workload.kind != WorkloadKind::pod) {
      if (cron) {
        stay("  jobTemplate:");
        stay("    spec:");
      }
      stay(above + "  template:");
      stay(above + "    spec:");
    }
    const char come = moved ? ' ' : '+';
    if (m_nodes) {
      line(come, indent + "nodeSelector:");
      line(come, indent + fmt::format("  {}: {}", kPhaseLabel, kPhaseDra));
    }
    line(come, indent + "resourceClaims:");
    line(come, indent + "- name: " + m_proposal.entryName);
    line(come, indent + "  resourceClaimTemplateName: " + m_proposal.templateName);
    for (const bool init : {true, false}) {
      bool head = false;
      for (const Container& container : form.spec->containers) {
        if (container.init != init) {
          continue;
        }
        if (!head) {
          stay(indent + (init ? "initContainers:" : "containers:"));
          head = true;
        }
        containerLines(container, indent, come);
      }
    }
    return std::move(m_lines);
  }

 private:
  void line(char sign, std::string text) { m_lines.push_back({sign, std::move(text)}); }
  void stay(std::string text) { line(' ', std::move(text)); }

  void containerLines(const Container& container, const std::string& indent, char come) {
    stay(indent + "- name: " + words::oneLine(container.name.view()));
    std::string limits;
    std::string requests;
    bool asked = false;
    for (const ContainerAsk& ask : m_workload.wanted()) {
      if (ask.container == container.name) {
        asked = true;
        limits += ask.limit.empty() ? "" : fmt::format("{}{}: {}", limits.empty() ? "" : ", ", ask.resource.view(), ask.limit);
        requests +=
            ask.request.empty() ? "" : fmt::format("{}{}: {}", requests.empty() ? "" : ", ", ask.resource.view(), ask.request);
      }
    }
    if (!asked) {
      return;
    }
    stay(indent + "  resources:");
    if (come == '+') {
      if (!limits.empty()) {
        line('-', indent + "    limits: {" + limits + "}");
      }
      if (!requests.empty()) {
        line('-', indent + "    requests: {" + requests + "}");
      }
    }
    std::string claims;
    for (const ProposedRequest& request : m_proposal.requests) {
      if (std::find(request.containers.begin(), request.containers.end(), container.name) != request.containers.end()) {
        claims += fmt::format("{}{{name: {}{}}}", claims.empty() ? "" : ", ", m_proposal.entryName,
                              m_proposal.requests.size() == 1 ? "" : ", request: " + request.name);
      }
    }
    line(come, indent + "    claims: [" + claims + "]");
  }

  const Workload& m_workload;
  const WorkloadProposal& m_proposal;
  bool m_nodes;
  std::vector<DiffLine> m_lines;
};

}  // namespace

std::vector<DiffLine> manifestDiff(const cluster::Snapshot& snapshot, const Workload& workload, const WorkloadProposal& proposal,
                                   bool nodes) {
  const Pod* form = formOf(snapshot, workload);
  if (form == nullptr || !proposal.problem.empty()) {
    return {};
  }
  std::vector<DiffLine> out = Differ(workload, proposal, nodes).workloadLines(*form);
  const char sign = proposal.templateExists ? ' ' : '+';
  out.push_back({sign, "---"});
  const ApiResource api = devicesApi(snapshot, Kind::ResourceClaimTemplate);
  out.push_back({sign, "apiVersion: " + api.apiVersion()});
  out.push_back({sign, "kind: ResourceClaimTemplate"});
  out.push_back({sign, fmt::format("metadata: {{name: {}, namespace: {}}}", proposal.templateName,
                                   words::oneLine(workload.namespaceName.view()))});
  for (const char* text : {"spec:", "  spec:", "    devices:", "      requests:"}) {
    out.push_back({sign, text});
  }
  for (const ProposedRequest& request : proposal.requests) {
    out.push_back({sign, "      - name: " + request.name});
    const bool flat = api.version == "v1beta1" || api.version == "v1alpha3";
    const std::string count = request.count == 1 ? std::string() : fmt::format(", count: {}", request.count);
    if (flat) {
      out.push_back({sign, "        deviceClassName: " + request.className});
      if (request.count != 1) {
        out.push_back({sign, fmt::format("        count: {}", request.count)});
      }
    } else {
      out.push_back({sign, fmt::format("        exactly: {{deviceClassName: {}{}}}", request.className, count)});
    }
  }
  return out;
}

std::string patchCommand(const Workload& workload, const OrderedJson& patch) {
  return fmt::format("kubectl -n {} patch {} {} --type=strategic \\\n  -p {}", words::shellWord(workload.namespaceName.view()),
                     workloadWord(workload.kind), words::shellWord(workload.name.view()),
                     words::shellWord(patch.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)));
}

}  // namespace claimscope::migration
