// Pods whose claims do not exist, as findings: what quota, missing claims and missing templates have in common. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/diagnosis/examination.h"

namespace claimscope::diagnosis {

enum class MissingCause : std::uint8_t { quota, namedClaim, claimTemplate, controller };

/// Why a pod has no claim, from the words that cluster::deriveWaiting kept.
[[nodiscard]] MissingCause causeOf(const cluster::MissingClaim& missing);
/// Those of one cause whose pods are older than `minAgeMs`, by the value `key` gives for each (namespace, or namespace and name).
[[nodiscard]] std::map<std::string, std::vector<const cluster::MissingClaim*>> missingBy(
    const Examination& examination, MissingCause cause, std::int64_t minAgeMs,
    std::string (*key)(const Pod&, const cluster::MissingClaim&));
/// Severity, since, objects, evidence and kubectl of a group; title and detail are the check's.
[[nodiscard]] Finding missingFinding(const Examination& examination, std::string id,
                                     const std::vector<const cluster::MissingClaim*>& group);

}  // namespace claimscope::diagnosis
