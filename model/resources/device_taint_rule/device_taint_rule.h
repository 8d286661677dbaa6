// DeviceTaintRule (resource.k8s.io v1, v1beta2, v1alpha3). Values; any thread.
#pragma once

#include "model/resources/kind.h"
#include "model/resources/node/node.h"
#include "model/resources/selector.h"

namespace claimscope {

struct DeviceTaintRule {
  Metadata meta;
  bool hasSelector = false;  ///< no selector selects nothing; an empty one selects every device
  Text driver;
  Text pool;
  Text device;
  Text deviceClassName;  ///< 1.33–1.34 only
  List<Text> selectors;  ///< CEL, 1.33–1.34 only
  Taint taint;
  List<Condition> conditions;
};

}  // namespace claimscope
