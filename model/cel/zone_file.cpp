#include "model/cel/zone_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace claimscope::cel {
namespace {

struct Zone {
  std::vector<std::int64_t> transitions;
  std::vector<std::int32_t> offsets;  ///< from that transition on
  std::int32_t before = 0;            ///< before the first transition
};

std::int64_t bigEndian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return size == 4 ? static_cast<std::int32_t>(static_cast<std::uint32_t>(value)) : static_cast<std::int64_t>(value);
}

struct Header {
  std::size_t utcFlags = 0, standardFlags = 0, leaps = 0, times = 0, types = 0, characters = 0;
  [[nodiscard]] std::size_t size(std::size_t width) const {
    return times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standardFlags + utcFlags;
  }
};

bool readHeader(std::string_view bytes, std::size_t at, Header& out) {
  if (at + 44 > bytes.size() || bytes.substr(at, 4) != "TZif") {
    return false;
  }
  std::size_t field = at + 20;
  for (std::size_t* count : {&out.utcFlags, &out.standardFlags, &out.leaps, &out.times, &out.types, &out.characters}) {
    *count = static_cast<std::size_t>(bigEndian(bytes, field, 4));
    field += 4;
  }
  return out.types > 0;
}

/// The 64-bit block of a version 2 file. Rules after the last transition are left to the file, which today's tzdata writes out to
/// 2037.
std::shared_ptr<const Zone> readZoneFile(std::string_view bytes) {
  Header first;
  Header second;
  if (!readHeader(bytes, 0, first) || bytes[4] < '2') {
    return nullptr;
  }
  const std::size_t start = 44 + first.size(4);
  if (!readHeader(bytes, start, second) || start + 44 + second.size(8) > bytes.size()) {
    return nullptr;
  }
  const std::size_t times = start + 44;
  const std::size_t indices = times + second.times * 8;
  const std::size_t types = indices + second.times;
  const auto offset = [&](std::size_t type) {
    return type < second.types ? static_cast<std::int32_t>(bigEndian(bytes, types + type * 6, 4)) : 0;
  };
  auto zone = std::make_shared<Zone>();
  zone->before = offset(0);
  for (std::size_t i = 0; i < second.times; ++i) {
    zone->transitions.push_back(bigEndian(bytes, times + i * 8, 8));
    zone->offsets.push_back(offset(static_cast<unsigned char>(bytes[indices + i])));
  }
  return zone;
}

std::shared_ptr<const Zone> loadZone(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Zone>> zones;
  const std::lock_guard lock(mutex);
  const auto known = zones.find(name);
  if (known != zones.end()) {
    return known->second;
  }
  std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
  std::shared_ptr<const Zone> zone;
  if (file) {
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    zone = readZoneFile(bytes);
  }
  constexpr std::size_t kMost = 1000;  // names come from expressions
  if (zones.size() < kMost) {
    zones.emplace(name, zone);
  }
  return zone;
}

}  // namespace

tl::expected<std::int32_t, std::string> zoneFileOffset(std::string_view name, std::int64_t seconds) {
  if (name == "Local") {
    return 0;  // the scheduler runs in UTC
  }
  const bool safe = !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos &&
                    name.find('\\') == std::string_view::npos && name.find('\0') == std::string_view::npos && name.size() < 100;
  const std::shared_ptr<const Zone> zone = safe ? loadZone(std::string(name)) : nullptr;
  if (!zone) {
    return tl::unexpected(fmt::format("unknown time zone {}", name));
  }
  const auto after = std::upper_bound(zone->transitions.begin(), zone->transitions.end(), seconds);
  return after == zone->transitions.begin() ? zone->before
                                            : zone->offsets[static_cast<std::size_t>(after - zone->transitions.begin()) - 1];
}

}  // namespace claimscope::cel
