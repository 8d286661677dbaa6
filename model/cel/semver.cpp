#include "model/cel/semver.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace claimscope::cel {
namespace {

bool isNumber(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isAlphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

bool hasLeadingZero(std::string_view text) {
  return text.size() > 1 && text[0] == '0';
}

tl::expected<std::uint64_t, std::string> number(std::string_view text, std::string_view which) {
  if (!isNumber(text)) {
    return tl::unexpected(fmt::format("Invalid character(s) found in {} number \"{}\"", which, text));
  }
  if (hasLeadingZero(text)) {
    std::string name(which);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return tl::unexpected(fmt::format("{} number must not contain leading zeroes \"{}\"", name, text));
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) {
    return tl::unexpected(
        fmt::format("strconv.ParseUint: parsing \"{}\": {}", text, text.empty() ? "invalid syntax" : "value out of range"));
  }
  return value;
}

tl::expected<Semver::Part, std::string> prereleasePart(std::string_view text) {
  Semver::Part part;
  if (text.empty()) {
    return tl::unexpected(std::string("Prerelease is empty"));
  }
  if (isNumber(text)) {
    if (hasLeadingZero(text)) {
      return tl::unexpected(fmt::format("Numeric PreRelease version must not contain leading zeroes \"{}\"", text));
    }
    const auto value = number(text, "prerelease");
    if (!value) {
      return tl::unexpected(value.error());
    }
    part.numeric = true;
    part.number = *value;
  } else if (isAlphanumeric(text)) {
    part.text = std::string(text);
  } else {
    return tl::unexpected(fmt::format("Invalid character(s) found in prerelease \"{}\"", text));
  }
  return part;
}

template <class Fn>
void forEachPart(std::string_view text, Fn&& fn) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!fn(text.substr(0, dot)) || dot == std::string_view::npos) {
      return;
    }
    text.remove_prefix(dot + 1);
  }
}

template <class T>
int order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int compareParts(const Semver::Part& a, const Semver::Part& b) {
  if (a.numeric != b.numeric) {
    return a.numeric ? -1 : 1;
  }
  return a.numeric ? order(a.number, b.number) : order(a.text, b.text);
}

}  // namespace

tl::expected<Semver, std::string> Semver::parse(std::string_view text) {
  if (text.empty()) {
    return tl::unexpected(std::string("Version string empty"));
  }
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) {
    return tl::unexpected(std::string("No Major.Minor.Patch elements found"));
  }
  Semver out;
  const auto major = number(text.substr(0, first), "major");
  if (!major) {
    return tl::unexpected(major.error());
  }
  const auto minor = number(text.substr(first + 1, second - first - 1), "minor");
  if (!minor) {
    return tl::unexpected(minor.error());
  }
  std::string_view rest = text.substr(second + 1);
  std::string_view build;
  std::string_view prerelease;
  const std::size_t plus = rest.find('+');
  const bool hasBuild = plus != std::string_view::npos;
  if (hasBuild) {
    build = rest.substr(plus + 1);
    rest = rest.substr(0, plus);
  }
  const std::size_t dash = rest.find('-');
  const bool hasPrerelease = dash != std::string_view::npos;
  if (hasPrerelease) {
    prerelease = rest.substr(dash + 1);
    rest = rest.substr(0, dash);
  }
  const auto patch = number(rest, "patch");
  if (!patch) {
    return tl::unexpected(patch.error());
  }
  out.major = *major;
  out.minor = *minor;
  out.patch = *patch;
  std::string error;
  if (hasPrerelease) {
    forEachPart(prerelease, [&](std::string_view part) {
      auto parsed = prereleasePart(part);
      if (!parsed) {
        error = parsed.error();
        return false;
      }
      out.prerelease.push_back(std::move(*parsed));
      return true;
    });
  }
  if (hasBuild && error.empty()) {
    forEachPart(build, [&](std::string_view part) {
      if (part.empty() || !isAlphanumeric(part)) {
        error =
            part.empty() ? "Build meta data is empty" : fmt::format("Invalid character(s) found in build meta data \"{}\"", part);
        return false;
      }
      out.build.emplace_back(part);
      return true;
    });
  }
  if (!error.empty()) {
    return tl::unexpected(error);
  }
  return out;
}

tl::expected<Semver, std::string> Semver::parseNormalized(std::string_view text) {
  if (text.starts_with('v')) {
    text.remove_prefix(1);
  }
  std::vector<std::string> parts;
  while (parts.size() < 2 && text.find('.') != std::string_view::npos) {
    parts.emplace_back(text.substr(0, text.find('.')));
    text.remove_prefix(text.find('.') + 1);
  }
  parts.emplace_back(text);
  for (std::string& part : parts) {
    if (part.size() > 1) {
      part.erase(0, std::min(part.find_first_not_of('0'), part.size()));
      if (part.empty() || part[0] < '0' || part[0] > '9') {
        part.insert(part.begin(), '0');
      }
    }
  }
  if (parts.size() < 3) {
    if (parts.back().find_first_of("+-") != std::string::npos) {
      return tl::unexpected(std::string("short version cannot contain PreRelease/Build meta data"));
    }
    parts.resize(3, "0");
  }
  return parse(parts[0] + "." + parts[1] + "." + parts[2]);
}

int Semver::compare(const Semver& other) const {
  for (const int result : {order(major, other.major), order(minor, other.minor), order(patch, other.patch)}) {
    if (result != 0) {
      return result;
    }
  }
  if (prerelease.empty() || other.prerelease.empty()) {
    return order(prerelease.empty(), other.prerelease.empty());
  }
  for (std::size_t i = 0; i < std::min(prerelease.size(), other.prerelease.size()); ++i) {
    const int result = compareParts(prerelease[i], other.prerelease[i]);
    if (result != 0) {
      return result;
    }
  }
  return order(prerelease.size(), other.prerelease.size());
}

}  // namespace claimscope::cel
