// Any bytes as manifests: modernising must end, what it writes can be read, and a second time changes nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "model/migration/modernise/modernise.h"

namespace {

using namespace claimscope::modernise;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

Outcome run(std::string text, int minor, bool markdown) {
  Request request;
  request.sources.push_back({"fuzz", std::move(text), markdown});
  request.target.minor = minor;
  return modernise(request);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const int minor = size % 3 == 0 ? 37 : size % 3 == 1 ? 33 : 32;
  const Outcome outcome = run(text, minor, size % 7 == 0);
  for (const Change& change : outcome.changes) {
    require(change.document < outcome.documents.size(), "a change of no document");
    require(!change.what.empty(), "a change without a word");
  }
  for (const Choice& choice : outcome.choices) {
    require(!choice.options.empty() && choice.value == choice.usual, "a choice without a usual answer");
  }
  const std::string once = outcome.manifests();
  if (outcome.errors.empty()) {
    const Outcome again = run(once, minor, false);
    require(again.errors.empty(), "what is written cannot be read");
    require(again.manifests() == once, "a second time changes something");
  }
  return 0;
}
