#include "tests/apiserver/virtual/small_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace claimscope::apiserver {
namespace {

struct SmallKind {
  const char* group;
  const char* plural;
  const char* kind;
  bool namespaced;
};
constexpr SmallKind kSmallKinds[SmallWorld::kKinds] = {
    {"", "pods", "Pod", true},
    {"resource.k8s.io", "resourceclaims", "ResourceClaim", true},
    {"resource.k8s.io", "resourceslices", "ResourceSlice", false},
    {"", "nodes", "Node", false},
    {"", "events", "Event", true},
};
constexpr const char* kNamespace = "ml";
constexpr std::size_t kPagedListsKept = 16;

tl::unexpected<Error> answer(ErrorCode code, int status, std::string message) {
  return fail(Error{code, std::move(message), {}, std::nullopt, status});
}

/// The body of each kind after its metadata; the shape follows the version.
void appendBody(std::string& out, std::size_t kind, std::uint32_t generation, bool beta) {
  auto to = std::back_inserter(out);
  switch (kind) {
    case 0:
      fmt::format_to(
          to,
          R"("spec":{{"nodeName":"node-{}","containers":[{{"name":"main","image":"registry.example/train:{}"}}],)"
          R"("resourceClaims":[{{"name":"gpu","resourceClaimName":"resourceclaims-{}"}}]}},"status":{{"phase":"Running"}})",
          generation % 7, generation, generation % 5);
      break;
    case 1: {
      const std::string request =
          fmt::format(R"("deviceClassName":"gpu.example.com","allocationMode":"ExactCount","count":{})", 1 + generation % 3);
      fmt::format_to(to, R"("spec":{{"devices":{{"requests":[{{"name":"gpu",{}}}]}}}},"status":{{}})",
                     beta ? request : "\"exactly\":{" + request + "}");
      break;
    }
    case 2:
      fmt::format_to(to,
                     R"("spec":{{"driver":"gpu.example.com","nodeName":"node-{0}","pool":{{"name":"node-{0}","generation":{1},)"
                     R"("resourceSliceCount":1}},"devices":[{{"name":"gpu-0"{2}}},{{"name":"gpu-1"{2}}}]}})",
                     generation % 7, generation, beta ? R"(,"basic":{})" : "");
      break;
    case 3:
      fmt::format_to(to, R"("spec":{{}},"status":{{"nodeInfo":{{"kubeletVersion":"v1.37.{}"}}}})", generation % 4);
      break;
    default:
      fmt::format_to(to,
                     R"("involvedObject":{{"kind":"Pod","namespace":"ml","name":"pods-{0}"}},"reason":"Scheduled",)"
                     R"("message":"placed {0} times","type":"Normal","count":{0},"lastTimestamp":"2026-11-24T09:42:18Z")",
                     generation);
  }
}

}  // namespace

SmallWorld::SmallWorld(SmallWorldOptions options) : m_options(options) {
  m_state.version = options.firstVersion;
  for (const SmallKind& kind : kSmallKinds) {
    for (std::size_t i = 0; i < options.objects; ++i) {
      create(kind.plural, fmt::format("{}-{}", kind.plural, i));
    }
  }
  compact();
}

std::size_t SmallWorld::indexOf(const std::string& plural) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    if (plural == kSmallKinds[i].plural) {
      return i;
    }
  }
  throw std::runtime_error("a small world has no " + plural);
}

std::string SmallWorld::uidText(std::uint64_t uid) const {
  return fmt::format("{:08x}-0000-4000-8000-{:012x}", m_options.cluster, uid);
}

ServerInfo SmallWorld::server() const {
  ServerInfo info;
  info.context = "small";
  info.address = "https://virtual.invalid";
  info.gitVersion = "v1.37.2";
  info.minor = 37;
  info.served.push_back({"", "v1", "namespaces", "Namespace", false});
  for (const SmallKind& kind : kSmallKinds) {
    if (m_withdrawn == kind.plural) {
      continue;
    }
    const std::string group = kind.group;
    if (group.empty() || m_dra != DraVersions::v1beta1) {
      info.served.push_back({group, "v1", kind.plural, kind.kind, kind.namespaced});
    }
    if (!group.empty() && m_dra != DraVersions::v1) {
      info.served.push_back({group, "v1beta1", kind.plural, kind.kind, kind.namespaced});
    }
  }
  return info;
}

Result<std::size_t> SmallWorld::served(const ApiResource& resource) const {
  const bool dra = resource.group == "resource.k8s.io";
  const bool version = resource.version == "v1" ? !dra || m_dra != DraVersions::v1beta1
                                                : dra && resource.version == "v1beta1" && m_dra != DraVersions::v1;
  for (std::size_t i = 0; version && i < kKinds; ++i) {
    if (resource.resource == kSmallKinds[i].plural && resource.group == kSmallKinds[i].group &&
        resource.resource != m_withdrawn) {
      return i;
    }
  }
  return answer(ErrorCode::notFound, 404, "the server could not find the requested resource");
}

void SmallWorld::append(std::string& out, std::size_t kind, const Thing& thing, const std::string& apiVersion,
                        bool withType) const {
  const SmallKind& what = kSmallKinds[kind];
  out += '{';
  if (withType) {
    fmt::format_to(std::back_inserter(out), R"("kind":"{}","apiVersion":"{}",)", what.kind, apiVersion);
  }
  fmt::format_to(std::back_inserter(out),
                 R"("metadata":{{"name":"{}",{}"uid":"{:08x}-0000-4000-8000-{:012x}","resourceVersion":"{}","generation":{},)"
                 R"("creationTimestamp":"2026-11-24T09:42:18Z"}},)",
                 thing.name, what.namespaced ? R"("namespace":"ml",)" : "", m_options.cluster, thing.uid, thing.version,
                 thing.generation);
  appendBody(out, kind, thing.generation, apiVersion.find("beta") != std::string::npos);
  out += '}';
}

Result<std::string> SmallWorld::list(const ApiResource& resource, const simulation::ListQuery& query) const {
  const Result<std::size_t> kind = served(resource);
  if (!kind) {
    return fail(kind.error());
  }
  Pages all{m_state.version, {}};
  const Pages* pages = &all;
  std::size_t from = 0;
  if (query.continueToken.empty()) {
    const bool inside = !resource.namespaced || query.namespaceName.empty() || query.namespaceName == kNamespace;
    for (const auto& [name, thing] : m_state.tables[*kind]) {
      if (inside && (query.name.empty() || query.name == name)) {
        all.things.push_back(thing);
      }
    }
  } else {
    const std::uint64_t version = std::strtoull(query.continueToken.c_str(), nullptr, 10);
    const auto known = std::find_if(m_pages.begin(), m_pages.end(), [&](const Pages& p) { return p.version == version; });
    if (known == m_pages.end()) {
      return answer(ErrorCode::expired, 410, "The provided continue parameter is too old to display a consistent list result.");
    }
    pages = &*known;
    from = std::strtoull(query.continueToken.c_str() + query.continueToken.find(':') + 1, nullptr, 10);
  }
  const std::size_t size = pages->things.size();
  const std::size_t end = query.limit == 0 ? size : std::min(size, from + query.limit);
  std::string out = fmt::format(R"({{"kind":"{}List","apiVersion":"{}","metadata":{{"resourceVersion":"{}")", resource.kind,
                                resource.apiVersion(), pages->version);
  if (end < size) {
    fmt::format_to(std::back_inserter(out), R"(,"continue":"{}:{}:{}","remainingItemCount":{})", pages->version, end,
                   kSmallKinds[*kind].plural, size - end);
  }
  out += R"(},"items":[)";
  for (std::size_t i = from; i < end; ++i) {
    out += i == from ? "" : ",";
    append(out, *kind, pages->things[i], resource.apiVersion(), false);
  }
  out += "]}";
  if (pages == &all && end < size) {
    m_pages.push_back(std::move(all));
    if (m_pages.size() > kPagedListsKept) {
      m_pages.pop_front();
    }
  }
  return out;
}

Result<std::string> SmallWorld::get(const ApiResource& resource, std::string_view, std::string_view name) const {
  if (resource.resource == "namespaces") {
    if (name != "kube-system" && name != kNamespace && name != "default") {
      return answer(ErrorCode::notFound, 404, fmt::format("namespaces \"{}\" not found", name));
    }
    return fmt::format(R"({{"kind":"Namespace","apiVersion":"v1","metadata":{{"name":"{}","uid":"{}","resourceVersion":"1"}}}})",
                       name, uidText(0xfffff0 + name.size()));
  }
  const Result<std::size_t> kind = served(resource);
  if (!kind) {
    return fail(kind.error());
  }
  const auto found = m_state.tables[*kind].find(std::string(name));
  if (found == m_state.tables[*kind].end()) {
    return answer(ErrorCode::notFound, 404, fmt::format("{} \"{}\" not found", resource.resource, name));
  }
  std::string out;
  append(out, *kind, found->second, resource.apiVersion(), true);
  return out;
}

Result<std::vector<std::string>> SmallWorld::changesAfter(const ApiResource& resource, std::uint64_t version) const {
  const Result<std::size_t> kind = served(resource);
  if (!kind) {
    return fail(kind.error());
  }
  if (version < m_compacted) {
    return answer(ErrorCode::expired, 410, fmt::format("too old resource version: {} ({})", version, m_compacted));
  }
  std::vector<std::string> lines;
  const auto first = std::upper_bound(m_changes.begin(), m_changes.end(), version,
                                      [](std::uint64_t wanted, const Change& change) { return wanted < change.version; });
  for (auto at = first; at != m_changes.end(); ++at) {
    if (at->kind == *kind) {
      std::string& line = lines.emplace_back();
      line.reserve(512);
      line += R"({"type":")";
      line += at->type;
      line += R"(","object":)";
      append(line, *kind, at->thing, resource.apiVersion(), true);
      line += '}';
    }
  }
  return lines;
}

std::string SmallWorld::bookmark(const ApiResource& resource) const {
  return fmt::format(
      R"({{"type":"BOOKMARK","object":{{"kind":"{}","apiVersion":"{}","metadata":{{"resourceVersion":"{}","creationTimestamp":null}}}}}})",
      resource.kind, resource.apiVersion(), m_state.version);
}

void SmallWorld::log(std::size_t kind, const char* type, const Thing& thing) {
  m_changes.push_back({thing.version, kind, type, thing});
  if (m_changes.size() > m_options.keptChanges) {
    m_compacted = m_changes.front().version;
    m_changes.pop_front();
  }
}

void SmallWorld::create(const std::string& plural, const std::string& name) {
  const std::size_t kind = indexOf(plural);
  Thing thing{name, ++m_state.uids, ++m_state.version, 1};
  log(kind, "ADDED", thing);
  m_state.tables[kind].insert_or_assign(name, std::move(thing));
}

void SmallWorld::remove(const std::string& plural, const std::string& name) {
  const std::size_t kind = indexOf(plural);
  const auto found = m_state.tables[kind].find(name);
  if (found != m_state.tables[kind].end()) {
    Thing last = std::move(found->second);
    m_state.tables[kind].erase(found);
    last.version = ++m_state.version;  // a deletion has a version of its own
    log(kind, "DELETED", last);
  }
}

void SmallWorld::write(const std::string& plural, std::uint64_t random) {
  const std::size_t kind = indexOf(plural);
  Table& table = m_state.tables[kind];
  // Twice as many names as objects: those that are free are used again, with another uid.
  const std::string name = fmt::format("{}-{}", plural, random % (2 * m_options.objects));
  const auto found = table.find(name);
  const bool few = table.size() <= m_options.objects / 2;
  if (found == table.end()) {
    create(plural, name);
  } else if (!few && (random >> 32U) % 3 == 0) {
    remove(plural, name);
    if ((random >> 40U) % 2 == 0) {
      create(plural, name);
    }
  } else {
    Thing& thing = found->second;
    thing.version = ++m_state.version;
    ++thing.generation;
    log(kind, "MODIFIED", thing);
  }
}

void SmallWorld::compact() {
  m_changes.clear();
  m_pages.clear();
  m_compacted = m_state.version;
}

void SmallWorld::restore() {
  if (m_backup == nullptr) {
    throw std::runtime_error("there is no backup to restore");
  }
  const std::uint64_t uids = m_state.uids;
  m_state = *m_backup;
  m_state.uids = uids;  // uids are random: a restored server does not give the lost ones out again
  compact();
}

std::string SmallWorld::digestLines(const std::string& plural) const {
  std::vector<std::string> lines;
  for (const auto& [name, thing] : m_state.tables[indexOf(plural)]) {
    lines.push_back(fmt::format("{} {}\n", uidText(thing.uid), thing.version));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) {
    out += line;
  }
  return out;
}

std::size_t SmallWorld::count(const std::string& plural) const {
  return m_state.tables[indexOf(plural)].size();
}

}  // namespace claimscope::apiserver
