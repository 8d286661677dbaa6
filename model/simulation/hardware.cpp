#include "model/simulation/hardware.h"

#include "model/simulation/random.h"

namespace claimscope::simulation {

namespace {

std::string hex(std::uint64_t value, unsigned digits) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out(digits, '0');
  for (unsigned i = 0; i < digits; ++i) {
    out[digits - 1 - i] = kHex[(value >> (4U * i)) & 15U];
  }
  return out;
}

/// One attribute, in the form of v1 (a map) or of 1.30 (a list of named values).
class Attributes {
 public:
  Attributes(JsonWriter& json, bool list) : m_json(json), m_list(list) {}

  void text(std::string_view name, std::string_view type, std::string_view value) {
    if (value.empty()) {
      return;
    }
    begin(name);
    m_json.text(type, value);
    m_json.close();
  }
  void number(std::string_view name, std::int64_t value) {
    begin(name);
    m_json.number("int", value);
    m_json.close();
  }
  void flag(std::string_view name, bool value) {
    begin(name);
    m_json.flag("bool", value);
    m_json.close();
  }

 private:
  void begin(std::string_view name) {
    if (m_list) {
      m_json.open();
      m_json.text("name", name);
    } else {
      m_json.open(name);
    }
  }
  JsonWriter& m_json;
  bool m_list;
};

/// Two PCIe roots a machine: the first half of the cards hangs on one, the second on the other.
std::string pcieRoot(const DeviceInfo& device) {
  return device.card < 4 ? "pci0000:53" : "pci0000:97";
}

void writeAttributes(Attributes out, const Hardware& hardware, DeviceId id, bool classic) {
  const DeviceInfo& device = hardware.devices[id];
  const DeviceModel& model = hardware.models[device.model];
  const std::uint64_t card = mixed(hardware.seed ^ (std::uint64_t{device.node} << 20U) ^ (std::uint64_t{device.card} << 8U));
  const std::string cardUuid = hardware.cardUuid(id);
  const auto index = static_cast<std::int64_t>(device.card);
  switch (model.type) {
    case DeviceModel::Type::gpu:
    case DeviceModel::Type::mig: {
      const bool mig = model.type == DeviceModel::Type::mig;
      out.text("architecture", "string", model.architecture.view());
      out.text("brand", "string", "Nvidia");
      out.text("cudaComputeCapability", "version", model.compute.view());
      out.text("cudaDriverVersion", "version", "12.8.0");
      out.text("driverVersion", "version", model.driverVersion.view());
      out.number("index", index);
      out.number("minor", index);
      if (mig) {
        out.text("parentUUID", "string", cardUuid);
      }
      out.text("productName", "string", model.product.view());
      out.text("profile", "string", model.profile.view());
      if (!mig && !classic) {
        out.text("resource.kubernetes.io/pcieRoot", "string", pcieRoot(device));
      }
      out.text("type", "string", mig ? "mig" : "gpu");
      out.text("uuid", "string", mig ? "MIG-" + uuid(mixed(card + id)) : cardUuid);
      if (classic) {
        out.text("memory", "quantity", model.memory.view());
      }
      return;
    }
    case DeviceModel::Type::cpu:
      out.number("coreID", index);
      out.number("cpuID", index * 2);
      out.text("model", "string", model.product.view());
      out.number("numaNodeID", index / 4);
      out.flag("smtEnabled", true);
      out.number("socketID", index / 4);
      out.text("type", "string", "cpuset");
      if (classic) {
        out.text("cpu", "quantity", model.memory.view());
      }
      return;
    case DeviceModel::Type::nic:
      out.flag("ebpf", false);
      out.text("ifName", "string", "eth" + std::to_string(index));
      out.text("mac", "string", "02:" + hex(card & 0xffU, 2) + ":" + hex((card >> 8U) & 0xffU, 2) + ":00:00:01");
      out.number("mtu", 9001);
      out.text("model", "string", model.product.view());
      out.flag("rdma", true);
      out.text("type", "string", "device");
      return;
    case DeviceModel::Type::accelerator:
      out.text("model", "string", model.product.view());
      out.text("services", "string", "sym;asym");
      out.text("type", "string", "vf");
      return;
  }
}

void writeCapacity(JsonWriter& json, const DeviceModel& model) {
  const bool cpu = model.type == DeviceModel::Type::cpu;
  if (model.memory.empty() && model.bandwidth.empty()) {
    return;
  }
  json.open("capacity");
  if (!model.bandwidth.empty()) {
    json.open("bandwidth");
    json.raw("requestPolicy", R"({"default":"10G","validRange":{"max":"100G","min":"1G","step":"1G"}})");
    json.text("value", model.bandwidth);
    json.close();
  }
  if (!model.memory.empty()) {
    json.open(cpu ? "cpus" : "memory");
    json.text("value", model.memory.view());
    json.close();
  }
  if (model.memorySlices > 0) {
    json.open("memorySlices");
    json.text("value", std::to_string(model.memorySlices));
    json.close();
  }
  json.close();
}

void writeCounter(JsonWriter& json, std::string_view name, std::uint32_t value) {
  json.open(name);
  json.text("value", std::to_string(value));
  json.close();
}

}  // namespace

std::string Hardware::cardUuid(DeviceId id) const {
  const DeviceInfo& device = devices[id];
  return "GPU-" + uuid(mixed(seed ^ (std::uint64_t{device.node} << 20U) ^ (std::uint64_t{device.card} << 8U)));
}

void appendUuid(std::string& out, std::uint64_t number) {
  const std::uint64_t high = mixed(number);
  const std::uint64_t low = mixed(high ^ number);
  out += hex(high >> 32U, 8) + '-' + hex(high >> 16U, 4) + "-4" + hex(high, 3) + '-' + hex(0x8U | ((low >> 60U) & 3U), 1) +
         hex(low >> 48U, 3) + '-' + hex(low, 12);
}

std::string uuid(std::uint64_t number) {
  std::string out;
  appendUuid(out, number);
  return out;
}

void Hardware::writeDevice(JsonWriter& json, DeviceId id, std::string_view taints, bool perDeviceNode) const {
  const DeviceInfo& device = devices[id];
  const DeviceModel& model = models[device.model];
  json.open();
  json.text("name", device.name.view());
  json.open("attributes");
  writeAttributes(Attributes(json, false), *this, id, false);
  json.close();
  writeCapacity(json, model);
  if (model.memorySlices > 0) {
    json.openList("consumesCounters");
    json.open();
    json.text("counterSet", "gpu-" + std::to_string(device.card));
    json.open("counters");
    writeCounter(json, "computeSlices", model.computeSlices);
    writeCounter(json, "memorySlices", model.memorySlices);
    json.close();
    json.close();
    json.closeList();
  }
  if (perDeviceNode) {
    json.text("nodeName", nodes[device.node].name.view());
  }
  if (!taints.empty()) {
    json.raw("taints", taints);
  }
  if (!model.bandwidth.empty()) {
    json.flag("allowMultipleAllocations", true);
  }
  json.close();
}

void Hardware::writeInstance(JsonWriter& json, DeviceId id) const {
  json.open();
  json.text("name", devices[id].name.view());
  json.openList("attributes");
  writeAttributes(Attributes(json, true), *this, id, true);
  json.closeList();
  json.close();
}

void Hardware::writeCounters(JsonWriter& json, const std::vector<std::uint16_t>& cards) const {
  json.openList("sharedCounters");
  for (const std::uint16_t card : cards) {
    json.open();
    json.text("name", "gpu-" + std::to_string(card));
    json.open("counters");
    writeCounter(json, "computeSlices", 7);
    writeCounter(json, "memorySlices", 8);
    json.close();
    json.close();
  }
  json.closeList();
}

}  // namespace claimscope::simulation
