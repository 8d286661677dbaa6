// Any bytes as a query: parsing and judging must end, every place lies within the text, and a corrected query is one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "model/prometheus/promql/parser.h"
#include "model/prometheus/promql/verdict.h"

namespace {

using namespace claimscope::promql;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Expression expression = parse(text);
  require(expression.valid() || !expression.errors.empty(), "refused without a word");
  for (const ParseError& error : expression.errors) {
    require(error.where.begin <= error.where.end && error.where.end <= size, "an error outside of the text");
    require(!error.message.empty(), "an error without a word");
  }
  for (const Node& node : expression.nodes) {
    require(node.where.begin <= node.where.end && node.where.end <= size, "a node outside of the text");
  }
  Knowledge knowledge;
  knowledge.complete = size % 2 == 0;
  knowledge.served = {{"up", MetricType::gauge}, {"http_requests_total", MetricType::counter}};
  Variables variables;
  variables.values = {{"job", {"a\"b", "c|d"}}, {"x", {"$x"}}};
  const Verdict verdict = judge(text, variables, knowledge);
  for (const Remark& remark : verdict.remarks) {
    require(remark.where.begin <= remark.where.end && remark.where.end <= size, "a remark outside of the text");
    require(!remark.what.empty(), "a remark without a word");
  }
  if (!verdict.corrected.empty()) {
    require(verdict.corrected != text, "a correction that changes nothing");
  }
  return 0;
}
