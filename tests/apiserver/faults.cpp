#include "tests/apiserver/faults.h"

#include <algorithm>
#include <cstdlib>

namespace claimscope::apiserver {

const std::vector<FaultName>& faultNames() {
  static const std::vector<FaultName> kNames = {
      {Fault::drop, "drop"},
      {Fault::cut, "cut"},
      {Fault::expired, "expired"},
      {Fault::expiredEvent, "expired-event"},
      {Fault::tooManyRequests, "too-many-requests"},
      {Fault::serverError, "server-error"},
      {Fault::unauthorized, "unauthorized"},
      {Fault::forbidden, "forbidden"},
      {Fault::notFound, "not-found"},
      {Fault::truncated, "truncated"},
      {Fault::html, "html"},
      {Fault::htmlError, "html-error"},
      {Fault::wrongContent, "wrong-content"},
      {Fault::slow, "slow"},
      {Fault::silence, "silence"},
      {Fault::huge, "huge"},
      {Fault::junk, "junk"},
      {Fault::gzipWatch, "gzip-watch"},
      {Fault::tornLine, "torn-line"},
  };
  return kNames;
}

std::optional<FaultRule> parseFault(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const auto& names = faultNames();
  const auto found = std::find_if(names.begin(), names.end(), [&](const FaultName& known) { return known.name == parts[0]; });
  if (found == names.end() || parts.size() > 4) {
    return std::nullopt;
  }
  FaultRule rule;
  rule.fault = found->fault;
  rule.resource = parts.size() > 1 ? parts[1] : std::string();
  rule.verb = parts.size() > 2 ? parts[2] : std::string();
  rule.times = parts.size() > 3 ? std::atoi(parts[3].c_str()) : -1;
  return rule;
}

}  // namespace claimscope::apiserver
