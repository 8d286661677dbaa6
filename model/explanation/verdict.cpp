// The words of verdicts.
#include "model/explanation/explanation.h"

namespace claimscope::explanation {

std::string_view verdictWord(Verdict verdict) {
  switch (verdict) {
    case Verdict::allocated:
      return "allocated";
    case Verdict::canFit:
      return "canFit";
    case Verdict::waitsForDevices:
      return "waitsForDevices";
    case Verdict::canNeverFit:
      return "canNeverFit";
    case Verdict::blockedBefore:
      return "blockedBefore";
    case Verdict::unknown:
      break;
  }
  return "unknown";
}

}  // namespace claimscope::explanation
