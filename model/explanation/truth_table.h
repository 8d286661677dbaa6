// TruthTable: which term of the selectors refuses which devices, in groups of equal answers. Pure; any thread.
#pragma once

#include "model/explanation/census.h"
#include "model/explanation/explanation.h"

namespace claimscope::explanation {

/// Fills terms and groups of a request. Columns are the devices of the class when there are any, else all devices; devices of one
/// product with equal answers share one. Those that fail first come first, those that pass last.
void fillTruthTable(const ExplanationContext& context, const Census& census, RequestExplanation& out);

/// What a term asks for that no device of the class publishes, with the nearest name that is: an attribute, a capacity or a
/// domain mistyped. Empty when everything it names is published.
struct NameHint {
  cel::Reference reference;
  std::string text;    ///< "no device publishes 'modle'; did you mean 'model'?"
  std::string domain;  ///< of the nearest name; empty when there is none near
  std::string id;
};
[[nodiscard]] std::vector<NameHint> nameHints(const ExplanationContext& context, const Census& census);

}  // namespace claimscope::explanation
