// Any bytes as the body of a watch: lines or frames come out the same however the network cuts them, and each can be decoded or
// refused. The first byte says how the bytes are cut.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "model/kube/line_splitter.h"
#include "model/resources/kinds.h"

namespace {

using namespace claimscope;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

struct Cut {
  std::vector<std::string> lines;
  bool good = true;
  std::size_t pending = 0;
};

Cut cut(std::string_view bytes, std::size_t step) {
  Cut out;
  kube::LineSplitter splitter;
  while (out.good && !bytes.empty()) {
    const std::size_t length = std::min(step, bytes.size());
    out.good = splitter.feed(bytes.substr(0, length), [&out](std::string&& line) { out.lines.push_back(std::move(line)); });
    bytes.remove_prefix(length);
  }
  out.pending = splitter.pendingBytes();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  static const ApiResource kPods{"", "v1", "pods", "Pod", true};
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const Cut whole = cut(bytes, bytes.size());
  const Cut pieces = cut(bytes, 1 + data[0] % 7);
  require(whole.good == pieces.good && whole.lines == pieces.lines, "how bytes are cut changes the lines");
  require(!whole.good || whole.pending == pieces.pending, "how bytes are cut changes what is left");
  for (std::string line : whole.lines) {
    require(!line.empty(), "an empty line comes out");
    const auto event = decodeEvent<Pod>(kPods, line);
    require(event || !event.error().message.empty(), "a line is refused without a word");
  }
  return 0;
}
