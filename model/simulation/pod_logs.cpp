#include "model/simulation/pod_logs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/base/json_tree.h"

namespace claimscope::simulation {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHeartbeats = 12;  // lines of health that are kept before now

/// A path in its parts, and its query.
struct Question {
  std::string namespaceName;
  std::string pod;
  std::string container;
  std::size_t tail = 0;   ///< 0: all
  std::size_t limit = 0;  ///< bytes; 0: all
  bool timestamps = false;
  bool previous = false;
};

std::string decodedPath(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(by), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<Question> questionOf(std::string_view path) {
  const std::size_t mark = std::min(path.find('?'), path.size());
  // "", api, v1, namespaces, NS, pods, NAME, log
  const std::vector<std::string_view> parts = split(path.substr(0, mark), '/');
  if (parts.size() != 8 || parts[1] != "api" || parts[2] != "v1" || parts[3] != "namespaces" || parts[5] != "pods" ||
      parts[7] != "log") {
    return std::nullopt;
  }
  Question out;
  out.namespaceName = decodedPath(parts[4]);
  out.pod = decodedPath(parts[6]);
  for (const std::string_view pair : split(path.substr(std::min(mark + 1, path.size())), '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view name = pair.substr(0, equals);
    const std::string value = decodedPath(pair.substr(std::min(equals + 1, pair.size())));
    const auto number = [&](std::size_t& into) { std::from_chars(value.data(), value.data() + value.size(), into); };
    if (name == "tailLines") {
      number(out.tail);
    } else if (name == "limitBytes") {
      number(out.limit);
    } else if (name == "container") {
      out.container = value;
    } else if (name == "timestamps") {
      out.timestamps = value == "true";
    } else if (name == "previous") {
      out.previous = value == "true";
    }
  }
  return out;
}

HttpReply refuseLog(int status, const char* reason, const std::string& message) {
  const nlohmann::ordered_json body = {{"kind", "Status"},   {"apiVersion", "v1"}, {"status", "Failure"},
                                       {"message", message}, {"reason", reason},   {"code", status}};
  return {status, body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
}

/// Lines by time; those of the same moment stay in the order in which they were written.
class Lines {
 public:
  void add(Time at, char severity, std::string_view place, const std::string& text) {
    const std::string time = formatTime(at);  // 2026-11-24T09:42:18Z
    const std::int64_t micros = (at.ms % 1000) * 1000 + static_cast<std::int64_t>(text.size() * 7 % 1000);
    m_lines.emplace(at, fmt::format("{}{}{} {}.{:06} {:7} {}] {}", severity, time.substr(5, 2), time.substr(8, 2),
                                    time.substr(11, 8), micros, 1, place, text));
  }
  [[nodiscard]] const std::multimap<Time, std::string>& lines() const { return m_lines; }

 private:
  std::multimap<Time, std::string> m_lines;
};

/// What a driver's pod has to do with its node.
class DriverStory {
 public:
  DriverStory(const Cluster& cluster, const PodObject& pod, Text driver)
      : m_cluster(cluster), m_pod(pod), m_driver(std::move(driver)) {
    for (const NodeInfo& node : cluster.hardware.nodes) {
      if (node.name == pod.node) {
        m_node = &node;
      }
    }
  }

  void tell(Lines& lines) {
    findDevices();
    const Time start = m_pod.startedAt;
    const std::string name = m_driver.str();
    lines.add(start, 'I', "main.go:92", "driver " + name + " starts on node " + m_pod.node.str());
    lines.add(start + 180, 'I', "discovery.go:61", fmt::format("{} devices found", m_devices.size()));
    lines.add(start + 420, 'I', "registration.go:48", "listening on /var/lib/kubelet/plugins_registry/" + name + "-reg.sock");
    lines.add(start + 1100, 'I', "registration.go:77", "GetInfo from the kubelet: registered");
    lines.add(start + 1600, 'I', "publish.go:55",
              fmt::format("ResourceSlices of pool {} published, {} devices", poolName(), m_devices.size()));
    claims(lines);
    broken(lines);
    lost(lines);
    heartbeats(lines);
  }

 private:
  void findDevices() {
    for (DeviceId id = m_node == nullptr ? 0 : m_node->firstDevice;
         m_node != nullptr && id < m_node->firstDevice + m_node->devices; ++id) {
      if (m_cluster.hardware.devices[id].driver == m_driver) {
        m_devices.push_back(id);
      }
    }
    for (const auto& [key, object] : m_cluster.store.objects(ObjectKind::slices)) {
      const auto& slice = static_cast<const SliceObject&>(*object);
      if (slice.driver == m_driver && (slice.node == m_pod.node || slice.node.empty())) {
        for (const SliceDevice& device : slice.devices) {
          if (std::binary_search(m_devices.begin(), m_devices.end(), device.id)) {
            m_published.push_back(device);
            m_publishedAt = std::max(m_publishedAt, slice.created);
          }
        }
      }
    }
  }

  [[nodiscard]] std::string poolName() const {
    return m_devices.empty() ? m_pod.node.str() : m_cluster.hardware.devices[m_devices.front()].pool.str();
  }

  [[nodiscard]] std::string deviceName(DeviceId id) const { return m_cluster.hardware.devices[id].name.str(); }

  /// Claims that were prepared here, and those whose pods wait for it in vain.
  void claims(Lines& lines) {
    const Time gone = lostAt();
    for (const auto& [key, object] : m_cluster.store.objects(ObjectKind::claims)) {
      const auto& claim = static_cast<const ClaimObject&>(*object);
      const bool here = !claim.devices.empty() && std::binary_search(m_devices.begin(), m_devices.end(), claim.devices.front());
      if (!here || claim.reservedFor.empty()) {
        continue;
      }
      const auto* pod = m_cluster.store.find<PodObject>(ObjectKind::pods,
                                                        claim.namespaceName.str() + "/" + claim.reservedFor.front().pod.str());
      if (pod == nullptr || !pod->preparedAt.isSet() || pod->preparedAt < m_pod.startedAt ||
          (gone.isSet() && pod->preparedAt > gone)) {
        continue;
      }
      std::string devices;
      for (const DeviceId id : claim.devices) {
        devices += (devices.empty() ? "" : " ") + deviceName(id);
      }
      lines.add(
          pod->preparedAt + -240, 'I', "prepare.go:118",
          "NodePrepareResources claim=" + claim.namespaceName.str() + "/" + claim.name.str() + " devices=[" + devices + "]");
      lines.add(pod->preparedAt, 'I', "prepare.go:141", "prepared claim=" + claim.namespaceName.str() + "/" + claim.name.str());
    }
  }

  /// A device that its driver has tainted for an XID.
  void broken(Lines& lines) {
    for (const SliceDevice& device : m_published) {
      const nlohmann::json taints = nlohmann::json::parse(device.taints.view(), nullptr, false);
      for (const nlohmann::json& taint : taints.is_array() ? taints : nlohmann::json::array()) {
        const std::string taintKey = taint.value("key", std::string());
        const std::optional<Time> at = parseTime(taint.value("timeAdded", std::string()));
        if (!at || !taintKey.ends_with("/xid")) {
          continue;
        }
        const std::string xid = taint.value("value", std::string());
        lines.add(*at + -1900, 'E', "health.go:96", "NVML event on " + deviceName(device.id) + ": XID " + xid);
        lines.add(*at + -1200, 'E', "health.go:103",
                  deviceName(device.id) + " does not answer any more: GPU is lost, a reset needs the node to be drained");
        lines.add(*at, 'W', "publish.go:81",
                  "ResourceSlices updated: " + deviceName(device.id) + " tainted " + taintKey + "=" + xid);
      }
    }
  }

  /// When the kubelet of the node was started anew under the driver and forgot it; not set: it never was.
  [[nodiscard]] Time lostAt() const {
    Time out;
    for (const auto& [key, object] : m_cluster.store.objects(ObjectKind::events)) {
      const auto& event = static_cast<const EventObject&>(*object);
      const bool restarted = event.objectKind == "Node" && event.objectName == m_pod.node && event.reason == "Starting";
      if (restarted && event.last > m_pod.startedAt) {
        out = event.last;
      }
    }
    return out;
  }

  void lost(Lines& lines) {
    const Time at = lostAt();
    if (!at.isSet()) {
      return;
    }
    const std::string socket = "/var/lib/kubelet/plugins/" + m_driver.str() + "/dra.sock";
    lines.add(at + 900, 'W', "registration.go:131", "GetInfo stream closed by the kubelet: transport is closing");
    lines.add(at + 2400, 'I', "registration.go:48", "the kubelet has started anew, offering the registration again");
    lines.add(at + 12'400, 'E', "registration.go:88",
              "failed registration process of driver " + m_driver.str() + ": dial unix " + socket +
                  ": context deadline exceeded; not tried again");
    if (m_published.size() < m_devices.size()) {
      lines.add(at + 20'000, 'W', "publish.go:97",
                fmt::format("the kubelet has deleted ResourceSlices of pool {}: {} of {} devices are still published", poolName(),
                            m_published.size(), m_devices.size()));
    } else if (m_publishedAt > at) {
      lines.add(m_publishedAt + -400, 'I', "registration.go:77", "GetInfo from the kubelet: registered");
      lines.add(m_publishedAt, 'I', "publish.go:55",
                fmt::format("ResourceSlices of pool {} published, {} devices", poolName(), m_devices.size()));
    }
  }

  void heartbeats(Lines& lines) {
    std::size_t ill = 0;
    for (const SliceDevice& device : m_published) {
      ill += device.taints.view().find("/xid") != std::string_view::npos ? 1U : 0U;
    }
    const std::int64_t phase = static_cast<std::int64_t>(m_pod.uid % 50'000);
    const std::int64_t last = (m_cluster.now().ms - phase) / kMinuteMs * kMinuteMs + phase;
    for (std::int64_t i = kHeartbeats; i >= 0; --i) {
      const Time at{last - i * kMinuteMs};
      if (at > m_pod.startedAt + 5000 && at <= m_cluster.now()) {
        lines.add(at, ill > 0 && i < 2 ? 'W' : 'I', "health.go:60",
                  fmt::format("health: {} of {} devices answer", m_devices.size() - (i < 2 ? ill : 0), m_devices.size()));
      }
    }
  }

  const Cluster& m_cluster;
  const PodObject& m_pod;
  Text m_driver;
  const NodeInfo* m_node = nullptr;
  std::vector<DeviceId> m_devices;  ///< of the driver on the node, in order
  std::vector<SliceDevice> m_published;
  Time m_publishedAt;  ///< the newest of its slices
};

/// The driver that a pod is the kubelet plugin of; empty: it is none.
Text driverOf(const Cluster& cluster, const PodObject& pod) {
  if (pod.shape->image.view().find("dra-driver") == std::string_view::npos) {
    return {};
  }
  const bool cpu = pod.shape->image.view().find("/cpu") != std::string_view::npos;
  for (const NodeInfo& node : cluster.hardware.nodes) {
    for (DeviceId id = node.firstDevice; node.name == pod.node && id < node.firstDevice + node.devices; ++id) {
      const DeviceInfo& device = cluster.hardware.devices[id];
      if ((cluster.hardware.models[device.model].type == DeviceModel::Type::cpu) == cpu) {
        return device.driver;
      }
    }
  }
  return {};
}

Lines linesOf(const Cluster& cluster, const PodObject& pod) {
  Lines lines;
  if (const Text driver = driverOf(cluster, pod); !driver.empty()) {
    DriverStory(cluster, pod, driver).tell(lines);
    return lines;
  }
  lines.add(pod.startedAt, 'I', "main.go:31", pod.shape->container.str() + " starts");
  if (pod.finishedAt.isSet()) {
    const bool well = pod.stage == PodStage::succeeded;
    lines.add(pod.finishedAt, well ? 'I' : 'E', "main.go:88", well ? "done" : "ended by a signal");
  }
  return lines;
}

std::string textOf(const Lines& lines, const Question& question, Time now) {
  std::vector<std::string> all;
  for (const auto& [at, text] : lines.lines()) {
    if (at <= now) {
      std::string stamp = formatTime({at.ms - at.ms % 1000});
      stamp.pop_back();
      all.push_back((question.timestamps ? fmt::format("{}.{:03}{:06}Z ", stamp, at.ms % 1000, text.size() * 1009 % 1'000'000)
                                         : std::string()) +
                    text + "\n");
    }
  }
  const std::size_t first = question.tail > 0 && all.size() > question.tail ? all.size() - question.tail : 0;
  std::string out;
  for (std::size_t i = first; i < all.size(); ++i) {
    out += all[i];
  }
  if (question.limit > 0 && out.size() > question.limit) {
    out.resize(question.limit);
  }
  return out;
}

}  // namespace

bool asksForLog(std::string_view path) {
  return questionOf(path).has_value();
}

HttpReply podLog(const Cluster& cluster, std::string_view path) {
  const std::optional<Question> question = questionOf(path);
  if (!question) {
    return refuseLog(404, "NotFound", "the server could not find the requested resource");
  }
  const auto* pod = cluster.store.find<PodObject>(ObjectKind::pods, question->namespaceName + "/" + question->pod);
  if (pod == nullptr) {
    return refuseLog(404, "NotFound", "pods \"" + question->pod + "\" not found");
  }
  const std::string container = pod->shape->container.str();
  if (!question->container.empty() && question->container != container) {
    return refuseLog(400, "BadRequest", "container " + question->container + " is not valid for pod " + question->pod);
  }
  if (!pod->startedAt.isSet()) {
    return refuseLog(
        400, "BadRequest",
        "container \"" + container + "\" in pod \"" + question->pod + "\" is waiting to start: " +
            (pod->extra != nullptr && !pod->extra->waitingReason.empty() ? pod->extra->waitingReason : "ContainerCreating"));
  }
  if (question->previous) {
    return refuseLog(400, "BadRequest",
                     "previous terminated container \"" + container + "\" in pod \"" + question->pod + "\" not found");
  }
  return {200, textOf(linesOf(cluster, *pod), *question, cluster.now())};
}

}  // namespace claimscope::simulation
