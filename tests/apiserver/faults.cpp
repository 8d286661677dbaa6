#include "tests/apiserver/faults.h"

#include <algorithm>
#include <cstdlib>

namespace claimscope::apiserver {

const std::vector<FaultName>& faultNames() {
  constexpr unsigned kAll = kByServer | kByProxy | kByVirtual;
  constexpr unsigned kWire = kByProxy | kByVirtual;
  constexpr unsigned kServers = kByServer | kByVirtual;
  static const std::vector<FaultName> kNames = {
      {Fault::refused, "refused", kWire},
      {Fault::silence, "silence", kAll},
      {Fault::tlsStall, "tls-stall", kWire},
      {Fault::wrongCertificate, "wrong-certificate", kWire},
      {Fault::certificateRotated, "certificate-rotated", kWire},
      {Fault::halfOpen, "half-open", kWire},
      {Fault::latency, "latency", kWire},
      {Fault::slice, "slice", kWire},
      {Fault::bandwidth, "bandwidth", kWire},
      {Fault::slow, "slow", kServers},
      {Fault::drop, "drop", kAll},
      {Fault::goaway, "goaway", kWire},
      {Fault::resetStream, "reset-stream", kWire},
      {Fault::junk, "junk", kServers},
      {Fault::gzipWatch, "gzip-watch", kServers},
      {Fault::unauthorized, "unauthorized", kServers},
      {Fault::forbidden, "forbidden", kServers},
      {Fault::notFound, "not-found", kServers},
      {Fault::expired, "expired", kServers},
      {Fault::expiredContinue, "expired-continue", kServers},
      {Fault::tooManyRequests, "too-many-requests", kServers},
      {Fault::tooManyRequestsPlain, "too-many-requests-plain", kServers},
      {Fault::serverError, "server-error", kServers},
      {Fault::gatewayTimeout, "gateway-timeout", kServers},
      {Fault::tooLargeVersion, "too-large-version", kServers},
      {Fault::html, "html", kServers},
      {Fault::htmlError, "html-error", kServers},
      {Fault::htmlInternalError, "html-internal-error", kServers},
      {Fault::htmlGatewayTimeout, "html-gateway-timeout", kServers},
      {Fault::wrongContent, "wrong-content", kServers},
      {Fault::truncated, "truncated", kServers},
      {Fault::huge, "huge", kServers},
      {Fault::cut, "cut", kServers},
      {Fault::expiredEvent, "expired-event", kServers},
      {Fault::errorEvent, "error-event", kServers},
      {Fault::missingBookmark, "missing-bookmark", kServers},
      {Fault::duplicateEvent, "duplicate-event", kServers},
      {Fault::outOfOrder, "out-of-order", kServers},
      {Fault::unknownType, "unknown-type", kServers},
      {Fault::tornLine, "torn-line", kServers},
      {Fault::clockJump, "clock-jump", kByVirtual},
      {Fault::restored, "restored", kByVirtual},
      {Fault::replaced, "replaced", kByVirtual},
      {Fault::downgraded, "downgraded", kByVirtual},
      {Fault::absent, "absent", kServers},
  };
  return kNames;
}

std::string_view nameOf(Fault fault) {
  for (const FaultName& known : faultNames()) {
    if (known.fault == fault) {
      return known.name;
    }
  }
  return "none";
}

bool isOfWatches(Fault fault) {
  switch (fault) {
    case Fault::gzipWatch:
    case Fault::cut:
    case Fault::expiredEvent:
    case Fault::errorEvent:
    case Fault::missingBookmark:
    case Fault::duplicateEvent:
    case Fault::outOfOrder:
    case Fault::unknownType:
    case Fault::tornLine:
      return true;
    default:
      return false;
  }
}

std::string faultNamesOf(unsigned place) {
  std::string out;
  for (const FaultName& known : faultNames()) {
    if ((known.places & place) != 0) {
      out += (out.empty() ? "" : ", ") + std::string(known.name);
    }
  }
  return out;
}

std::optional<Fault> faultNamed(std::string_view name) {
  const auto& names = faultNames();
  const auto found = std::find_if(names.begin(), names.end(), [&](const FaultName& known) { return known.name == name; });
  return found == names.end() ? std::nullopt : std::optional(found->fault);
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
  const auto found = std::find_if(names.begin(), names.end(), [&](const FaultName& known) {
    return known.name == parts[0] && (known.places & kByServer) != 0;
  });
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
