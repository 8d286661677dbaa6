// The dashboard of the EKS guide, word for word: what the window shows before a file is opened. Any thread.
#pragma once

#include <string_view>

namespace claimscope::dashboard {

inline constexpr std::string_view kGuideDashboard = R"json({
  "dashboard": {
    "title": "EKS DRA Hybrid Nodes",
    "panels": [
      {
        "title": "Resource Allocation Latency",
        "targets": [{"expr": "histogram_quantile(0.95, dra_allocation_duration_seconds)"
}]
},
      {
        "title": "GPU Utilization",
        "targets": [{"expr": "avg(dra_resource_utilization_ratio{resource_type=\"gpu\"})"}]
      }
    ]
}
})json";

}  // namespace claimscope::dashboard
