#include "model/cel/formats.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "model/cel/times.h"
#include "model/cel/url.h"

namespace claimscope::cel {
namespace {

using Errors = std::vector<std::string>;

bool matches(std::string_view text, const re2::RE2& pattern) {
  return re2::RE2::PartialMatch({text.data(), text.size()}, pattern);
}

const re2::RE2& labelPattern() {
  static const re2::RE2 kPattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
  return kPattern;
}
const re2::RE2& subdomainPattern() {
  static const re2::RE2 kPattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
  return kPattern;
}

void checkLength(std::string_view text, std::size_t most, std::string_view part, Errors& out) {
  if (text.size() > most) {
    out.push_back(fmt::format("{}must be no more than {} bytes", part, most));
  }
}

Errors label(std::string_view text) {
  Errors out;
  checkLength(text, 63, "", out);
  if (!matches(text, labelPattern())) {
    out.emplace_back(matches(text, subdomainPattern()) ? "must not contain dots" : "is not a lowercase RFC 1123 label");
  }
  return out;
}

Errors subdomain(std::string_view text) {
  Errors out;
  checkLength(text, 253, "", out);
  if (!matches(text, subdomainPattern())) {
    out.emplace_back("is not a lowercase RFC 1123 subdomain");
  }
  return out;
}

Errors oldLabel(std::string_view text) {
  static const re2::RE2 kPattern("^[a-z]([-a-z0-9]*[a-z0-9])?$");
  Errors out;
  checkLength(text, 63, "", out);
  if (!matches(text, kPattern)) {
    out.emplace_back("is not a DNS-1035 label");
  }
  return out;
}

/// A prefix of a generated name may end in a dash.
std::string withoutTrailingDash(std::string_view text) {
  return text.size() > 1 && text.ends_with('-') ? std::string(text.substr(0, text.size() - 2)) + "a" : std::string(text);
}
Errors labelPrefix(std::string_view text) {
  return label(withoutTrailingDash(text));
}
Errors subdomainPrefix(std::string_view text) {
  return subdomain(withoutTrailingDash(text));
}
Errors oldLabelPrefix(std::string_view text) {
  return oldLabel(withoutTrailingDash(text));
}

Errors qualifiedName(std::string_view text) {
  static const re2::RE2 kName("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$");
  Errors out;
  const auto slashes = std::count(text.begin(), text.end(), '/');
  if (slashes > 1) {
    out.emplace_back("is not a qualified name");
    return out;
  }
  std::string_view name = text;
  if (slashes == 1) {
    const std::string_view prefix = text.substr(0, text.find('/'));
    name = text.substr(prefix.size() + 1);
    if (prefix.empty()) {
      out.emplace_back("prefix part must be non-empty");
    } else {
      for (const std::string& error : subdomain(prefix)) {
        out.push_back("prefix part " + error);
      }
    }
  }
  if (name.empty()) {
    out.emplace_back("name part must be non-empty");
  }
  checkLength(name, 63, "name part ", out);
  if (!matches(name, kName)) {
    out.emplace_back("name part is not a qualified name");
  }
  return out;
}

Errors labelValue(std::string_view text) {
  static const re2::RE2 kPattern("^((([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?)$");
  Errors out;
  checkLength(text, 63, "", out);
  if (!matches(text, kPattern)) {
    out.emplace_back("is not a label value");
  }
  return out;
}

Errors uri(std::string_view text) {
  const auto url = parseRequestUri(text);
  return url ? Errors{} : Errors{url.error()};
}

Errors uuid(std::string_view text) {
  static const re2::RE2 kPattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$");
  return matches(text, kPattern) ? Errors{} : Errors{"does not match the UUID format"};
}

Errors base64(std::string_view text) {
  static const re2::RE2 kPattern("^(?:[A-Za-z0-9+\\/]{4})*(?:[A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=|[A-Za-z0-9+\\/]{4})$");
  return matches(text, kPattern) ? Errors{} : Errors{"invalid base64"};
}

Errors date(std::string_view text) {
  return isDate(text) ? Errors{} : Errors{"invalid date"};
}

Errors dateTime(std::string_view text) {
  static const re2::RE2 kTime("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::size_t t = lower.find('t');
  bool valid = lower.size() >= 4 && t != std::string::npos && isDate(std::string_view(lower).substr(0, t));
  if (valid) {
    const std::string time = lower.substr(t + 1, lower.find('t', t + 1) - t - 1);
    std::string hours;
    std::string minutes;
    std::string seconds;
    valid =
        re2::RE2::PartialMatch(time, kTime, &hours, &minutes, &seconds) && hours <= "23" && minutes <= "59" && seconds <= "59";
  }
  return valid ? Errors{} : Errors{"invalid datetime"};
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> kFormats = {{"dns1123Label", "DNS1123Label", 30, label},
                                               {"dns1123Subdomain", "DNS1123Subdomain", 60, subdomain},
                                               {"dns1035Label", "DNS1035Label", 30, oldLabel},
                                               {"qualifiedName", "QualifiedName", 60, qualifiedName},
                                               {"dns1123LabelPrefix", "DNS1123LabelPrefix", 30, labelPrefix},
                                               {"dns1123SubdomainPrefix", "DNS1123SubdomainPrefix", 60, subdomainPrefix},
                                               {"dns1035LabelPrefix", "DNS1035LabelPrefix", 30, oldLabelPrefix},
                                               {"labelValue", "LabelValue", 40, labelValue},
                                               {"uri", "URI", 1103, uri},
                                               {"uuid", "uuid", 70, uuid},
                                               {"byte", "byte", 84, base64},
                                               {"date", "date", 71, date},
                                               {"datetime", "datetime", 71, dateTime}};
  return kFormats;
}

}  // namespace claimscope::cel
