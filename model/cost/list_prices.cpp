// Amazon EC2's public on-demand list, Linux, us-east-1 (N. Virginia), after the cut of P4 and P5 in June 2025. Spot prices move
// by the hour and are in no list. People pay what their contract says: Settings and --prices take that.
#include <algorithm>

#include "model/cost/prices.h"

namespace claimscope::cost {
namespace {

struct Listed {
  const char* type;
  double perHour;
};

constexpr Listed kListed[] = {
    // NVIDIA
    {"g4dn.xlarge", 0.526},
    {"g4dn.2xlarge", 0.752},
    {"g4dn.4xlarge", 1.204},
    {"g4dn.8xlarge", 2.176},
    {"g4dn.12xlarge", 3.912},
    {"g4dn.16xlarge", 4.352},
    {"g4dn.metal", 7.824},
    {"g5.xlarge", 1.006},
    {"g5.2xlarge", 1.212},
    {"g5.4xlarge", 1.624},
    {"g5.8xlarge", 2.448},
    {"g5.12xlarge", 5.672},
    {"g5.16xlarge", 4.096},
    {"g5.24xlarge", 8.144},
    {"g5.48xlarge", 16.288},
    {"g6.xlarge", 0.8048},
    {"g6.2xlarge", 0.9776},
    {"g6.4xlarge", 1.3232},
    {"g6.8xlarge", 2.0144},
    {"g6.12xlarge", 4.6016},
    {"g6.16xlarge", 3.3968},
    {"g6.24xlarge", 6.6752},
    {"g6.48xlarge", 13.3504},
    {"g6e.xlarge", 1.861},
    {"g6e.2xlarge", 2.24208},
    {"g6e.4xlarge", 3.00424},
    {"g6e.8xlarge", 4.52856},
    {"g6e.12xlarge", 10.49264},
    {"g6e.16xlarge", 7.57719},
    {"g6e.24xlarge", 15.06559},
    {"g6e.48xlarge", 30.13118},
    {"p3.2xlarge", 3.06},
    {"p3.8xlarge", 12.24},
    {"p3.16xlarge", 24.48},
    {"p4d.24xlarge", 21.96},
    {"p4de.24xlarge", 27.45},
    {"p5.48xlarge", 55.04},
    {"p5e.48xlarge", 63.30},
    {"p5en.48xlarge", 63.30},
    {"p6-b200.48xlarge", 113.93},
    // AWS Neuron
    {"inf2.xlarge", 0.7582},
    {"inf2.8xlarge", 1.96786},
    {"inf2.24xlarge", 6.49063},
    {"inf2.48xlarge", 12.98127},
    {"trn1.2xlarge", 1.34375},
    {"trn1.32xlarge", 21.5},
    {"trn1n.32xlarge", 24.78},
    // without accelerators
    {"m5.large", 0.096},
    {"m5.xlarge", 0.192},
    {"m5.2xlarge", 0.384},
    {"m5.4xlarge", 0.768},
    {"m5.8xlarge", 1.536},
    {"m5.12xlarge", 2.304},
    {"m5.16xlarge", 3.072},
    {"m5.24xlarge", 4.608},
    {"m6i.large", 0.096},
    {"m6i.xlarge", 0.192},
    {"m6i.2xlarge", 0.384},
    {"m6i.4xlarge", 0.768},
    {"m6i.8xlarge", 1.536},
    {"m6i.16xlarge", 3.072},
    {"m7i.large", 0.1008},
    {"m7i.xlarge", 0.2016},
    {"m7i.2xlarge", 0.4032},
    {"m7i.4xlarge", 0.8064},
    {"m7i.8xlarge", 1.6128},
    {"c5.large", 0.085},
    {"c5.xlarge", 0.17},
    {"c5.2xlarge", 0.34},
    {"c5.4xlarge", 0.68},
    {"c5.9xlarge", 1.53},
    {"c5.18xlarge", 3.06},
    {"c6i.large", 0.085},
    {"c6i.xlarge", 0.17},
    {"c6i.2xlarge", 0.34},
    {"c6i.4xlarge", 0.68},
    {"c6i.8xlarge", 1.36},
    {"r5.large", 0.126},
    {"r5.xlarge", 0.252},
    {"r5.2xlarge", 0.504},
    {"r5.4xlarge", 1.008},
    {"t3.medium", 0.0416},
    {"t3.large", 0.0832},
    {"t3.xlarge", 0.1664},
};

}  // namespace

const PriceTable& listPrices() {
  static const PriceTable kTable = [] {
    PriceTable out;
    out.source = "Amazon EC2 list, Linux, us-east-1";
    out.taken = "2025-06-05";
    for (const Listed& listed : kListed) {
      out.prices.push_back({listed.type, listed.perHour, {}});
    }
    std::sort(out.prices.begin(), out.prices.end(),
              [](const Price& a, const Price& b) { return a.instanceType < b.instanceType; });
    return out;
  }();
  return kTable;
}

}  // namespace claimscope::cost
