// Event (v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/resources/kind.h"

namespace claimscope {

struct Event {
  Metadata meta;
  Text type;  ///< Normal, Warning
  Text reason;
  Phrase message;
  Text objectKind;
  Text objectNamespace;
  Text objectName;
  Uid objectUid;
  Text source;  ///< reportingComponent or source.component
  std::int32_t count = 1;
  Time first;
  Time last;  ///< lastTimestamp, series.lastObservedTime or eventTime, whichever is newest
};

}  // namespace claimscope
