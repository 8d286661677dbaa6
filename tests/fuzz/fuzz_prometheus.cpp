// Any bytes as an answer of a Prometheus, whole and cut, as a refusal, and as the lists that finding one reads.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "model/prometheus/answer_parser.h"
#include "model/prometheus/failure.h"
#include "model/prometheus/services.h"

namespace {

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace claimscope::prometheus;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.series = 20;
  limits.samples = 50;
  for (const bool cut : {false, true}) {
    Answer answer;
    parseAnswer(text, cut, limits, answer);
    require(!answer.error || answer.series.empty(), "an answer and an error at once");
    require(answer.series.size() <= limits.series, "more series than the cap");
    for (const Series& series : answer.series) {
      require(!series.samples.empty(), "a series without samples");
      require(std::is_sorted(series.labels.begin(), series.labels.end()), "labels are not sorted");
    }
    if (cut && !answer.error) {
      Answer whole;
      parseAnswer(text, false, limits, whole);
      require(whole.error || whole.series.size() == answer.series.size(), "cut or not is not the same");
    }
    (void)parseList(text, cut, limits);
  }
  FetchAnswer fetched;
  fetched.body = text;
  for (const int status : {200, 400, 403, 404, 503}) {
    fetched.status = status;
    const auto error = failureOf(fetched, {status != 400, "service a/b:9090"});
    require(status == 200 || error, "a refusal without words");
  }
  (void)readServices(text);
  (void)readPrometheuses(text);
  if (const auto monitors = readServiceMonitors(text)) {
    (void)assess(monitors->items, {}, {}, true);
  }
  return 0;
}
