// Edit: a command that really changes the spec of a claim. Specs of claims and templates are immutable, so the object is put in
// the place of the old one, and a pod whose claim comes from a template is made anew. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/explanation/census.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

/// JSON patch operations whose paths are relative to spec.devices: {"op":"replace","path":"/requests/0/…","value":…}.
struct SpecPatch {
  std::string operations;  ///< joined with commas, each path with kSpec in front
};
/// Stands in SpecPatch for "/spec/devices" of a claim and "/spec/spec/devices" of a template.
inline constexpr std::string_view kSpec = "@SPEC@";

/// "/requests/0/exactly", "/requests/1/firstAvailable/2", or flat in older versions of the API.
[[nodiscard]] std::string bodyPath(const cluster::Snapshot& snapshot, const Census& census);

/// kubectl lines that apply the patch; empty for claims of a file and those the scheduler makes.
[[nodiscard]] std::string editCommand(const Subject& subject, const ResourceClaim& claim, const SpecPatch& patch);
/// What it costs: "Claim specs cannot change: the template is replaced and the pod made anew."
[[nodiscard]] std::string editSideEffect(const Subject& subject, const ResourceClaim& claim);

/// A JSON string, quoted and escaped.
[[nodiscard]] std::string jsonString(std::string_view text);

}  // namespace claimscope::explanation
